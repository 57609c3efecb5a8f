internal import Uncanny

/// OpenTimelineIO: a timeline with one video track, on it the input, on that the markers.
///
/// A time there is a count of frames at a rate; the rate is a decimal number, the count is exact. A marker's note stands in
/// `comment`, and in the metadata where DaVinci Resolve keeps it.
struct OpenTimeline {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String { get throws { try JSONText.document(timeline) } }

  private var timeline: Timeline {
    let whole = range(0..<list.length)
    let markers = list.markers.map { marker in
      Mark(
        name: marker.name, color: marker.color.timeline, comment: marker.note, marked: range(marker.place),
        metadata: Mark.Metadata(
          uncanny: Mark.Own(kind: marker.isEvent ? "event" : "shot", severity: marker.severity?.rawValue),
          resolve: Mark.Resolve(note: marker.note)))
    }
    let clip = Clip(
      name: list.title, source: whole, reference: Reference(name: list.title, target: list.location, available: whole),
      markers: markers)
    let hasPicture = list.rounding != .noPicture
    let track = Track(kind: hasPicture ? "Video" : "Audio", name: hasPicture ? "V1" : "A1", children: [clip])
    return Timeline(name: list.title, start: whole.start, tracks: Stack(children: [track]))
  }

  private func range(_ place: Range<Int>) -> Span {
    let rate = list.rate.value
    return Span(
      start: Time(value: Double(list.start.frame + place.lowerBound), rate: rate),
      duration: Time(value: Double(place.count), rate: rate))
  }

  private struct Time: Encodable {
    let schema = "RationalTime.1"
    var value: Double
    var rate: Double
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case value, rate
    }
  }

  private struct Span: Encodable {
    let schema = "TimeRange.1"
    var start: Time
    var duration: Time
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case start = "start_time"
      case duration
    }
  }

  private struct Mark: Encodable {
    let schema = "Marker.2"
    var name: String
    var color: String
    var comment: String
    var marked: Span
    var metadata: Metadata
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case marked = "marked_range"
      case name, color, comment, metadata
    }

    struct Metadata: Encodable {
      var uncanny: Own
      var resolve: Resolve
      enum CodingKeys: String, CodingKey {
        case uncanny
        case resolve = "Resolve_OTIO"
      }
    }

    struct Own: Encodable {
      var kind: String
      var severity: String?
    }

    struct Resolve: Encodable {
      let keywords: [String] = []
      var note: String
      enum CodingKeys: String, CodingKey {
        case keywords = "Keywords"
        case note = "Note"
      }
    }
  }

  private struct Reference: Encodable {
    let schema = "ExternalReference.1"
    var name: String
    var target: String
    var available: Span
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case target = "target_url"
      case available = "available_range"
      case name
    }
  }

  private struct Clip: Encodable {
    let schema = "Clip.1"
    var name: String
    var source: Span
    var reference: Reference
    var markers: [Mark]
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case source = "source_range"
      case reference = "media_reference"
      case name, markers
    }
  }

  private struct Track: Encodable {
    let schema = "Track.1"
    var kind: String
    var name: String
    var children: [Clip]
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case kind, name, children
    }
  }

  private struct Stack: Encodable {
    let schema = "Stack.1"
    let name = "tracks"
    var children: [Track]
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case name, children
    }
  }

  private struct Timeline: Encodable {
    let schema = "Timeline.1"
    var name: String
    var start: Time
    var tracks: Stack
    enum CodingKeys: String, CodingKey {
      case schema = "OTIO_SCHEMA"
      case start = "global_start_time"
      case name, tracks
    }
  }
}
