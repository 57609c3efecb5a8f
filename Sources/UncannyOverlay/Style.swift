public import Uncanny

/// What of the marks is drawn. Start from `Style()` and switch off.
public struct Style: Hashable, Sendable {
  /// Boxes around regions, and the frame around the picture for a mark that is about all of it.
  public var showsBoxes: Bool
  /// Plates with the name of the fault and how long it has lasted.
  public var showsLabels: Bool
  /// The line at the bottom; drawn when there is a status text, even an empty one.
  public var showsStrip: Bool
  /// Marks below it are neither drawn nor counted.
  public var minimalSeverity: Severity

  /// Everything, unless told otherwise.
  public init(
    showsBoxes: Bool = true, showsLabels: Bool = true, showsStrip: Bool = true, minimalSeverity: Severity = .info
  ) {
    self.showsBoxes = showsBoxes
    self.showsLabels = showsLabels
    self.showsStrip = showsStrip
    self.minimalSeverity = minimalSeverity
  }
}
