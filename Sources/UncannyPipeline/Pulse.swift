internal import UncannyReport

/// Whether one session goes on.
///
/// It does while it tells how far it has come, and looks at frames where frames arrive. That none arrive is the source's fault,
/// and known to the session.
///
/// Thread: any.
public actor Pulse: Sink {
  /// When the session last told how far it has come.
  private var told: ContinuousClock.Instant
  /// Since when frames arrive and none is looked at; `nil` where that is not so.
  private var idleSince: ContinuousClock.Instant?
  private var counts = (arrived: 0, analyzed: 0)
  private var isOver = false

  /// How long a session may be silent, or a frame take.
  private static let patience = Duration.seconds(5)

  /// Of a session that begins now.
  public init() { told = .now }

  /// Takes in how far it has come.
  public func receive(_ update: Update) { if case .progress(let progress) = update { note(progress, at: .now) } }

  func note(_ progress: Update.Progress, at now: ContinuousClock.Instant) {
    told = now
    let new = (arrived: progress.intake.received, analyzed: progress.frames)
    if new.analyzed != counts.analyzed {
      idleSince = nil
    } else if new.arrived != counts.arrived {
      idleSince = idleSince ?? told
    }
    counts = new
  }

  /// It is over.
  public func finish() { isOver = true }

  /// Whether it goes on; a session that is over does no harm.
  public var isAlive: Bool { isAlive(at: .now) }

  func isAlive(at now: ContinuousClock.Instant) -> Bool {
    isOver || now - told < Self.patience && idleSince.map { now - $0 < Self.patience } ?? true
  }
}
