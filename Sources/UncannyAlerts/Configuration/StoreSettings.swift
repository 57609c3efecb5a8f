public import Uncanny

/// Where events are kept, and how long.
public struct StoreSettings: Sendable, Equatable {
  /// The path of the file.
  public var file: String
  /// What is older is dropped.
  public var age: ClockTime
  /// In bytes: beyond it the oldest is dropped, figures before events.
  public var size: Int64

  /// A day less than this would be no record.
  static let leastSize: Int64 = 10_000_000

  public init(file: String, age: ClockTime = .seconds(30 * 86400), size: Int64 = 1_000_000_000) {
    self.file = file
    self.age = age
    self.size = size
  }
}
