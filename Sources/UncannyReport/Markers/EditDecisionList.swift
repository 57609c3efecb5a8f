internal import Uncanny

/// CMX 3600, each marker an event of one frame, as DaVinci Resolve writes its markers and reads them again.
///
/// The line after an event is the note, the color, the name and the length in frames. Ends are exclusive, as everywhere in
/// CMX 3600. Avid's locators (`* LOC:`) stand before that line; Resolve passes over them.
///
/// Resolve has room for one marker at a frame: those that begin together are one, with the color and the length of the
/// worst. A note begins with a letter, as a line that begins with a digit would be an event to other readers.
struct EditDecisionList {
  let list: MarkerList

  init(_ list: MarkerList) { self.list = list }

  var text: String {
    let counting = list.start.isDropFrame ? "DROP FRAME" : "NON-DROP FRAME"
    var groups: [[Marker]] = []
    for marker in list.markers {
      if groups.last?.first?.place.lowerBound == marker.place.lowerBound {
        groups[groups.count - 1].append(marker)
      } else {
        groups.append([marker])
      }
    }
    let events = groups.enumerated().map { event($0.element, number: $0.offset + 1) }
    return (["TITLE: \(list.title.oneLine)\nFCM: \(counting)\n"] + events).joined(separator: "\n")
  }

  /// - Parameter markers: at least one; all begin at the same frame.
  private func event(_ markers: [Marker], number: Int) -> String {
    guard let worst = markers.max(by: { $0.weight < $1.weight }) else { return "" }
    let start = worst.place.lowerBound
    let (from, to) = (list.start.advanced(by: start), list.start.advanced(by: start + 1))
    let digits = String(number)
    let index = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    let locators = markers.map { "* LOC: \(from) \($0.color.timeline.padded(to: 7)) \(Self.plain($0.name))\n" }
    let note = markers.map { Self.plain($0.sentence) }.joined(separator: "; ")
    let name = markers.map { Self.plain($0.name) }.joined(separator: ", ")
    return "\(index)  AX       V     C        \(from) \(to) \(from) \(to)\n" + locators.joined()
      + "\(note) |C:ResolveColor\(worst.color.resolve) |M:\(name) |D:\(worst.place.count)\n"
  }

  /// A bar would end a field.
  private static func plain(_ text: String) -> String { text.oneLine.replacing(["|": "/"]) }
}

extension Marker {
  /// How much it matters: a shot least.
  fileprivate var weight: Int { severity.map { $0.severity.rawValue + 1 } ?? 0 }
}
