internal import FoundationEssentials
internal import Synchronization
public import Uncanny
public import UncannyReport

/// One input as the page and the metrics know it: what was told of it so far, within bounds.
///
/// Thread: any. Nothing here waits for a browser: what a slow one does not take is dropped, or its connection ends.
public final class Feed: Sendable {
  /// Counted from 1, in the order in which the inputs were given.
  public let number: Int
  /// Without credentials.
  public let source: String
  /// Who looks at its pictures; one that is late gets the latest.
  let viewers = Fanout<[UInt8]>(limit: 32, buffering: 1)
  let listeners: Fanout<String>
  let catalog: Catalog
  let state: Mutex<State>

  struct State: Sendable {
    var settings: FeedSettings
    /// What changes them; `nil` while the feed is not watched.
    var control: (any FeedControl)?
    var intake = Intake()
    var elapsed = ClockTime.zero
    var journal = Journal()
    var scores = ScoreHistory()
    var shots: [Shot] = []
    var picture: [UInt8]?
  }

  /// So many shots are kept: more than two minutes have.
  private static let keeping = 240

  init(number: Int, source: String, plan: Plan, catalog: Catalog, listeners: Fanout<String>) {
    self.number = number
    self.source = source
    state = Mutex(State(settings: FeedSettings(plan: plan)))
    self.catalog = catalog
    self.listeners = listeners
  }

  /// Takes in what was decided.
  ///
  /// - Parameter latency: from the arrival of the frame that decided.
  public func take(_ change: Outcome.Change, latency: ClockTime?) {
    switch change {
    case .began(let event): note(event, .began, latency)
    case .ended(let event): note(event, .ended, latency)
    case .shot(let shot):
      state.withLock { state in
        if let known = state.shots.lastIndex(where: { $0.index == shot.index }) {
          state.shots[known] = shot
        } else {
          state.shots.append(shot)
        }
        state.shots.removeFirst(max(0, state.shots.count - Self.keeping))
      }
      listeners.tell("shot", LiveShot(shot, of: number))
    case .measured(let measured):
      state.withLock { $0.scores.take(measured) }
      listeners.tell("values", LiveScores(measured, of: number))
    }
  }

  /// Takes in how the input comes.
  ///
  /// - Parameter elapsed: since it began to be watched.
  public func take(_ intake: Intake, elapsed: ClockTime) {
    state.withLock { state in
      state.intake = intake
      state.elapsed = elapsed
    }
  }

  /// Takes in a JPEG of what the input shows.
  ///
  /// - Parameter frame: which frame it is, counted as in events; `nil` where nobody knows.
  public func take(picture: [UInt8], of frame: Int?) {
    let pictured = state.withLock { state in
      state.picture = picture
      return frame.map { state.journal.take(picture, of: $0) } ?? []
    }
    viewers.tell(picture)
    for entry in pictured { listeners.tell("event", LiveEvent(entry, of: number)) }
  }

  /// The input is over, and nothing of it can be changed any more.
  public func end() {
    state.withLock { state in
      state.intake.connection = .ended
      state.control = nil
    }
  }

  private func note(_ event: Event, _ phase: Wire.Event.State, _ latency: ClockTime?) {
    let wire = Wire.Event(telling: event, phase, catalog: catalog, source: source, latency: latency)
    let entry = state.withLock { state in
      // a source that is away has no picture of its own: the last one is what was seen
      state.journal.take(wire, decided: event.decided.frame, picture: event.family == .stream ? state.picture : nil)
    }
    listeners.tell("event", LiveEvent(entry, of: number))
  }
}

extension Feed {
  /// After so long without a frame its scores are of the past.
  private static let freshness = Duration.seconds(3)

  /// What is known at this moment.
  var facts: Facts {
    let now = ContinuousClock.now
    return state.withLock { state in
      let isFresh = state.intake.lastArrival.map { now - $0 < Self.freshness } ?? true
      return Facts(
        number: number, source: source, now: now, intake: state.intake, elapsed: state.elapsed,
        open: state.journal.open, totals: state.journal.totals, revision: state.journal.revision,
        scores: isFresh ? state.scores.latest : [:], settings: state.settings)
    }
  }

  /// What changed after a revision, oldest first.
  func events(since revision: Int) -> LiveEvents {
    state.withLock { state in
      LiveEvents(
        feed: number, revision: state.journal.revision,
        events: state.journal.entries(since: revision).map { LiveEvent($0, of: number) })
    }
  }

  /// What was measured and cut in the last two minutes.
  var values: LiveValues {
    state.withLock { state in
      LiveValues(
        feed: number, scores: state.scores.byDetector, shots: state.shots.map { LiveShot($0, of: number) })
    }
  }

  /// The latest picture; `nil` before the first.
  var picture: [UInt8]? { state.withLock { $0.picture } }

  /// The picture of the moment of an event; `nil` where there is none, or no more.
  func picture(ofEvent id: String) -> [UInt8]? { state.withLock { $0.journal.picture(of: id) } }
}
