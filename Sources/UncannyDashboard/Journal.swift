internal import UncannyReport

/// The latest events of a feed, each with the picture of its moment, and how many there were of each kind.
///
/// Every change gets a number, the revision, so that a client can ask for what it has not seen.
struct Journal: Sendable {
  /// What is counted apart.
  struct Kind: Hashable, Sendable {
    var fault: String
    var severity: Wire.Severity
  }

  /// One event as it was told last.
  struct Entry: Sendable {
    var revision: Int
    var event: Wire.Event
    /// The frame that completed the evidence.
    var decided: Int
    /// A JPEG.
    var picture: [UInt8]?
  }

  private(set) var revision = 0
  private(set) var totals: [Kind: Int] = [:]
  /// In the order in which they began.
  private var entries: [Entry] = []
  private static let capacity = 300
  /// Pictures are the most of it: so many of the latest entries keep theirs.
  private static let pictures = 80
  /// A picture so many frames after the moment is none of it.
  private static let reach = 120

  /// Takes in an event that began or ended.
  mutating func take(_ event: Wire.Event, decided: Int, picture: [UInt8]?) -> Entry {
    revision += 1
    if let index = entries.lastIndex(where: { $0.event.id == event.id }) {
      entries[index].revision = revision
      entries[index].event = event
      return entries[index]
    }
    totals[Kind(fault: event.fault, severity: event.severity), default: 0] += 1
    let entry = Entry(revision: revision, event: event, decided: decided, picture: picture)
    entries.append(entry)
    if entries.count > Self.capacity {
      entries.remove(at: entries.firstIndex { $0.event.state == .ended } ?? entries.startIndex)
    }
    if entries.count > Self.pictures { entries[entries.count - Self.pictures - 1].picture = nil }
    return entry
  }

  /// Gives a picture to the events that it is the first one of, and answers these.
  mutating func take(_ picture: [UInt8], of frame: Int) -> [Entry] {
    var pictured: [Entry] = []
    for index in entries.indices.suffix(Self.pictures) {
      let late = frame - entries[index].decided
      guard entries[index].picture == nil, (0...Self.reach).contains(late) else { continue }
      revision += 1
      entries[index].picture = picture
      entries[index].revision = revision
      pictured.append(entries[index])
    }
    return pictured
  }

  /// The events that last.
  var open: [Wire.Event] { entries.filter { $0.event.state == .began }.map { $0.event } }

  /// What changed after a revision, in the order of the changes.
  func entries(since revision: Int) -> [Entry] {
    entries.filter { $0.revision > revision }.sorted { $0.revision < $1.revision }
  }

  func picture(of id: String) -> [UInt8]? { entries.last { $0.event.id == id }?.picture }
}
