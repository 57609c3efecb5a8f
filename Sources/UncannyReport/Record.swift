public import Uncanny

/// What a run has told so far: its events and shots, from which the report is made.
///
/// With a bound it keeps the latest events and shots, and always the worst event, so that the verdict of a run that goes
/// on for weeks is still the verdict on all of it. What was dropped is counted.
///
/// Thread: whoever owns the value.
public struct Record: Sendable {
  /// What words the messages and names the evidence.
  public let catalog: Catalog
  /// How many events and how many shots are kept, at least 1; `nil` for all.
  public let limit: Int?
  /// The events that are kept, by rising id.
  public private(set) var events: [Event] = []
  /// The shots that are kept, by rising index.
  public private(set) var shots: [Shot] = []
  /// How many events were dropped, by detector.
  public private(set) var dropped: [String: Int] = [:]
  /// How many shots were dropped.
  public private(set) var droppedShots = 0
  /// The highest id and index that were dropped.
  private var lastDropped = (event: Int.min, shot: Int.min)

  /// - Parameters:
  ///   - catalog: the detectors that may report.
  ///   - limit: how many events and how many shots are kept; `nil` for all, less than 1 counts as 1.
  public init(catalog: Catalog, keeping limit: Int? = nil) {
    self.catalog = catalog
    self.limit = limit.map { max(1, $0) }
  }

  /// Takes in what a frame, or the end of the run, brought.
  public mutating func receive(_ change: Outcome.Change) {
    switch change {
    case .began(let event): take(event, isNew: true)
    case .ended(let event): take(event, isNew: false)
    case .shot(let shot): take(shot)
    }
  }

  private mutating func take(_ event: Event, isNew: Bool) {
    let place = events.firstPlace { $0.id >= event.id }
    if place < events.endIndex, events[place].id == event.id {
      // An event that is over does not begin again.
      if !isNew || events[place].end == nil { events[place] = event }
      return
    }
    if event.id <= lastDropped.event {
      // It was dropped while it lasted; only as the worst of all it comes back.
      guard isNew || event.severity > worst(of: events)?.severity ?? .info else { return }
      if !isNew { dropped[event.detector, default: 1] -= 1 }
    }
    events.insert(event, at: place)
    guard let limit, events.count > limit, let worst = worst(of: events) else { return }
    let leaving = events[0].id == worst.id && events.count > 1 ? 1 : 0
    let left = events.remove(at: leaving)
    dropped[left.detector, default: 0] += 1
    lastDropped.event = max(lastDropped.event, left.id)
  }

  private mutating func take(_ shot: Shot) {
    let place = shots.firstPlace { $0.index >= shot.index }
    if place < shots.endIndex, shots[place].index == shot.index {
      shots[place] = shot
      return
    }
    guard shot.index > lastDropped.shot else { return }
    shots.insert(shot, at: place)
    guard let limit, shots.count > limit else { return }
    lastDropped.shot = max(lastDropped.shot, shots.removeFirst().index)
    droppedShots += 1
  }

  /// The latest of the most severe.
  private func worst(of events: [Event]) -> Event? {
    let severity = events.map { $0.severity }.max()
    return events.last { $0.severity == severity }
  }
}

extension [Event] {
  fileprivate func firstPlace(where isAtOrAfter: (Event) -> Bool) -> Int {
    lastIndex { !isAtOrAfter($0) }.map { $0 + 1 } ?? startIndex
  }
}

extension [Shot] {
  fileprivate func firstPlace(where isAtOrAfter: (Shot) -> Bool) -> Int {
    lastIndex { !isAtOrAfter($0) }.map { $0 + 1 } ?? startIndex
  }
}
