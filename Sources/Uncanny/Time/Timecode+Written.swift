extension Timecode {
  /// A timecode as somebody wrote it, before it is known what it counts.
  public struct Written: Hashable, Sendable {
    /// As it was written.
    public let text: String
    /// 0...23.
    public let hours: Int
    /// 0...59.
    public let minutes: Int
    /// 0...59.
    public let seconds: Int
    /// At least 0; how many there are depends on the rate.
    public let frames: Int
    /// Whether a semicolon stands before the frames.
    public let isDropFrame: Bool

    /// Reads `HH:MM:SS:FF`, or `HH:MM:SS;FF` for drop-frame; semicolons may stand in front too. `nil` for all else.
    public init?(parsing text: String) {
      let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == ";" }
      let signs = text.filter { $0 == ":" || $0 == ";" }
      let widths = [1...2, 1...2, 1...2, 1...3]
      guard parts.count == 4, signs == ":::" || signs == "::;" || signs == ";;;",
        zip(parts, widths).allSatisfy({ part, width in
          width.contains(part.count) && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        })
      else { return nil }
      let numbers = parts.compactMap { Int($0) }
      guard numbers.count == 4, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return nil }
      self.text = text
      (hours, minutes, seconds, frames) = (numbers[0], numbers[1], numbers[2], numbers[3])
      isDropFrame = signs.last == ";"
    }
  }
}

/// Why a timecode names no frame.
public enum TimecodeError: Error, Equatable, CustomStringConvertible {
  case noDropFrame(String, FrameRate)
  case noSuchFrame(String, timebase: Int)
  case dropped(String)

  public var description: String {
    switch self {
    case .noDropFrame(let text, let rate):
      "\(text): drop-frame timecode is for 29.97 and 59.94 frames a second, not \(rate); write \(Self.plain(text))"
    case .noSuchFrame(let text, let timebase): "\(text): a second has the frames 0 to \(timebase - 1)"
    case .dropped(let text): "\(text): drop-frame timecode leaves this name out"
    }
  }

  private static func plain(_ text: String) -> String { String(text.map { $0 == ";" ? ":" : $0 }) }
}
