internal import Synchronization

/// An inspector behind a lock: what a streaming thread holds. The one class of the core.
///
/// Thread: any. One frame at a time; uncontended, the lock costs tens of nanoseconds.
public final class Stage: Sendable {
  private let inspector: Mutex<Inspector>

  public init(plan: Plan) { inspector = Mutex(Inspector(plan: plan)) }

  /// Looks at one frame and returns what came of it.
  public func inspect(_ frame: borrowing Frame, at stamp: Stamp) -> Outcome {
    inspector.withLock { $0.inspect(frame, at: stamp) }
  }

  /// Ends the run and says what it came to. The stage begins anew afterwards.
  public func finish() -> Summary { inspector.withLock { $0.finish() } }

  /// Forgets what came before, as after a seek; shots and events so far are kept.
  public func flush() { inspector.withLock { $0.flush() } }
}
