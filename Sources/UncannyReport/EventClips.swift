/// A short clip of each event of a report: what is wrong, with a second before and after.
public struct EventClips: Sendable, Equatable {
  /// One of them.
  public struct Clip: Sendable, Equatable {
    /// A name for its file without a suffix: the first frame of the event, the fault, the event.
    public var name: String
    /// Its frames.
    public var frames: Range<Int>

    public init(name: String, frames: Range<Int>) {
      self.name = name
      self.frames = frames
    }
  }

  /// The worst events first.
  public private(set) var clips: [Clip] = []
  /// How many more events have a clip.
  public private(set) var leftOut = 0

  static let most = 48
  /// Before and after, and of an event at most, in seconds.
  static let margin = 1.0
  static let longest = 20.0
  /// Where the medium does not say how fast its frames come.
  private static let usualRate = 25.0

  /// - Parameter report: events of sound have no clip.
  public init(of report: Wire.Report) {
    let rate = min(max(report.media.frameRate ?? Self.usualRate, 1), 1000)
    let margin = Int(rate * Self.margin)
    let all = report.worstFirst.filter { $0.family != .audio }
    clips = all.prefix(Self.most).map { event in
      let end = min(event.endFrame ?? report.media.frames, event.startFrame + Int(rate * Self.longest))
      return Clip(
        name: event.fileName(atFrame: event.startFrame),
        frames: max(0, event.startFrame - margin)..<max(event.startFrame + 1, end) + margin)
    }
    leftOut = all.count - clips.count
  }
}
