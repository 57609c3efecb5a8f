internal import GStreamer
internal import Uncanny
internal import UncannyReport

extension Conduct {
  /// Tells how far it has come.
  ///
  /// - Parameter pipeline: `nil` between two connections.
  func tellProgress(of pipeline: Pipeline?, to sinks: [any Sink]) async {
    guard !places.isEmpty else { return }
    let tallies = places.map { $0.analysis.tally }
    let heard = places.compactMap { $0.listening?.tally }
    let position = tallies.compactMap { $0.lastStamp?.stream }.max() ?? heard.map { $0.end }.max() ?? .zero
    let progress = Update.Progress(
      frames: tallies.reduce(0) { $0 + $1.analyzed }, position: position,
      duration: pipeline?.duration.map { ClockTime(nanoseconds: $0) }, elapsed: ClockTime(clock.now - began),
      intake: intake(tallies, position))
    await tell(.progress(progress), to: sinks)
  }

  /// Of the first place, where there are several.
  private func intake(_ tallies: [Tally], _ position: ClockTime) -> Intake {
    var intake = Intake()
    guard let tally = tallies.first, let place = places.first else { return intake }
    intake.connection =
      if source?.isAway == true { .away } else if source?.isStalled == true { .stalled } else if tally.analyzed == 0 {
        .waiting
      } else { .live }
    intake.returns = source?.returns ?? 0
    intake.received = tally.received
    intake.analyzed = tally.analyzed
    intake.dropped = tally.dropped
    intake.unreadable = tally.unreadable
    intake.width = tally.width
    intake.height = tally.height
    intake.rate = tally.rate
    intake.position = position
    intake.lastArrival = tally.lastArrival
    intake.latencies = tally.latencyCounts
    intake.effort = tally.effort
    intake.spent = place.analysis.spent
    intake.idle = place.idle(deafness: route.deafness)
    return intake
  }
}

extension Assembly.Place {
  /// The detectors that have nothing to look at here so far, and why.
  fileprivate func idle(deafness: String?) -> [String: String] {
    var idle = analysis.skipped
    let hears = listening.map { $0.tally.blocks > 0 } ?? false
    for choice in plan.choices {
      switch choice.entry.medium {
      case .file: idle[choice.entry.card.id] = "what a file declares is read when it is over"
      case .sound where isDeaf: idle[choice.entry.card.id] = Self.deafness
      case .sound where !hears: idle[choice.entry.card.id] = deafness ?? "no sound has come"
      default: break
      }
    }
    return idle
  }
}
