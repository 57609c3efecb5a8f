internal import Synchronization

/// A sound inspector behind a lock, for a streaming thread.
///
/// Thread: any. One block at a time.
public final class SoundStage: Sendable {
  private let inspector: Mutex<SoundInspector>

  public init(plan: Plan) { inspector = Mutex(SoundInspector(plan: plan)) }

  /// Looks at one block and returns what came of it.
  public func inspect(_ block: borrowing SoundBlock, at stamp: Stamp) -> Outcome {
    inspector.withLock { $0.inspect(block, at: stamp) }
  }

  /// Goes on by another plan; what ends with that is in the outcome.
  public func adopt(_ plan: Plan) -> Outcome { inspector.withLock { $0.adopt(plan) } }

  /// Ends the run and says what it came to. The stage begins anew afterwards.
  public func finish() -> Summary { inspector.withLock { $0.finish() } }

  /// Forgets what came before, as after a seek; events so far are kept.
  public func flush() { inspector.withLock { $0.flush() } }
}
