internal import Foundation
internal import GStreamer
internal import Uncanny
internal import UncannyReport

extension Route {
  /// Whether it makes sense to seek its source again when that is away: one on a network, of which nothing is written to a
  /// file that would begin anew.
  var isHeldOnTo: Bool {
    guard case .watch(.uri(let uri), let output, _) = self, URL(string: uri)?.scheme?.lowercased() != "file" else {
      return false
    }
    if case .file = output { return false }
    return true
  }
}

extension Conduct {
  /// Whether the source that went away is sought again, and how long to wait before that; `nil` when the session is over.
  mutating func loses(_ sinks: [any Sink]) async -> Duration? {
    let isHopeless =
      missing != nil || isStuck || failure?.isMissingPlugin == true || failure?.source == Output.elementName
    guard !isHopeless, !isComplete, let source else { return nil }
    if stoppedAt != nil {
      if source.isAway { excuse() }
      return nil
    }
    let now = clock.now
    guard let wait = backoff.wait(at: now) else { return nil }
    let stamp = places.first?.analysis.tally.lastStamp
    for change in broken.close(at: stamp) { await tell(change, sinks) }
    for change in self.source?.lose(stamp: stamp, at: now, count: &streamEvents) ?? [] {
      let why =
        failure.map { Explanation.of($0, about: nil) } ?? (hasEnded ? "the source went away" : "no picture comes")
      await tell(.notice("\(Location.displayed(route.text)): \(why); seeking it again"), to: sinks)
      await tell(change, sinks)
    }
    return wait
  }

  /// Whether what has an end of its own, as a file on a server does, has come to it.
  private var isComplete: Bool {
    guard hasEnded, failure == nil, route.input?.isLive == false, let declared else { return false }
    let last = places.first?.analysis.tally.lastStamp?.following().stream ?? .zero
    return declared - (last - connectedAt) <= Self.shortfall
  }

  /// By how much what a source says of its length may be wrong.
  private static let shortfall = ClockTime.seconds(1)

  /// Another connection begins: what ended the one before is history.
  mutating func reconnects(_ connection: Int) {
    self.connection = connection
    failure = nil
    hasEnded = false
    hasGivenUp = false
    declared = nil
    connectedAt = places.first?.analysis.tally.lastStamp?.following().stream ?? .zero
    lastFrameAt = clock.now
  }

  /// Takes in a signal between two connections.
  mutating func bide(_ signal: Session.Signal, _ sinks: [any Sink]) async {
    if case .tick = signal { return await tellProgress(of: nil, to: sinks) }
    if case .setting(let setting) = signal { return await take(setting, sinks) }
    guard case .stop = signal else { return await drain(signal, sinks) }
    stoppedAt = clock.now
    excuse()
  }

  /// That the source is away is told by its event, and is no failure of a session that is stopped meanwhile.
  private mutating func excuse() {
    failure = nil
    hasEnded = false
    hasGivenUp = false
  }
}
