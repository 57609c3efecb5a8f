internal import Dispatch
internal import Synchronization
public import Uncanny

/// Learned models beside one stream: a worker of its own with room for one frame.
///
///     streaming thread   frame ─ copy ─┐            ┌─▶ observations, with a later frame
///     worker                           └─ models ───┘
///
/// Thread: any; one stream at a time.
public final class Perception: Perceiver {
  /// Who waits for whom.
  public enum Pace: Sendable {
    /// Nothing is left out, and the same file gives the same observations with the same frames, whatever the machine does:
    /// two frames after the one that they are about.
    case lockstep
    /// Nobody waits: a frame that is due while the worker is busy is left out.
    case live
  }

  fileprivate struct State: Sendable {
    var eyes: Eyes?
    var absence: String?
    /// The number of the frame that is looked at now.
    var underWay: Int?
    var known: [Observations] = []
    var schedule: Schedule
    /// Rises with every flush: what was begun before it is of no use.
    var era = 0
    var isRetired = false
  }

  /// What it looks for.
  public let senses: Senses
  /// Who waits for whom.
  public let pace: Pace
  private let folder: ModelFolder
  private let state: Mutex<State>
  private let worker = DispatchQueue(label: "perception", qos: .utility)
  private let work = DispatchGroup()

  /// No side of the copy that is looked at is longer, in pixels.
  private static let side = 1280
  /// How many frames later, in lockstep, observations come in.
  private static let lag = 2

  /// Begins to make the models ready, in the background.
  ///
  /// - Parameters:
  ///   - senses: what to look for.
  ///   - pace: who waits for whom.
  ///   - folder: where the models are.
  public init(for senses: Senses, pace: Pace, in folder: ModelFolder = .standard) {
    self.senses = senses
    self.pace = pace
    self.folder = folder
    state = Mutex(State(schedule: Schedule(senses, pace)))
    worker.async(group: work) { [self] in
      // no model is read that nobody wants any more
      if state.withLock({ $0.isRetired }) { return }
      do throws(ModelError) {
        let eyes = try Eyes(for: senses, in: folder)
        state.withLock { $0.eyes = eyes }
      } catch {
        state.withLock { $0.absence = "\(error)" }
      }
    }
  }

  /// Why nothing is seen: the models are not there, or do not work.
  public var absence: String? { state.withLock { $0.absence } }

  /// Copies the frame if it is due; see `Perceiver`.
  public func look(at frame: borrowing Frame, _ stamp: Stamp) -> [Observations] {
    if pace == .lockstep, state.withLock({ $0.isDueBack(at: stamp, after: Self.lag) }) { work.wait() }
    let (known, due, era) = state.withLock { state in
      let isKept = pace == .lockstep && state.underWay != nil && !state.isDueBack(at: stamp, after: Self.lag)
      let known = isKept ? [] : state.takeKnown()
      let isBusy = pace == .live && (state.eyes == nil || state.underWay != nil)
      let due = state.absence == nil && !isBusy ? state.schedule.due(at: stamp.running) : []
      if !due.isEmpty { state.underWay = stamp.frame }
      return (known, due, state.era)
    }
    if !due.isEmpty { begin(ColorPicture(frame, within: Self.side), stamp, due, era: era) }
    return known
  }

  /// In lockstep, looks more often for a while.
  public func beginShot() { state.withLock { $0.schedule.beginShot() } }

  /// Waits for what is under way, a second or two at most; see `Perceiver`.
  public func finish() -> [Observations] {
    // a model that is at work must not be left alone: the process may end next
    work.wait()
    return state.withLock { state in
      state.schedule = Schedule(senses, pace)
      return state.takeKnown()
    }
  }

  /// What is under way is of no use any more.
  public func flush() {
    state.withLock { state in
      state.era += 1
      state.known = []
      state.schedule = Schedule(senses, pace)
      state.underWay = nil
    }
  }

  /// Lets go of the models, behind what is under way.
  public func retire() {
    state.withLock { $0.isRetired = true }
    flush()
    worker.async(group: work) { [self] in
      let eyes = state.withLock { state in
        defer { state.eyes = nil }
        return state.eyes
      }
      // outside of the lock: that takes its time
      withExtendedLifetime(eyes) {}
    }
  }

  private func begin(_ picture: ColorPicture, _ stamp: Stamp, _ due: Senses, era: Int) {
    worker.async(group: work) { [self] in
      guard let eyes = state.withLock({ $0.era == era ? $0.eyes : nil }) else { return }
      let seen = eyes.look(at: picture, stamp, for: due)
      state.withLock { state in
        guard state.era == era else { return }
        state.known.append(seen)
        if pace == .live { state.underWay = nil }
      }
    }
  }
}

extension Perception.State {
  /// Whether what is under way must be back with this frame.
  fileprivate func isDueBack(at stamp: Stamp, after lag: Int) -> Bool {
    guard let underWay else { return false }
    return stamp.frame >= underWay + lag || stamp.frame < underWay || schedule.isDue(at: stamp.running)
  }

  fileprivate mutating func takeKnown() -> [Observations] {
    defer { known = [] }
    if !known.isEmpty { underWay = nil }
    return known
  }
}

/// When to look for what.
struct Schedule: Sendable {
  private let senses: Senses
  private var last: [Senses: ClockTime] = [:]

  private let intervals: [(Senses, ClockTime)]
  /// When the shot began, as far as is known, if its beginning is to be looked at more often.
  private var shotBegan: ClockTime?
  private var isBeginning = true
  private let looksOften: Bool

  /// The beginning of a shot, of which all that is worth knowing is to be seen even if it is short.
  private static let beginning = ClockTime.seconds(1.5)

  /// Things and faces five times a second; lettering and closer looks, which cost more, at every third of these times, but
  /// at each of them when a shot begins, where nobody waits for the result.
  init(_ senses: Senses, _ pace: Perception.Pace) {
    self.senses = senses
    looksOften = pace == .lockstep
    let seldom = ClockTime.milliseconds(580)
    intervals = [
      (.objects, .milliseconds(190)), (.faces, .milliseconds(190)), (.lettering, seldom), (.looks, seldom),
      (.texture, .seconds(1)),
    ]
  }

  /// Another shot has begun.
  mutating func beginShot() {
    isBeginning = true
    // of each shot once at least
    last[.texture] = nil
  }

  /// Whether anything is to be looked for now.
  func isDue(at now: ClockTime) -> Bool { !whatIsDue(at: now).isEmpty }

  /// What is to be looked for now; it counts as done.
  mutating func due(at now: ClockTime) -> Senses {
    let due = whatIsDue(at: now)
    for (sense, _) in intervals where due.contains(sense) { last[sense] = now }
    if isBeginning, !due.isEmpty {
      isBeginning = false
      shotBegan = now
    }
    return due
  }

  private func whatIsDue(at now: ClockTime) -> Senses {
    intervals.reduce(into: []) { due, entry in
      let (sense, interval) = entry
      guard senses.contains(sense) else { return }
      let isEarly =
        looksOften && sense != .texture
        && (isBeginning || shotBegan.map { now >= $0 && now - $0 < Self.beginning } ?? false)
      let wait = isEarly ? min(interval, .milliseconds(190)) : interval
      if let last = last[sense], now >= last, now - last < wait { return }
      due.insert(sense)
    }
  }
}
