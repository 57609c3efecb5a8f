/// What the parts of the work have taken so far, by the clock of the host; all zero where it lends none.
public struct Costs: Sendable, Equatable {
  /// The reduced pictures, and all that detectors share.
  public var measuring = ClockTime.zero
  /// The search for shots, and their comparison.
  public var shots = ClockTime.zero
  /// By the id of the detector: its own work, once what it needs is measured.
  public var detectors: [String: ClockTime] = [:]

  public init() {}
}

/// Measures how long the parts of a frame take, by a clock of the host's.
struct Stopwatch: Sendable {
  /// Nanoseconds since any moment; must only go forward.
  private let clock: (@Sendable () -> Int64)?
  private var mark: Int64 = 0

  init(_ clock: (@Sendable () -> Int64)?) { self.clock = clock }

  mutating func start() { if let clock { mark = clock() } }

  /// The time since the start, or since the last lap.
  mutating func lap() -> ClockTime {
    guard let clock else { return .zero }
    let now = clock()
    defer { mark = now }
    return ClockTime(nanoseconds: now &- mark)
  }
}
