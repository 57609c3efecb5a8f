internal import Uncanny

/// CMX 3600, each marker an event of one frame, as DaVinci Resolve writes its markers and reads them again.
///
/// The line after an event is the note, the color, the name and the length in frames. Ends are exclusive, as everywhere in
/// CMX 3600. Avid's locators (`* LOC:`) stand before that line; Resolve passes over them.
struct EditDecisionList {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    let counting = list.start.isDropFrame ? "DROP FRAME" : "NON-DROP FRAME"
    let events = list.markers.enumerated().map { event($0.element, number: $0.offset + 1) }
    return (["TITLE: \(list.title.oneLine)\nFCM: \(counting)\n"] + events).joined(separator: "\n")
  }

  private func event(_ marker: Marker, number: Int) -> String {
    let (from, to) = (
      list.start.advanced(by: marker.place.lowerBound), list.start.advanced(by: marker.place.lowerBound + 1)
    )
    let digits = String(number)
    let index = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    let color = marker.color
    return "\(index)  AX       V     C        \(from) \(to) \(from) \(to)\n"
      + "* LOC: \(from) \(color.timeline.padded(to: 7)) \(Self.plain(marker.name))\n"
      + "\(Self.plain(marker.note)) |C:ResolveColor\(color.resolve) |M:\(Self.plain(marker.name)) |D:\(marker.place.count)\n"
  }

  /// A bar would end a field.
  private static func plain(_ text: String) -> String { text.oneLine.replacing(["|": "/"]) }
}
