internal import Synchronization
internal import UncannyReport

/// Gives what is told to all who listen, each through a buffer of its own that has a bound.
///
/// Thread: any; telling never waits.
final class Fanout<Element: Sendable>: Sendable {
  private struct State: Sendable {
    var next = 0
    var outlets: [Int: AsyncStream<Element>.Continuation] = [:]
    var isOver = false
  }

  private let state = Mutex(State())
  private let limit: Int
  private let capacity: Int
  private let endsWhoIsLate: Bool

  /// - Parameters:
  ///   - limit: how many may listen at a time.
  ///   - capacity: how much waits for each.
  ///   - endsWhoIsLate: whether one whose buffer is full is let go, so that it asks anew; otherwise it misses what is oldest.
  init(limit: Int, buffering capacity: Int, endingWhoIsLate endsWhoIsLate: Bool = false) {
    self.limit = limit
    self.capacity = capacity
    self.endsWhoIsLate = endsWhoIsLate
  }

  /// How many listen.
  var count: Int { state.withLock { $0.outlets.count } }

  /// What is told from now on; `nil` when there are too many already. Who lets go of the stream has left.
  func join() -> AsyncStream<Element>? {
    let (stream, outlet) = AsyncStream.makeStream(of: Element.self, bufferingPolicy: .bufferingNewest(capacity))
    let number: Int? = state.withLock { state in
      guard !state.isOver, state.outlets.count < limit else { return nil }
      state.next += 1
      state.outlets[state.next] = outlet
      return state.next
    }
    guard let number else { return nil }
    outlet.onTermination = { [weak self] _ in self?.leave(number) }
    return stream
  }

  func tell(_ element: Element) {
    // outside of the lock: to end one calls back into it
    for outlet in state.withLock({ Array($0.outlets.values) }) {
      if case .dropped = outlet.yield(element), endsWhoIsLate { outlet.finish() }
    }
  }

  /// Nobody listens any more, and nobody can.
  func end() {
    let outlets = state.withLock { state in
      state.isOver = true
      defer { state.outlets = [:] }
      return Array(state.outlets.values)
    }
    for outlet in outlets { outlet.finish() }
  }

  private func leave(_ number: Int) { _ = state.withLock { $0.outlets.removeValue(forKey: number) } }
}

extension Fanout<String> {
  /// Tells a server-sent event; it is written only if anybody listens.
  func tell(_ name: StaticString, _ value: @autoclosure () -> some Encodable) {
    guard count > 0, let text = ServerSentEvent.text(name, value()) else { return }
    tell(text)
  }
}

/// How an event is written in a stream of them.
enum ServerSentEvent {
  /// - Returns: `nil` for what JSON cannot hold.
  static func text(_ name: StaticString, _ value: some Encodable) -> String? {
    // JSON on one line has no line break that could end the event
    (try? JSONText.line(value)).map { "event: \(name)\ndata: \($0)\n\n" }
  }
}
