public import Uncanny

extension Event {
  /// How it is called in all that is written; unique in a run.
  ///
  /// Sound is looked at on a thread of its own, and its events are counted apart: `a1`.
  public var name: String {
    switch family {
    case .audio: "a\(id)"
    case .stream: "s\(id)"
    default: "\(id)"
    }
  }

  /// An event of sound as it stands among the pictures: its times count from the first of them, and its frames are those
  /// that are shown at these times. All frames are 0 where there is no picture.
  ///
  /// - Parameters:
  ///   - rate: frames a second, nominal or measured; `nil` where there is no picture.
  ///   - frames: how many frames there are, where that is known.
  ///   - origin: the running time of the first picture.
  public func placed(amongFramesAt rate: Double?, of frames: Int? = nil, since origin: ClockTime) -> Event {
    var event = self
    func place(_ stamp: Stamp) -> Stamp {
      var stamp = stamp
      stamp.stream = max(.zero, stamp.running - origin)
      // a step that begins with a frame belongs to it, however its time was rounded
      let number = (stamp.stream.seconds * (rate ?? 0) + 0.001).rounded(.down)
      stamp.frame = min(frames ?? .max, Int(exactly: number) ?? 0)
      return stamp
    }
    event.start = place(start)
    event.end = end.map { place($0) }
    event.decided = place(decided)
    event.worst = place(worst)
    return event
  }
}
