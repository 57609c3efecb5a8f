public import Uncanny

/// Where clips of the moments of events are kept, and how many.
public struct MomentSettings: Sendable, Equatable {
  /// The path of the folder.
  public var folder: String
  /// The least event that has one.
  public var severity: Severity
  /// In bytes: beyond it the oldest are dropped.
  public var size: Int64

  /// Some ten of them.
  static let leastSize: Int64 = 50_000_000

  public init(folder: String, severity: Severity = .warning, size: Int64 = 2_000_000_000) {
    self.folder = folder
    self.severity = severity
    self.size = size
  }
}
