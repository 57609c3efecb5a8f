internal import Synchronization
internal import Uncanny

/// The last half minute of a feed, encoded, frame by frame.
///
/// Bounded in time and in bytes. Thread: any; frames come on one streaming thread.
final class MomentRing: Sendable {
  /// One frame.
  struct Coded: Sendable {
    /// In nanoseconds.
    var pts: Int64
    /// As the analysis counts them; `nil` where that is not known.
    var frame: Int?
    /// Whether a decoder can begin with it.
    var isKey: Bool
    /// When it was encoded, on the host's clock.
    var at: ClockTime
    var bytes: [UInt8]
    /// Which stretch of even times it belongs to.
    var era = 0
  }

  private struct State: Sendable {
    var coded: [Coded] = []
    var size = 0
    var era = 0
  }

  private let state = Mutex(State())
  /// More than a moment takes in, and than may pass before it is asked for.
  private static let span = ClockTime.seconds(40)
  private static let most = 64 << 20
  /// Timestamps that go on by so much more than the clock have jumped.
  private static let jump = ClockTime.seconds(10)

  /// Another connection begins, whose frames do not follow those before.
  func reconnect() { state.withLock { $0.era += 1 } }

  func take(_ coded: Coded) {
    state.withLock { state in
      if let last = state.coded.last, last.era == state.era {
        let isBack = coded.pts <= last.pts
        let step = ClockTime(nanoseconds: coded.pts) - ClockTime(nanoseconds: last.pts)
        if isBack || step - (coded.at - last.at) > Self.jump { state.era += 1 }
      }
      var own = coded
      own.era = state.era
      state.coded.append(own)
      state.size += own.bytes.count
      // mostly one comes as one goes; the array is moved only now and then
      let stale = state.coded.prefix { own.at - $0.at > Self.span }.count
      let surplus = state.size > Self.most ? (state.coded.count + 3) / 4 : 0
      guard stale > 200 || surplus > 0 else { return }
      let count = max(stale, surplus)
      state.size -= state.coded.prefix(count).reduce(0) { $0 + $1.bytes.count }
      state.coded.removeFirst(count)
    }
  }

  /// What there is of a stretch of time, from the key frame at its beginning on; of the connection that showed `moment`, or the
  /// first one. Empty where there is nothing.
  func stretch(_ window: ClosedRange<ClockTime>, showing moment: ClockTime) -> [Coded] {
    let coded = state.withLock { $0.coded }
    guard let near = coded.last(where: { $0.at <= moment }) ?? coded.first else { return [] }
    let own = coded.filter { $0.era == near.era && $0.at <= window.upperBound }
    guard
      let start = own.lastIndex(where: { $0.isKey && $0.at <= window.lowerBound })
        ?? own.firstIndex(where: { $0.isKey })
    else { return [] }
    return Array(own[start...])
  }
}
