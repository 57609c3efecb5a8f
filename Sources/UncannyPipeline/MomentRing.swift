internal import Synchronization
internal import Uncanny

/// The last half minute of a feed, encoded: packets of a transport stream, frame by frame.
///
/// Bounded in time and in bytes. Thread: any; frames come on one streaming thread.
final class MomentRing: Sendable {
  /// The packets of one frame.
  fileprivate struct Coded: Sendable {
    var pts: Int64?
    /// As the analysis counts them; `nil` where that is not known.
    var frame: Int?
    /// Whether a decoder can begin with it.
    var isKey: Bool
    /// When it was shown to the encoder, on the host's clock.
    var at: ClockTime
    /// Which connection it came by.
    var connection: Int
    var bytes: [UInt8]
  }

  /// A stretch that can be decoded.
  struct Stretch: Sendable {
    /// A transport stream.
    var bytes: [UInt8]
    /// The numbers of its frames.
    var frames: [Int?]
  }

  fileprivate struct State: Sendable {
    var coded: [Coded] = []
    var size = 0
    var connection = 0
  }

  private let state = Mutex(State())
  /// More than a moment takes in, and than may pass before it is written.
  private static let span = ClockTime.seconds(40)
  private static let most = 64 << 20

  /// Another connection begins, whose packets do not follow those before.
  func reconnect() { state.withLock { $0.connection += 1 } }

  /// Takes packets; those with one timestamp are of one frame.
  func take(_ bytes: [UInt8], pts: Int64?, frame: @autoclosure () -> Int?, isKey: Bool, at now: ClockTime) {
    state.withLock { state in
      state.size += bytes.count
      if let last = state.coded.indices.last, state.coded[last].connection == state.connection,
        pts == nil || state.coded[last].pts == pts
      {
        state.coded[last].bytes += bytes
      } else {
        state.coded.append(
          Coded(pts: pts, frame: frame(), isKey: isKey, at: now, connection: state.connection, bytes: bytes))
      }
      // mostly one frame goes as one comes; the array is moved only now and then
      let stale = state.coded.prefix { now - $0.at > Self.span }.count
      if stale > 200 || state.size > Self.most {
        state.drop(max(stale, state.size > Self.most ? state.coded.count / 4 : 0))
      }
    }
  }

  /// What there is of a stretch of time, from the key frame at its beginning on; of the connection that showed `moment`, or the next
  /// one. `nil` where there is nothing.
  func stretch(_ window: ClosedRange<ClockTime>, showing moment: ClockTime) -> Stretch? {
    let coded = state.withLock { $0.coded }
    guard let near = coded.last(where: { $0.at <= moment }) ?? coded.first else { return nil }
    let own = coded.filter { $0.connection == near.connection && $0.at <= window.upperBound }
    guard
      let start = own.lastIndex(where: { $0.isKey && $0.at <= window.lowerBound })
        ?? own.firstIndex(where: { $0.isKey })
    else { return nil }
    return Stretch(bytes: own[start...].flatMap { $0.bytes }, frames: own[start...].map { $0.frame })
  }
}

extension MomentRing.State {
  fileprivate mutating func drop(_ count: Int) {
    size -= coded.prefix(count).reduce(0) { $0 + $1.bytes.count }
    coded.removeFirst(min(count, coded.count))
  }
}
