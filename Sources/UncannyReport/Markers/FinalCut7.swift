internal import Uncanny

/// Final Cut Pro 7's XML, which Premiere and DaVinci Resolve read: a sequence that holds the input, and markers on it.
///
/// A rate there is a whole number of frames and whether 1000/1001 of it is meant; frames are counted from the start.
struct FinalCut7 {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String { XMLElement("xmeml", ["version": "5"], [sequence]).document(type: "xmeml") }

  private var sequence: XMLElement {
    XMLElement(
      "sequence", ["id": "sequence-1"],
      [XMLElement("name", text: list.title), XMLElement("duration", text: "\(list.length)"), rate, timecode, media]
        + list.markers.map { marker($0) })
  }

  private var rate: XMLElement {
    XMLElement(
      "rate",
      [
        XMLElement("timebase", text: "\(list.rate.timebase)"),
        XMLElement("ntsc", text: list.rate.isNTSC ? "TRUE" : "FALSE"),
      ])
  }

  private var timecode: XMLElement {
    XMLElement(
      "timecode",
      [
        rate, XMLElement("string", text: "\(list.start)"), XMLElement("frame", text: "\(list.start.frame)"),
        XMLElement("displayformat", text: list.start.isDropFrame ? "DF" : "NDF"),
      ])
  }

  private var media: XMLElement {
    let size = list.size
    let characteristics = XMLElement(
      "samplecharacteristics",
      [rate, XMLElement("width", text: "\(size.width)"), XMLElement("height", text: "\(size.height)")])
    let file = XMLElement(
      "file", ["id": "file-1"],
      [
        XMLElement("name", text: list.title), XMLElement("pathurl", text: list.location), rate,
        XMLElement("duration", text: "\(list.length)"), timecode,
        XMLElement("media", [XMLElement("video", [characteristics])]),
      ])
    let clip = XMLElement(
      "clipitem", ["id": "clipitem-1"],
      [
        XMLElement("name", text: list.title), XMLElement("duration", text: "\(list.length)"), rate,
        XMLElement("start", text: "0"),
        XMLElement("end", text: "\(list.length)"), XMLElement("in", text: "0"),
        XMLElement("out", text: "\(list.length)"), file,
      ])
    return XMLElement(
      "media",
      [XMLElement("video", [XMLElement("format", [characteristics]), XMLElement("track", [clip])])])
  }

  private func marker(_ marker: Marker) -> XMLElement {
    // a marker of one frame has no end
    let end = marker.place.count > 1 ? marker.place.upperBound : -1
    return XMLElement(
      "marker",
      [
        XMLElement("comment", text: marker.note), XMLElement("name", text: marker.name),
        XMLElement("in", text: "\(marker.place.lowerBound)"), XMLElement("out", text: "\(end)"),
      ])
  }
}
