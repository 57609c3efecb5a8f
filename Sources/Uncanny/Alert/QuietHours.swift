/// A part of each day, by the local clock; it may go over midnight.
public struct QuietHours: Sendable, Equatable {
  /// When it begins, since midnight.
  public let from: ClockTime
  /// When it is over, since midnight.
  public let until: ClockTime

  private static let day = ClockTime.seconds(24 * 3600)

  /// `nil` where a time is not of the day, or both are the same.
  public init?(from: ClockTime, until: ClockTime) {
    guard from >= .zero, from < Self.day, until >= .zero, until < Self.day, from != until else { return nil }
    self.from = from
    self.until = until
  }

  /// How long it still goes on; `nil` outside.
  ///
  /// - Parameter time: of the day, since midnight.
  public func remaining(at time: ClockTime) -> ClockTime? {
    let isWithin = from < until ? time >= from && time < until : time >= from || time < until
    guard isWithin else { return nil }
    return time < until ? until - time : until + Self.day - time
  }
}
