import GStreamer
import Synchronization

/// What callbacks on streaming threads have seen, in order.
final class Seen<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])

  var all: [Item] { items.withLock { $0 } }

  func add(_ item: Item) { items.withLock { $0.append(item) } }
}

/// Plays to the end of stream or to the first error, and says what came until then, that included.
func play(_ pipeline: Pipeline) async throws -> [Message] {
  try pipeline.start()
  defer { pipeline.stop() }
  return await messages(of: pipeline) { message in
    switch message {
    case .eos, .error: true
    default: false
    }
  }
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

extension Pipeline {
  /// The appsink of this name.
  func sink(_ name: String) -> AppSink? { element(named: name).flatMap { AppSink($0) } }
}
