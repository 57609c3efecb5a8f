internal import Uncanny

/// Final Cut Pro's XML: a project with the input on its spine, markers for events and chapter markers for shots.
///
/// Times there are fractions of a second and whole frames: frame 44 at 29.97 is 44044/30000s.
struct FinalCut {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    XMLElement("fcpxml", ["version": "1.9"], [resources, library]).document(type: "fcpxml")
  }

  private var resources: XMLElement {
    let size = list.size
    let format = XMLElement(
      "format",
      [
        "id": "r1", "frameDuration": time(1), "width": size.width > 0 ? "\(size.width)" : nil,
        "height": size.height > 0 ? "\(size.height)" : nil,
      ])
    let asset = XMLElement(
      "asset",
      [
        "id": "r2", "name": list.title, "start": time(list.start.frame), "duration": time(list.length),
        "hasVideo": list.rounding == .noPicture ? nil : "1", "hasAudio": list.hasSound ? "1" : nil,
        "format": "r1",
      ], [XMLElement("media-rep", ["kind": "original-media", "src": list.location])])
    return XMLElement("resources", [format, asset])
  }

  private var library: XMLElement {
    let counting = list.start.isDropFrame ? "DF" : "NDF"
    let start = time(list.start.frame)
    let clip = XMLElement(
      "asset-clip",
      [
        "ref": "r2", "name": list.title, "offset": start, "start": start, "duration": time(list.length),
        "tcFormat": counting,
      ], list.markers.map { marker($0) })
    let sequence = XMLElement(
      "sequence", ["format": "r1", "tcStart": start, "tcFormat": counting, "duration": time(list.length)],
      [XMLElement("spine", [clip])])
    return XMLElement(
      "library",
      [XMLElement("event", ["name": "uncanny"], [XMLElement("project", ["name": list.title], [sequence])])])
  }

  private func marker(_ marker: Marker) -> XMLElement {
    let start = time(list.start.frame + marker.place.lowerBound)
    if marker.isEvent {
      return XMLElement(
        "marker",
        [
          "start": start, "duration": time(marker.place.count),
          "value": "\(marker.severity?.rawValue ?? "") \(marker.name)", "note": marker.note,
        ])
    }
    return XMLElement(
      "chapter-marker",
      ["start": start, "duration": time(1), "value": marker.name, "note": marker.note, "posterOffset": "0s"])
  }

  private func time(_ frames: Int) -> String {
    let (rate, seconds) = (list.rate, frames / list.rate.numerator)
    if frames % rate.numerator == 0 { return "\(seconds * rate.denominator)s" }
    return "\(frames * rate.denominator)/\(rate.numerator)s"
  }
}
