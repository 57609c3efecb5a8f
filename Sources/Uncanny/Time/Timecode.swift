/// A frame's name as editors write it, `HH:MM:SS:FF`, after SMPTE ST 12-1.
///
/// It is a count of frames and a way to write it. Timecode counts whole frames a second, 30 for 29.97; written so it falls
/// behind the clock by 3.6 s an hour. Drop-frame timecode, written `HH:MM:SS;FF`, leaves out the names ;00 and ;01 of every
/// minute but each tenth (four names at 59.94), and no frame:
///
///     frame     1798         1799         1800         1801
///     29.97     00:00:59;28  00:00:59;29  00:01:00;02  00:01:00;03
public struct Timecode: Hashable, Sendable, CustomStringConvertible {
  /// Frames since 00:00:00:00, within a day.
  public let frame: Int
  /// What is counted.
  public let rate: FrameRate
  /// Whether names are dropped; only where the rate allows it.
  public let isDropFrame: Bool

  /// - Parameters:
  ///   - frame: since 00:00:00:00; a day later the count begins again, also backwards.
  ///   - isDropFrame: ignored where the rate does not allow it.
  public init(frame: Int, rate: FrameRate, isDropFrame: Bool) {
    self.rate = rate
    self.isDropFrame = isDropFrame && rate.allowsDropFrame
    let day = Self.framesPerTenMinutes(rate, self.isDropFrame) * 144
    self.frame = (frame % day + day) % day
  }

  /// A name that was written for frames of a known rate.
  ///
  /// - Throws: `TimecodeError` when there is no such frame.
  public init(_ written: Written, rate: FrameRate) throws(TimecodeError) {
    let (timebase, isDrop) = (rate.timebase, written.isDropFrame)
    guard !isDrop || rate.allowsDropFrame else { throw .noDropFrame(written.text, rate) }
    guard written.frames < timebase else { throw .noSuchFrame(written.text, timebase: timebase) }
    let minutes = written.hours * 60 + written.minutes
    let dropped = isDrop ? Self.dropped(rate) : 0
    if written.seconds == 0, minutes % 10 != 0, written.frames < dropped { throw .dropped(written.text) }
    let names = (minutes * 60 + written.seconds) * timebase + written.frames
    self.init(frame: names - dropped * (minutes - minutes / 10), rate: rate, isDropFrame: isDrop)
  }

  /// The timecode so many frames later.
  public func advanced(by frames: Int) -> Timecode {
    Timecode(frame: frame &+ frames, rate: rate, isDropFrame: isDropFrame)
  }

  /// `01:00:00:00`, or `01:00:00;00` for drop-frame; three digits of frames beyond 100 frames a second.
  public var description: String { text(separator: ":", isDropFrame ? ";" : ":") }

  /// The same with other signs between its parts.
  ///
  /// - Parameters:
  ///   - separator: between hours, minutes and seconds.
  ///   - last: before the frames.
  public func text(separator: String, _ last: String) -> String {
    let (timebase, names) = (rate.timebase, names)
    let seconds = names / timebase
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.digits($0, 2) }
    return parts.joined(separator: separator) + last + Self.digits(names % timebase, timebase > 100 ? 3 : 2)
  }

  /// How many names come before this one's, those that were dropped included.
  private var names: Int {
    guard isDropFrame else { return frame }
    let dropped = Self.dropped(rate)
    let (tens, rest) = frame.quotientAndRemainder(dividingBy: Self.framesPerTenMinutes(rate, true))
    // the first of ten minutes drops nothing
    let minute = rate.timebase * 60 - dropped
    return frame + dropped * (9 * tens + max(0, rest - dropped) / minute)
  }

  private static func dropped(_ rate: FrameRate) -> Int { rate.timebase / 15 }

  private static func framesPerTenMinutes(_ rate: FrameRate, _ isDropFrame: Bool) -> Int {
    rate.timebase * 600 - (isDropFrame ? 9 * dropped(rate) : 0)
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
