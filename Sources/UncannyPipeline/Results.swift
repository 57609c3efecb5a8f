internal import Synchronization
internal import Uncanny

/// What was found on the last frames, for whoever draws them.
///
/// Kept by frame number: the answer for a frame is either about that very frame or says that it is not.
///
/// Thread: any.
final class Results: Sendable {
  enum Answer: Sendable {
    /// What stands on this very frame.
    case exact([Mark])
    /// This frame was not analysed in time; what stood on an earlier one, without places.
    case stale([Mark])
    case none
  }

  private struct State: Sendable {
    var ring: [Outcome?] = Array(repeating: nil, count: Results.capacity)
    var latest: Outcome?
  }

  private let state = Mutex(State())
  private static let capacity = 512

  func store(_ outcome: Outcome) {
    let frame = outcome.stamp.frame
    guard frame >= 0 else { return }
    state.withLock { state in
      state.ring[frame % Self.capacity] = outcome
      state.latest = outcome
    }
  }

  func answer(for frame: Int) -> Answer {
    guard frame >= 0 else { return .none }
    return state.withLock { state in
      if let outcome = state.ring[frame % Self.capacity], outcome.stamp.frame == frame { return .exact(outcome.marks) }
      guard let latest = state.latest, latest.stamp.frame < frame else { return .none }
      let marks = latest.marks.map { mark in
        var mark = mark
        mark.regions = []
        return mark
      }
      return .stale(marks)
    }
  }
}
