public import Uncanny

extension Catalog {
  /// Every detector there is. A new one is one file and one line here.
  public static let detectors: [any Exemplified.Type] = [
    Black.self,
    Freeze.self,
    Flash.self,
    Blockiness.self,
    Exposure.self,
    Cadence.self,
    Letterbox.self,
  ]

  /// All of them, as plans know them.
  public static let standard = Catalog(detectors.map { Entry($0) })
}
