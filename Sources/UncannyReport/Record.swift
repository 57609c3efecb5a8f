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
  /// How many events of pictures, of sound, and how many shots are kept, at least 1 of each; `nil` for all.
  public let limit: Int?
  private(set) var pictures: KeptEvents
  private(set) var sounds: KeptEvents
  private(set) var streams: KeptEvents
  /// The events that are kept, by rising id: those of pictures, then those of sound and of the source, which are counted apart.
  public var events: [Event] { pictures.events + sounds.events + streams.events }
  /// The shots that are kept, by rising index.
  public private(set) var shots: [Shot] = []
  /// How many events were dropped, by detector.
  public var dropped: [String: Int] {
    pictures.dropped.merging(sounds.dropped) { $0 + $1 }.merging(streams.dropped) { $0 + $1 }
  }
  /// How many shots were dropped.
  public private(set) var droppedShots = 0
  /// The highest index that was dropped.
  private var lastDroppedShot = Int.min

  /// - Parameters:
  ///   - catalog: the detectors that may report.
  ///   - limit: how many events and how many shots are kept; `nil` for all, less than 1 counts as 1.
  public init(catalog: Catalog, keeping limit: Int? = nil) {
    self.catalog = catalog
    self.limit = limit.map { max(1, $0) }
    pictures = KeptEvents(keeping: self.limit)
    sounds = KeptEvents(keeping: self.limit)
    streams = KeptEvents(keeping: self.limit)
  }

  /// Takes in what a frame, or the end of the run, brought.
  public mutating func receive(_ change: Outcome.Change) {
    switch change {
    case .began(let event): take(event, isNew: true)
    case .ended(let event): take(event, isNew: false)
    case .shot(let shot): take(shot)
    case .measured: break
    }
  }

  private mutating func take(_ event: Event, isNew: Bool) {
    switch event.family {
    case .audio: sounds.take(event, isNew: isNew)
    case .stream: streams.take(event, isNew: isNew)
    default: pictures.take(event, isNew: isNew)
    }
  }

  private mutating func take(_ shot: Shot) {
    let place = shots.firstPlace { $0.index >= shot.index }
    if place < shots.endIndex, shots[place].index == shot.index {
      shots[place] = shot
      return
    }
    guard shot.index > lastDroppedShot else { return }
    shots.insert(shot, at: place)
    guard let limit, shots.count > limit else { return }
    lastDroppedShot = max(lastDroppedShot, shots.removeFirst().index)
    droppedShots += 1
  }
}

extension [Shot] {
  fileprivate func firstPlace(where isAtOrAfter: (Shot) -> Bool) -> Int {
    lastIndex { !isAtOrAfter($0) }.map { $0 + 1 } ?? startIndex
  }
}
