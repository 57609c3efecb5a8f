internal import Synchronization

/// Which frame a buffer is: its number in the order of arrival, found again by its timestamp behind a queue.
///
/// The buffers of both branches of a tee carry the same timestamps. A number is given out where they arrive, and asked for
/// where they come out. A timestamp that two of the remembered buffers share belongs to neither: nothing is ever drawn on
/// a frame that may not be the one that was analysed.
///
/// Thread: any.
final class Arrivals: Sendable {
  struct Arrival: Sendable {
    var frame: Int
    var at: ContinuousClock.Instant
  }

  private struct Entry: Sendable {
    var pts: Int64?
    var arrival: Arrival
  }

  private struct State: Sendable {
    var entries: [Entry] = []
    var next = 0
    var count = 0
    var lastAt: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  /// Ten seconds at 50 frames a second: more than any delay between the branches.
  private static let capacity = 512

  /// Buffers that have arrived.
  var count: Int { state.withLock { $0.count } }

  /// When the latest arrived; `nil` before the first.
  var lastAt: ContinuousClock.Instant? { state.withLock { $0.lastAt } }

  /// Numbers a buffer that arrives now.
  @discardableResult
  func note(pts: Int64?) -> Arrival {
    let now = ContinuousClock.now
    return state.withLock { state in
      let arrival = Arrival(frame: state.count, at: now)
      let entry = Entry(pts: pts, arrival: arrival)
      if state.entries.count < Self.capacity {
        state.entries.append(entry)
      } else {
        state.entries[state.next] = entry
        state.next = (state.next + 1) % Self.capacity
      }
      state.count += 1
      state.lastAt = now
      return arrival
    }
  }

  /// Another connection begins, whose timestamps have nothing to do with those before; numbers go on.
  func forget() {
    state.withLock { state in
      state.entries = []
      state.next = 0
    }
  }

  /// The arrival of the buffer with this timestamp; `nil` when none is remembered, or more than one.
  func find(pts: Int64?) -> Arrival? {
    guard let pts else { return nil }
    return state.withLock { state in
      var found: Arrival?
      for entry in state.entries where entry.pts == pts {
        if found != nil { return nil }
        found = entry.arrival
      }
      return found
    }
  }
}
