internal import CGStreamer
internal import Synchronization
internal import Uncanny
internal import UncannyOverlay

/// The Swift half of an element: what the callbacks of GStreamer lead to.
///
/// Thread: any. No lock is held while another is taken, nor while anybody is told.
final class Analyzer: Sendable {
  private let configured = Mutex(Settings())
  private let receiver = Mutex<(@Sendable (Outcome) -> Void)?>(nil)
  private let run = Mutex<Run?>(nil)
  private let perceiver = Mutex<(@Sendable (Plan) -> (any Perceiver)?)?>(nil)
  private let completion = Mutex<(@Sendable (Plan) throws(PlanError) -> Plan)?>(nil)

  /// What the properties say now.
  var settings: Settings { configured.withLock { $0 } }

  func change(_ body: (inout Settings) -> Void) { configured.withLock { body(&$0) } }

  /// Calls `receive` with every outcome from now on, in place of an earlier one.
  func tap(_ receive: @escaping @Sendable (Outcome) -> Void) { receiver.withLock { $0 = receive } }

  /// Runs that start from now on see with what `make` gives for their plan.
  func perceive(with make: @escaping @Sendable (Plan) -> (any Perceiver)?) { perceiver.withLock { $0 = make } }

  /// Runs that start from now on hold the film against what `fill` gives for their plan.
  func complete(with fill: @escaping @Sendable (Plan) throws(PlanError) -> Plan) {
    completion.withLock { $0 = fill }
  }

  /// How far the run has come, or came; `nil` before the first start.
  var progress: UncannyElement.Progress? {
    run.withLock { $0.map { .init(frames: $0.arrived, geometry: $0.geometry) } }
  }

  /// Begins a run with the settings as they are.
  ///
  /// - Throws: why the plan is none, or cannot be held to.
  func start() throws(PlanError) -> Settings {
    let settings = settings
    var plan = try settings.finalPlan()
    if let fill = completion.withLock({ $0 }) { plan = try fill(plan) }
    if !plan.isComplete, let reference = plan.references.first {
      let name = "\(reference.detector):\(reference.name)"
      throw .unfit(reference.path, name: name, why: "the element looks at no files; the program does")
    }
    let perceiver = perceiver.withLock { $0 }?(plan)
    run.withLock { $0 = Run(plan: plan, perceiver: perceiver, settings) }
    return settings
  }

  func countArrival() { run.withLock { $0?.countArrival() } }

  /// Whether the run attaches what it finds to the buffers.
  var attaches: Bool { run.withLock { $0?.attaches ?? false } }

  /// Looks at a frame, tells what came of it, and draws it into the very same frame where that may be written.
  ///
  /// - Returns: what stands on the frame.
  /// - Throws: when the picture does not lie within its memory.
  func process(
    _ picture: inout MappedPicture, _ times: FrameTimes, in element: ElementPointer
  ) throws(PictureError) -> [Mark] {
    let began = ContinuousClock.now
    guard let outcome = try inspect(picture, times) else { return [] }
    let effort = run.withLock { $0?.note(took: ContinuousClock.now - began) }
    tell(outcome, from: element)
    if let effort { tell(effort, from: element) }
    let geometry = picture.geometry
    if picture.isWritable, let painter = run.withLock({ $0?.painter(for: geometry) }) {
      try picture.draw { canvas in painter.draw(outcome.marks, status: outcome.stamp.status, onto: &canvas) }
    }
    return outcome.marks
  }

  /// Forgets the frames before, as after a seek.
  func flush() { run.withLock { $0?.stage }?.flush() }

  /// Ends the run if it has not ended, tells what that brings, and returns what the run came to.
  func finish(in element: ElementPointer) -> Summary? {
    guard let (stage, end) = run.withLock({ $0?.close() }) else { return run.withLock { $0?.summary } }
    let summary = stage.finish()
    run.withLock { $0?.summary = summary }
    if !summary.closing.isEmpty { tell(Outcome(stamp: end, changes: summary.closing), from: element) }
    return summary
  }

  private func inspect(_ picture: borrowing MappedPicture, _ times: FrameTimes) throws(PictureError) -> Outcome? {
    let geometry = picture.geometry
    let frame = try picture.frame()
    guard let (stage, stamp, effort) = run.withLock({ $0?.begin(times, geometry: geometry) }) else { return nil }
    return stage.inspect(frame, at: stamp, effort: effort)
  }

  private func tell(_ effort: Effort, from element: ElementPointer) {
    guard run.withLock({ $0?.postsMessages ?? false }) else { return }
    // SAFETY: as below.
    unsafe announce(effort, from: element.pointer)
  }

  private func tell(_ outcome: Outcome, from element: ElementPointer) {
    receiver.withLock { $0 }?(outcome)
    guard !outcome.changes.isEmpty else { return }
    let postsMessages = run.withLock { $0?.postsMessages ?? false }
    // SAFETY: whoever has an `ElementPointer` keeps the element alive during the call.
    for change in outcome.changes { unsafe announce(change, onBus: postsMessages, from: element.pointer) }
  }
}

/// An element for the length of a call.
@safe struct ElementPointer {
  let pointer: UnsafeMutablePointer<GstElement>
}

extension Stamp {
  /// What the strip says: the stream time, as reports write it, and the number of the frame.
  fileprivate var status: String {
    let milliseconds = max(0, stream.nanoseconds) / 1_000_000
    func digits(_ number: Int64, _ count: Int) -> String {
      let text = "\(number)"
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60)
    let seconds = digits(milliseconds / 1000 % 60, 2)
    return "\(hours):\(digits(minutes, 2)):\(seconds).\(digits(milliseconds % 1000, 3)) frame \(frame)"
  }
}
