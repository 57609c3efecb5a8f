internal import Uncanny
internal import UncannyScenes

extension Wheel {
  public static let examples: [Example] = []
}
