internal import FoundationEssentials
internal import Uncanny

/// What is set of a feed: its plan, and what is muted.
struct FeedSettings: Sendable {
  /// What nobody is to hear of, and who said so.
  struct Muted: Sendable {
    var fault: String
    var by: String
    /// Seconds since 1970, for people; `nil` until it is taken back.
    var until: Double?
    /// The same by a clock that nobody sets.
    var end: ContinuousClock.Instant?
  }

  private(set) var plan: Plan
  /// Rises with every change of the plan.
  private(set) var revision = 0
  private var muted: [Muted] = []
  private var changes: [ContinuousClock.Instant] = []

  /// So many changes within so long are those of people.
  private static let most = 30
  private static let span = Duration.seconds(10)
  /// In minutes.
  static let lengths = 1.0...43_200

  init(plan: Plan) { self.plan = plan }

  /// What is muted at that moment.
  func muted(at now: ContinuousClock.Instant) -> [Muted] { muted.filter { $0.end.map { $0 > now } ?? true } }

  /// Whether nobody is to hear of that fault now.
  func isMuted(_ fault: String, at now: ContinuousClock.Instant) -> Bool {
    muted(at: now).contains { Mute.conceals($0.fault, fault) }
  }

  mutating func adopt(_ plan: Plan) {
    self.plan = plan
    revision += 1
  }

  mutating func mute(_ fault: String, minutes: Double?, by author: Author, at now: ContinuousClock.Instant) {
    muted.removeAll { $0.fault == fault }
    muted.append(
      Muted(
        fault: fault, by: author.words, until: minutes.map { Date.now.timeIntervalSince1970 + $0 * 60 },
        end: minutes.map { now + .seconds($0 * 60) }))
  }

  /// Whether there was anything to take back.
  mutating func unmute(_ fault: String, at now: ContinuousClock.Instant) -> Bool {
    guard muted(at: now).contains(where: { $0.fault == fault }) else { return false }
    muted.removeAll { $0.fault == fault }
    return true
  }

  /// Counts a change.
  ///
  /// - Throws: `Refusal.tooMany`.
  mutating func count(at now: ContinuousClock.Instant) throws(Refusal) {
    changes.removeAll { now - $0 > Self.span }
    guard changes.count < Self.most else { throw .tooMany }
    changes.append(now)
  }
}
