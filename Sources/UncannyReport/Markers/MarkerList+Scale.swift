internal import Uncanny

extension MarkerList {
  /// How frames and times of an input become places on a timeline.
  struct Scale: Sendable {
    let rate: FrameRate
    /// Whether places follow from times, as frames are of no constant rate.
    let isByTime: Bool

    /// A boundary: between two frames of the input, two of the timeline, and when.
    struct Point: Sendable, Equatable {
      var frame: Int
      var place: Int
      var time: ClockTime
    }

    func point(frame: Int, seconds: Double) -> Point {
      let told = ClockTime.seconds(seconds)
      if isByTime { return Point(frame: frame, place: rate.frame(nearest: told), time: told) }
      let time = rate.time(of: frame)
      // a live feed that lost frames is at another time than their number says
      let isOff = abs(time.seconds - seconds) * rate.value > 0.5
      return Point(frame: frame, place: frame, time: isOff ? told : time)
    }

    /// Where the input ends.
    func end(of media: Wire.Media) -> Point {
      point(frame: media.frames, seconds: media.duration ?? Double(media.frames) / rate.value)
    }

    /// - Parameter end: where an event ends that never did.
    func marker(_ event: Wire.Event, until end: Point) -> Marker {
      let first = point(frame: event.startFrame, seconds: event.start)
      let last = event.end.map { point(frame: event.endFrame ?? event.startFrame, seconds: $0) } ?? end
      let lasting = event.end == nil ? ", until the end" : ""
      let score = event.score.text(decimals: 2, padded: true)
      return marker(
        .event(event.severity), name: event.fault, note: "\(event.message) (score \(score)\(lasting))", first, last,
        isAboutSound: event.family == .audio)
    }

    func marker(_ shot: Wire.Shot) -> Marker {
      let entered = shot.transition == .start ? "the first" : "by \(shot.transition.rawValue)"
      let count = shot.endFrame - shot.startFrame
      return marker(
        .shot(shot.transition), name: "shot \(shot.index + 1)",
        note: "\(entered), \(count) frame\(count == 1 ? "" : "s")",
        point(frame: shot.startFrame, seconds: shot.start), point(frame: shot.endFrame, seconds: shot.end),
        isAboutSound: false)
    }

    /// What has no length gets that of a frame.
    private func marker(
      _ kind: Marker.Kind, name: String, note: String, _ first: Point, _ last: Point, isAboutSound: Bool
    ) -> Marker {
      let frame = rate.time(of: 1)
      return Marker(
        kind: kind, name: name, note: note, frames: first.frame..<max(first.frame + 1, last.frame),
        place: first.place..<max(first.place + 1, last.place),
        times: first.time..<(last.time > first.time ? last.time : first.time + frame), isAboutSound: isAboutSound)
    }
  }
}
