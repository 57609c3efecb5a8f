public import Uncanny

extension Wire.Event {
  /// The event as it is written.
  ///
  /// - Parameters:
  ///   - event: what the core decided.
  ///   - state: whether this is its beginning or its end.
  ///   - catalog: names the evidence and words the message. An event of a detector that is not in it is written with the
  ///     name of its fault for a message, and without evidence, as nobody says what its numbers mean.
  ///   - source: the input; credentials are taken out here.
  ///   - emitted: the time of day, ISO 8601 with a zone; `nil` where that would make two equal runs differ.
  ///   - latencyMilliseconds: from the arrival of the deciding frame to this line.
  public init(
    _ event: Event, state: State, catalog: Catalog, source: String, emitted: String? = nil,
    latencyMilliseconds: Double? = nil
  ) {
    let entry = catalog[event.detector]
    let start = event.start.stream.soundSeconds
    let startFrame = event.start.frame.soundCount
    schema = .version1
    id = event.name
    self.source = Location.displayed(source)
    self.state = state
    detector = event.detector
    family = Wire.Family(event.family)
    fault = event.fault
    severity = Wire.Severity(event.severity)
    self.start = start
    end = event.end.map { max(start, $0.stream.soundSeconds) }
    self.startFrame = startFrame
    endFrame = event.end.map { max(startFrame, $0.frame) }
    shot = event.shot.map { $0.soundCount }
    score = event.score.soundShare
    confidence = event.confidence.soundShare
    message = entry?.message(event) ?? event.wordsOfTheSource ?? event.fault
    regions = event.regions.compactMap { Region($0, frame: event.worst.frame) }
    evidence = Self.named(event.evidence, by: entry?.card.evidence(of: event.fault) ?? [])
    self.emitted = emitted
    self.latencyMilliseconds = latencyMilliseconds?.soundPositive
  }

  /// The key of an evidence name: without the unit in brackets, words joined by `_`; empty when nothing is left.
  public static func key(_ name: String) -> String {
    name.prefix { $0 != "(" && $0 != "[" }.split(whereSeparator: \.isWhitespace).joined(separator: "_")
  }

  private static func named(_ numbers: SIMD4<Float>, by names: [String]) -> [String: Double] {
    var evidence: [String: Double] = [:]
    for (index, name) in names.prefix(4).enumerated() {
      let key = key(name)
      if !key.isEmpty { evidence[key] = numbers[index].sound }
    }
    return evidence
  }
}

extension Wire.Event.Region {
  /// The part of the region that lies in the picture; `nil` when there is none, or a coordinate is not a number.
  init?(_ region: Region, frame: Int) {
    let right = min(1, region.x + region.width)
    let bottom = min(1, region.y + region.height)
    let left = max(0, region.x)
    let top = max(0, region.y)
    guard left < right, top < bottom, let x = left.sound, let y = top.sound else { return nil }
    // A region that is wholly inside keeps the very numbers it was given.
    let width = left == region.x && right < 1 ? region.width : right - left
    let height = top == region.y && bottom < 1 ? region.height : bottom - top
    guard let width = width.sound, let height = height.sound else { return nil }
    self.frame = frame.soundCount
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    label = nil
  }
}
