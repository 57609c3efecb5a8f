internal import Uncanny
internal import UncannyReport

/// What is learnt of a medium on the way.
struct MediaFacts: Sendable {
  private var container: String?
  private var videoCodec: String?
  private var audioCodec: String?
  /// What is said of how it was made, by tag name.
  private(set) var texts: [String: String] = [:]

  private static let telling = [
    "encoder", "application-name", "comment", "extended-comment", "description", "title", "artist", "copyright",
    "encoded-by", "keywords", "device-manufacturer", "device-model",
  ]

  mutating func take(_ tags: [String: String]) {
    container = container ?? tags["container-format"]
    videoCodec = videoCodec ?? tags["video-codec"]
    audioCodec = audioCodec ?? tags["audio-codec"]
    for name in Self.telling where texts[name] == nil { texts[name] = tags[name] }
  }

  /// - Parameters:
  ///   - isComplete: whether the input came to its own end, undamaged.
  ///   - sound: what was heard; it says how long the medium is where there is no picture.
  func media(of input: String, _ tally: Tally, sound: Listening.Tally?, isComplete: Bool) -> Wire.Media {
    let frames = max(tally.lastStamp.map { $0.frame + 1 } ?? 0, tally.analyzed)
    let heard = sound.flatMap { sound in sound.first.map { max(0, (sound.end - $0).seconds) } }
    let duration = tally.lastStamp.map { $0.following().stream.seconds } ?? heard
    return Wire.Media(
      uri: input, container: container, videoCodec: videoCodec, audioCodec: audioCodec, width: tally.width,
      height: tally.height, frameRate: tally.rate,
      variableFrameRate: frames > 1 ? tally.isVariable : nil, frames: frames, duration: duration, complete: isComplete)
  }
}
