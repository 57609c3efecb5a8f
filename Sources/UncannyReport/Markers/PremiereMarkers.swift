internal import Uncanny

/// Markers as Premiere exports them: a table whose columns are parted by tabs, whatever the file is called.
///
/// The end is exclusive, and drop-frame timecode has semicolons throughout.
struct PremiereMarkers {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    let head = ["Marker Name", "Description", "In", "Out", "Duration", "Marker Type"]
    let rows = list.markers.map { marker in
      let start = list.start
      return [
        marker.name.oneLine, marker.note.oneLine, Self.written(start.advanced(by: marker.place.lowerBound)),
        Self.written(start.advanced(by: marker.place.upperBound)),
        Self.written(Timecode(frame: marker.place.count, rate: start.rate, isDropFrame: start.isDropFrame)),
        marker.isEvent ? "Comment" : "Chapter",
      ]
    }
    return ([head] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func written(_ timecode: Timecode) -> String {
    timecode.isDropFrame ? timecode.text(separator: ";", ";") : timecode.description
  }
}
