internal import Uncanny

/// Labels of Audacity: start and end in seconds and the text, parted by tabs.
struct AudacityLabels {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    list.markers.map { marker in
      let (start, end) = (marker.times.lowerBound, marker.times.upperBound)
      return "\(Self.seconds(start))\t\(Self.seconds(end))\t\(marker.sentence.oneLine)\n"
    }.joined()
  }

  private static func seconds(_ time: ClockTime) -> String { time.soundSeconds.text(decimals: 6, padded: true) }
}

/// FFmpeg's metadata: each shot a chapter, named with the faults that begin in it.
///
/// `ffmpeg -i clip.mp4 -i clip.ffmeta -map_metadata 1 -c copy chapters.mp4` puts them into a file.
struct Chapters {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    // a frame of the timeline is the unit where the input has them, otherwise a nanosecond
    let base = list.rounding == nil ? "\(list.rate.denominator)/\(list.rate.numerator)" : "1/1000000000"
    let chapters = list.shots.map { shot in
      let (start, end): (Int64, Int64) =
        list.rounding == nil
        ? (Int64(shot.place.lowerBound), Int64(shot.place.upperBound))
        : (shot.times.lowerBound.nanoseconds, shot.times.upperBound.nanoseconds)
      return "\n[CHAPTER]\nTIMEBASE=\(base)\nSTART=\(start)\nEND=\(end)\ntitle=\(Self.escaped(title(of: shot)))\n"
    }
    return ";FFMETADATA1\ntitle=\(Self.escaped(list.title))\n" + chapters.joined()
  }

  private func title(of shot: Marker) -> String {
    var faults: [String] = []
    for event in list.events where shot.frames.contains(event.frames.lowerBound) && !faults.contains(event.name) {
      faults.append(event.name)
    }
    return faults.isEmpty ? shot.name : "\(shot.name): \(faults.joined(separator: ", "))"
  }

  private static func escaped(_ text: String) -> String {
    text.oneLine.replacing(["\\": "\\\\", "=": "\\=", ";": "\\;", "#": "\\#"])
  }
}

/// The numbers of the frames that an event of severity `warning` or above covers, one a line, from 0, each once.
///
/// Events of sound are left out: their pictures are not at fault.
struct FrameNumbers {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    var text = ""
    var next = 0
    let bad = list.events.filter { !$0.isAboutSound && $0.severity?.severity ?? .info >= .warning }
    for frames in bad.map({ $0.frames }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      for frame in max(next, frames.lowerBound)..<max(next, frames.lowerBound, frames.upperBound) {
        text += "\(frame)\n"
      }
      next = max(next, frames.upperBound)
    }
    return text
  }
}
