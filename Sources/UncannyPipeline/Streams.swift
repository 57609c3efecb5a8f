internal import GStreamer
internal import Synchronization

/// Links what a decoder finds to where it is looked at: the first picture, and the first sound where that is asked for.
///
/// The branch of the sound is made when there is a sound: a sink that never gets any would hold up the end of all.
///
/// Thread: any; pads come on streaming threads.
final class Streams: Sendable {
  private struct State: Sendable {
    var hasPicture = false
    var hasSound = false
  }

  private let pictures: Element
  private let listening: Listening?
  private let branch: String
  private let found: (@Sendable () -> Void)?
  private let state = Mutex(State())

  /// - Parameters:
  ///   - pictures: the element that pictures go into.
  ///   - listening: what looks at the sound; `nil` when nothing does.
  ///   - branch: the elements that sound goes through, up to an appsink named `sound`.
  ///   - found: called when pictures have been found, and are decoded.
  init(
    into pictures: Element, _ listening: Listening?, branch: String, found: (@Sendable () -> Void)? = nil
  ) {
    self.pictures = pictures
    self.listening = listening
    self.branch = branch
    self.found = found
  }

  /// Links the pads of `decoder` as they come. It keeps this object.
  func follow(_ decoder: Element) {
    decoder.onPadAdded { self.take($0) }
    // where there is no picture, what waits for one is told that it is over
    decoder.onNoMorePads {
      if !self.state.withLock({ $0.hasPicture }) { self.pictures.pad(named: "sink")?.sendEOS() }
    }
  }

  private func take(_ pad: Pad) {
    let type = pad.mediaType ?? ""
    if type.hasPrefix("video/") || type.hasPrefix("image/") {
      guard let entry = pictures.pad(named: "sink"), !entry.isLinked else { return }
      if (try? pad.link(to: entry)) != nil {
        state.withLock { $0.hasPicture = true }
        found?()
      }
    } else if type.hasPrefix("audio/"), let listening {
      let isFirst = state.withLock { state in
        defer { state.hasSound = true }
        return !state.hasSound
      }
      guard isFirst else { return listening.countTrack() }
      do { try add(listening, to: pad) } catch { listening.fail() }
    }
  }

  private func add(_ listening: Listening, to pad: Pad) throws(GStreamerError) {
    let bin = try Element(parsingBin: branch)
    guard let sink = bin.element(named: "sound").flatMap({ AppSink($0) }), let entry = bin.pad(named: "sink") else {
      throw GStreamerError.missingElement("appsink")
    }
    sink.onSample { listening.receive($0) }
    try pictures.addBeside(bin)
    try pad.link(to: entry)
    listening.countTrack()
  }
}
