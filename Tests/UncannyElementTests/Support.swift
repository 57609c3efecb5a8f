import GStreamer
import Synchronization
import Uncanny
import UncannyElement

/// What callbacks on streaming threads have seen, in order.
final class Seen<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])

  var all: [Item] { items.withLock { $0 } }

  func add(_ item: Item) { items.withLock { $0.append(item) } }
}

/// What a pipeline tells until something is told, that included.
func messages(of pipeline: Pipeline, until isLast: (Message) -> Bool) async -> [Message] {
  var messages: [Message] = []
  for await message in pipeline.messages {
    messages.append(message)
    if isLast(message) { break }
  }
  return messages
}

/// Plays to the end of stream or to the first error, and says what came until then, that included.
func play(_ pipeline: Pipeline) async throws -> [Message] {
  try pipeline.start()
  defer { pipeline.stop() }
  return await messages(of: pipeline) { $0.isLast }
}

/// A pipeline in which `uncanny` may stand.
func pipeline(_ description: String) throws -> Pipeline {
  UncannyElement.register()
  return try Pipeline(parsing: description)
}

extension Message {
  /// Whether nothing comes after it.
  var isLast: Bool {
    switch self {
    case .eos, .error: true
    default: false
    }
  }
}

extension [Message] {
  /// The element messages of a name.
  func structures(_ name: String) -> [Structure] {
    compactMap { message in
      guard case .element(_, let structure) = message, structure.name == name else { return nil }
      return structure
    }
  }
}

extension Element {
  /// Every outcome from now on.
  func outcomes() -> Seen<Outcome> {
    let seen = Seen<Outcome>()
    // SAFETY: the element is alive during the call.
    unsafe UncannyElement.tap(rawPointer) { seen.add($0) }
    return seen
  }

  var summary: Summary? {
    // SAFETY: the element is alive during the call.
    unsafe UncannyElement.finish(rawPointer)
  }

  var progress: UncannyElement.Progress? {
    // SAFETY: the element is alive during the call.
    unsafe UncannyElement.progress(of: rawPointer)
  }
}
