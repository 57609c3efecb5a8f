public import Uncanny

/// The events and shots of a report as marks on a timeline that holds its input, whole and once.
///
/// **Where the input has a constant rate**, a mark stands at the frame number of the event, and its time is that number
/// divided by the rate. No second is rounded on the way.
///
/// **Where it has none**, editors lay the input on a timeline of constant rate by its times. So does this: the timeline
/// gets the standard rate nearest to the input's, marks stand at the frame that is nearest to their time, and formats that
/// count in seconds have the times of the input themselves. `rounding` says so in words.
public struct MarkerList: Sendable, Equatable {
  /// Why the frames of the timeline are not those of the input.
  public enum Rounding: Sendable, Equatable {
    /// Its frames stand for different times.
    case variableRate
    /// It has no picture.
    case noPicture
    /// It has frames, but nobody says how many a second.
    case unknownRate
  }

  /// What the input is called, without folders.
  public var title: String
  /// Where the input is: a URI without credentials.
  public var location: String
  /// Of the picture, in samples; 0 where there is none.
  public var size: (width: Int, height: Int) { (media.width, media.height) }
  /// Whether it has sound that was looked at.
  public var hasSound: Bool { media.audioCodec != nil || rounding == .noPicture }
  /// Of the timeline.
  public var rate: FrameRate
  /// What the first frame is called.
  public var start: Timecode
  /// Frames of the timeline, at least 1.
  public var length: Int
  /// By their place; where several begin at once, shots before events, and events in the order of the report.
  public var markers: [Marker]
  /// Why the frames of the timeline are not those of the input; `nil` where they are.
  public var rounding: Rounding?
  private let media: Wire.Media

  /// The marks of a report.
  ///
  /// - Parameters:
  ///   - location: where the input is, as a URI; credentials are taken out here. `nil` for what the report calls it.
  ///   - start: what the first frame is called; `nil` for 00:00:00:00, by drop-frame timecode where the rate has it.
  /// - Throws: `TimecodeError` when there is no such timecode at the rate of the input.
  public init(
    _ report: Wire.Report, at location: String? = nil, startingAt start: Timecode.Written? = nil
  ) throws(TimecodeError) {
    media = report.media
    self.location = Location.displayed(location ?? media.uri)
    title = Self.title(of: media.uri)
    (rate, rounding) = Self.rate(of: media)
    self.start =
      if let start { try Timecode(start, rate: rate) } else { Timecode(frame: 0, rate: rate, isDropFrame: true) }
    let scale = Scale(rate: rate, isByTime: rounding != nil)
    let end = scale.end(of: media)
    let marks = report.shots.map { scale.marker($0) } + report.events.map { scale.marker($0, until: end) }
    markers = marks.enumerated().sorted {
      ($0.element.place.lowerBound, $0.offset) < ($1.element.place.lowerBound, $1.offset)
    }.map { $0.element }
    length = max(end.place, marks.map { $0.place.upperBound }.max() ?? 0, 1)
  }

  /// Events only.
  public var events: [Marker] { markers.filter { $0.isEvent } }

  /// Shots only.
  public var shots: [Marker] { markers.filter { !$0.isEvent } }

  /// What is said where the frames of the timeline are not those of the input; lower case, no full stop.
  public var caution: String? {
    switch rounding {
    case nil: nil
    case .variableRate:
      "its frames stand for different times: markers stand by their times on a timeline of \(rate) frames a second"
    case .noPicture: "it has no picture: markers stand by their times on a timeline of \(rate) frames a second"
    case .unknownRate: "its rate is not known: markers stand by their times on a timeline of \(rate) frames a second"
    }
  }

  public static func == (a: MarkerList, b: MarkerList) -> Bool {
    a.title == b.title && a.location == b.location && a.rate == b.rate && a.start == b.start && a.length == b.length
      && a.markers == b.markers && a.rounding == b.rounding && a.media == b.media
  }

  private static func rate(of media: Wire.Media) -> (FrameRate, Rounding?) {
    guard media.frames > 0 else { return (.fps25, .noPicture) }
    guard let exact = media.frameRate.flatMap({ FrameRate(meantBy: $0) }) else {
      // some containers say how finely they count instead of how many frames there are
      let mean = media.duration.map { Double(media.frames) / $0 } ?? .nan
      let isVariable = media.variableFrameRate == true
      return (mean.isFinite ? .standard(near: mean) : .fps25, isVariable ? .variableRate : .unknownRate)
    }
    return media.variableFrameRate == true ? (.standard(near: exact.value), .variableRate) : (exact, nil)
  }

  /// The last part of a path or URI.
  private static func title(of uri: String) -> String {
    let name = uri.split(separator: "/").last.map { String($0) } ?? uri
    return name.isEmpty ? "input" : name
  }
}
