internal import GStreamer
internal import Synchronization

/// Counts where a feed is broken: what its decoders of pictures are given does not follow what they were given before, as
/// packets were lost, or the timestamps jumped.
///
/// Jitter buffers, parsers and most demultiplexers mark the first buffer after a break; decoders take no such mark on. That of
/// transport streams marks nothing, and tells of missing packets on the bus.
///
/// Thread: any.
final class Discontinuities: Sendable {
  private struct State: Sendable {
    var count = 0
    /// The decoders that are watched, and whether they have been given anything.
    var hasBegun: [String: Bool] = [:]
  }

  private let state = Mutex(State())

  /// How many breaks there have been.
  var count: Int { state.withLock { $0.count } }

  /// Watches the decoders of pictures that are there and are not watched yet. It is kept by them.
  func follow(_ pipeline: Pipeline) {
    for decoder in pipeline.elements() where decoder.kind.hasPrefix("Codec/Decoder/Video") {
      let name = decoder.name
      let isNew = state.withLock { $0.hasBegun.updateValue(false, forKey: name) == nil }
      guard isNew else { continue }
      decoder.pad(named: "sink")?.onBuffer { self.note($0.flags.contains(.discont), of: name) }
    }
  }

  /// Another connection begins: its first buffers follow nothing.
  func resume() { state.withLock { $0.hasBegun = [:] } }

  private func note(_ isBreak: Bool, of decoder: String) {
    state.withLock { state in
      if isBreak, state.hasBegun[decoder] == true { state.count += 1 }
      state.hasBegun[decoder] = true
    }
  }
}
