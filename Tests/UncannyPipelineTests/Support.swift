import GStreamer
import Synchronization
import TestMedia
import TestSupport
import Testing
import Uncanny
import UncannyDetectors
import UncannyElement
import UncannyPipeline
import UncannyReport

/// What runs at the pace of a clock, one after the other: two at once would only make each other late.
@Suite(.serialized) struct RealTime {}

/// What callbacks on streaming threads have seen, in order.
final class Seen<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])

  var all: [Item] { items.withLock { $0 } }

  func add(_ item: Item) { items.withLock { $0.append(item) } }
}

/// Keeps what a session tells, and acts on it.
final class Ear: Sink {
  private let heard = Seen<Update>()
  private let act: @Sendable (Update) -> Void

  init(_ act: @escaping @Sendable (Update) -> Void = { _ in }) { self.act = act }

  func receive(_ update: Update) {
    heard.add(update)
    act(update)
  }

  var updates: [Update] { heard.all }

  /// What a person was told.
  var notices: [String] { updates.compactMap { if case .notice(let text) = $0 { text } else { nil } } }

  /// The events in the state in which they were told.
  var events: (began: [Event], ended: [Event]) {
    var found: (began: [Event], ended: [Event]) = ([], [])
    for case .change(let change, _, _) in updates {
      switch change {
      case .began(let event): found.began.append(event)
      case .ended(let event): found.ended.append(event)
      case .shot, .measured: break
      }
    }
    return found
  }
}

/// A session that is stopped once it has looked at so many frames.
func run(
  _ route: Route, plan: String = "none,black", catalog: Catalog = .standard, settings: Session.Settings = .init(),
  frames: Int? = nil, ear: Ear = Ear()
) async throws -> Session.Run {
  let stopper = Stopper()
  let watcher = Ear { update in
    if case .progress(let progress) = update, let frames, progress.frames >= frames { stopper.stop() }
  }
  let session = Session(
    route, plan: try Plan(parsing: plan, from: catalog), catalog: catalog, settings: settings, sinks: [ear, watcher])
  stopper.session.withLock { $0 = session }
  return try await session.run()
}

/// Stops a session that is made after it.
final class Stopper: Sendable {
  let session = Mutex<Session?>(nil)

  func stop() { session.withLock { $0 }?.stop() }
}

/// The pipeline of a file in `pipelines`, with its variables set.
func launch(_ name: String, _ variables: [String: String]) throws -> Route {
  .launch(try LaunchFile("\(Repository.root)/pipelines/\(name).launch", variables: variables))
}

/// Sends a stream as long as it lives.
final class Sender: Sendable {
  private let pipeline: Pipeline

  /// - Parameter draw: called with each buffer that leaves the element named `draw`.
  init(_ description: String, draw: (@Sendable (borrowing WritableBuffer) -> Void)? = nil) throws {
    pipeline = try Pipeline(parsing: description)
    if let draw { pipeline.element(named: "draw")?.pad(named: "src")?.onWritableBuffer(draw) }
    try pipeline.start()
  }

  func stop() { pipeline.stop() }
}

/// Whether a report is as its schema says.
func violations(_ report: Wire.Report) throws -> [String] {
  let schema = try Schema(
    ["event", "report"].map { try JSON(parsing: Repository.text(of: "docs/formats/\($0).schema.json")) })
  return try schema.violations(in: JSON(parsing: JSONText.document(report)), of: "uncanny.report/1", isClosed: true)
}
