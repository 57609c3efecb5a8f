/// Decides how much work the next frame gets, so that results stay within one frame time of their frames.
///
/// It lightens the plan by one step when frames become late, and goes back a step after a while in which there was time to
/// spare. What was taken back too early makes that while longer, so that it does not swing to and fro.
///
/// Pure: the host, who knows what time costs, tells it. Its numbers follow from what is to be kept, that of a hundred frames
/// one at most takes longer than it stands: two that do within a second are too many, and so is one every four seconds for
/// long. Frames that nearly do count for little, but lighten the plan before one is late. There is time to spare when none
/// takes half as long as it stands.
public struct Governor: Sendable {
  /// What the next frame gets.
  public var effort: Effort { efforts[step] }
  /// All of the plan first; never empty.
  private var efforts: [Effort]
  private var step = 0
  /// How late it has been lately; at `limit` the plan is lightened.
  private var strain = 0.0
  private var last: ClockTime?
  /// From when on frames say something of the effort.
  private var settled: ClockTime?
  /// Since when there has been time to spare.
  private var quietSince: ClockTime?
  /// When the effort was last changed, and whether to more.
  private var changed: (at: ClockTime, isRestored: Bool)?
  /// How long there must be time to spare before a step is taken back.
  private var patience = Self.shortest

  /// Of a frame time: what takes longer is nearly late.
  private static let tight = 0.75
  /// Of a frame time: there is time to spare.
  private static let spare = 0.5
  private static let limit = 3.5
  /// By how much a late frame, and one that is nearly late, strains.
  private static let late = 2.0
  private static let nearlyLate = 0.1
  /// By how much strain falls in a second.
  private static let relief = 0.5
  /// More than this many missed frames at once are one reason, not several.
  private static let mostMissed = 4
  private static let shortest = ClockTime.seconds(5)
  private static let longest = ClockTime.seconds(160)
  /// What is taken back and does not last so long was taken back too early.
  private static let trial = ClockTime.seconds(20)
  /// What had queued up by then says nothing of the step.
  private static let settling = ClockTime.milliseconds(250)
  /// The first frames find nothing at hand.
  private static let starting = ClockTime.seconds(1)

  /// - Parameter efforts: the steps that there are, all of the plan first, which is there whether it is named or not.
  public init(_ efforts: [Effort] = Effort.allCases) { self.efforts = Self.steps(efforts) }

  private static func steps(_ efforts: [Effort]) -> [Effort] { [.full] + efforts.filter { $0 > .full }.sorted() }

  /// Goes on with the steps of another plan: with the lightest that leaves out no more than the one before.
  public mutating func adopt(_ efforts: [Effort]) {
    let before = effort
    self.efforts = Self.steps(efforts)
    step = self.efforts.lastIndex { $0 <= before } ?? 0
  }

  /// Takes in one frame.
  ///
  /// - Parameters:
  ///   - latency: from its arrival, or from when it was due, to its results.
  ///   - frameTime: how long it stands.
  ///   - missed: frames before it that there was no time for.
  ///   - now: by a clock that only goes forward.
  /// - Returns: whether the effort has changed.
  public mutating func take(latency: ClockTime, frameTime: ClockTime, missed: Int = 0, at now: ClockTime) -> Bool {
    guard frameTime > .zero else { return false }
    if let last { strain = max(0, strain - max(0, (now - last).seconds) * Self.relief) }
    last = now
    let share = latency.seconds / frameTime.seconds
    if share > Self.spare || missed > 0 { quietSince = nil } else { quietSince = quietSince ?? now }
    let settled = settled ?? now + Self.starting
    self.settled = settled
    guard now >= settled else { return false }
    strain += share > 1 ? Self.late : share > Self.tight ? Self.nearlyLate : 0
    strain += Self.late * Double(max(0, min(missed, Self.mostMissed)))
    return strain >= Self.limit ? lighten(at: now) : restore(at: now)
  }

  private mutating func lighten(at now: ClockTime) -> Bool {
    strain = 0
    guard step + 1 < efforts.count else { return false }
    if let changed, changed.isRestored, now - changed.at < Self.trial {
      patience = min(Self.longest, patience + patience)
    }
    change(to: step + 1, at: now, isRestored: false)
    return true
  }

  private mutating func restore(at now: ClockTime) -> Bool {
    guard step > 0, let quietSince, let changed else { return false }
    if changed.isRestored, now - changed.at >= Self.trial { patience = Self.shortest }
    guard now - max(quietSince, changed.at) >= patience else { return false }
    change(to: step - 1, at: now, isRestored: true)
    return true
  }

  private mutating func change(to step: Int, at now: ClockTime, isRestored: Bool) {
    self.step = step
    changed = (now, isRestored)
    settled = now + Self.settling
    quietSince = nil
  }
}
