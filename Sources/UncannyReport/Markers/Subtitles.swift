internal import Uncanny

/// WebVTT: events as cues, and each shot for a second at the top of the picture.
///
/// Times are cut to the millisecond, so that a cue is shown from its first frame on and is gone with the first one after.
struct WebVTT {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  private static let shown = ClockTime.seconds(1)

  var text: String {
    let cues = list.markers.map { marker in
      let end =
        marker.isEvent ? marker.times.upperBound : min(marker.times.upperBound, marker.times.lowerBound + Self.shown)
      let setting = marker.isEvent ? "" : " line:0"
      let name = marker.severity.map { "<c.\($0.rawValue)>" } ?? "<c.shot>"
      return
        "\n\(Self.span(marker.times.lowerBound..<end, point: "."))\(setting)\n\(name)\(Self.escaped(marker.sentence))</c>\n"
    }
    return "WEBVTT\n" + cues.joined()
  }

  /// Two times and an arrow; at least a millisecond lies between them.
  static func span(_ times: Range<ClockTime>, point: String) -> String {
    let end = max(times.upperBound, times.lowerBound + .milliseconds(1))
    return "\(times.lowerBound.clock(point: point)) --> \(end.clock(point: point))"
  }

  private static func escaped(_ text: String) -> String {
    text.oneLine.replacing(["&": "&amp;", "<": "&lt;", ">": "&gt;"])
  }
}

/// SubRip: events as subtitles; shots are left out, as there is but one place for text.
struct SubRip {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    let cues = list.events.enumerated().map { index, marker in
      "\(index + 1)\n\(WebVTT.span(marker.times, point: ","))\n\(Self.plain(marker.sentence))\n"
    }
    return cues.joined(separator: "\n")
  }

  /// Players take tags for markup, and there is no escape.
  private static func plain(_ text: String) -> String {
    text.oneLine.replacing(["<": "\u{2039}", ">": "\u{203A}", "{": "(", "}": ")"])
  }
}
