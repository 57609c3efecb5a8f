import Testing
import Uncanny
import UncannyReport

/// Lists of markers to write.
enum Marks {
  static let ntsc = FrameRate(30_000, 1001) ?? .fps25

  /// An event of an hour of 29.97 around the first dropped name, one that has no length, one that never ended, and two shots.
  static func list(
    named name: String = "film/clip.mov", rate: FrameRate = ntsc, frames: Int = 2000, isVariable: Bool? = false,
    start: String? = "00:00:00;00"
  ) throws -> MarkerList {
    func stamp(_ frame: Int) -> Stamp {
      Stamp(frame: frame, running: rate.time(of: frame), stream: rate.time(of: frame))
    }
    func event(_ id: Int, _ fault: String, _ severity: Severity, from start: Int, to end: Int?) -> Outcome.Change {
      let event = Event(
        id: id, detector: "smear", family: .signal, fault: fault, severity: severity, start: stamp(start),
        end: end.map { stamp($0) }, decided: stamp(start), score: 0.5, confidence: 1)
      return end == nil ? .began(event) : .ended(event)
    }
    let report = Samples.report(
      [
        .shot(Shot(index: 0, start: stamp(0), end: stamp(1800), transition: .start)),
        .shot(Shot(index: 1, start: stamp(1800), transition: .dissolve)),
        event(1, "smear.top", .warning, from: 1798, to: 1801), event(2, "smear.low", .critical, from: 1800, to: 1800),
        event(3, "smear.low", .info, from: 1990, to: nil),
      ],
      media: Wire.Media(
        uri: name, width: 1920, height: 1080, frameRate: rate.value, variableFrameRate: isVariable, frames: frames,
        duration: rate.time(of: frames).seconds))
    return try MarkerList(
      report, at: "file:///film/clip.mov", startingAt: start.flatMap { Timecode.Written(parsing: $0) })
  }

  /// A name with whatever means something somewhere.
  static let hostile = "a\"b<c>&'d\\|e\n\tf;#=g\u{1b}[31m\u{0}`{h}-->@ü\u{202e}.mov"

  static func hostileList() throws -> MarkerList { try list(named: hostile) }

  static let empty = Samples.report(
    [], media: Wire.Media(uri: "a.mov", width: 2, height: 2, frameRate: 25, variableFrameRate: nil, frames: 1))
}
