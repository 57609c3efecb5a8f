internal import Uncanny
internal import UncannyReport

/// What the metrics show of each feed. One more is one more line of `families`.
enum Metrics {
  /// Numbers of a feed under one name; the label of the source is put in front.
  private struct Family: Sendable {
    var name: StaticString
    var kind: Exposition.Kind
    var help: StaticString
    var samples: @Sendable (Facts) -> [Exposition.Sample]

    init(
      _ name: StaticString, _ kind: Exposition.Kind, _ help: StaticString,
      _ samples: @escaping @Sendable (Facts) -> [Exposition.Sample]
    ) {
      self.name = name
      self.kind = kind
      self.help = help
      self.samples = samples
    }
  }

  private static let families: [Family] = [
    Family("uncanny_frames_received_total", .counter, "Frames that arrived.") { one($0.intake.received) },
    Family("uncanny_frames_analyzed_total", .counter, "Frames that were looked at.") { one($0.intake.analyzed) },
    Family("uncanny_frames_dropped_total", .counter, "Frames that were not looked at, by reason.") {
      [label("reason", "busy", $0.intake.dropped), label("reason", "unreadable", $0.intake.unreadable)]
    },
    Family("uncanny_latency_seconds", .histogram, "From the arrival of a frame to all its results.") {
      histogram($0.intake.latencies)
    },
    Family("uncanny_frame_duration_seconds", .gauge, "How long a frame stands, by the frame rate.") { facts in
      facts.intake.rate.map { $0 > 0 ? [Exposition.Sample(value: 1 / $0)] : [] } ?? []
    },
    Family("uncanny_muted", .gauge, "Faults of which nobody hears for a while.") { facts in
      facts.settings.muted(at: facts.now).map { Exposition.Sample(labels: [("fault", $0.fault)], value: 1) }
    },
    Family("uncanny_governor_step", .gauge, "How many steps of the plan are left out for want of time, 0 to 3.") {
      one($0.intake.effort.rawValue)
    },
    Family("uncanny_measuring_seconds_total", .counter, "Time taken by what detectors share.") {
      [Exposition.Sample(value: ($0.intake.spent.measuring + $0.intake.spent.shots).seconds)]
    },
    Family("uncanny_detector_seconds_total", .counter, "Time taken by the own work of a detector.") { facts in
      facts.intake.spent.detectors.sorted { $0.key < $1.key }.map {
        Exposition.Sample(labels: [("detector", $0.key)], value: $0.value.seconds)
      }
    },
    Family("uncanny_detector_score", .gauge, "How bad the worst frame of the last seconds was, 0 to 1.") { facts in
      facts.scores.sorted { $0.key < $1.key }.map {
        Exposition.Sample(labels: [("detector", $0.key)], value: LiveScores.shown($0.value))
      }
    },
    Family("uncanny_detector_on", .gauge, "1 for a detector that can tell, 0 for one that is undecided or skipped.") {
      facts in LiveStatus(facts).detectors.map { label("detector", $0.detector, $0.state == .on ? 1 : 0) }
    },
    Family("uncanny_events_total", .counter, "Events, by fault and by the severity with which they began.") {
      events($0.totals.merging(possible(by: $0.settings.plan)) { total, _ in total })
    },
    Family("uncanny_open_events", .gauge, "Events that last, by fault and severity; 0 for one that has ended.") {
      openEvents($0)
    },
    Family("uncanny_source_connected", .gauge, "1 while frames come.") { one($0.trouble == nil ? 1 : 0) },
    Family("uncanny_source_reconnects_total", .counter, "How often a source that was away came back.") {
      one($0.intake.returns)
    },
    Family("uncanny_last_frame_age_seconds", .gauge, "Since the latest frame arrived.") { facts in
      facts.lastFrameAge.map { [Exposition.Sample(value: $0)] } ?? []
    },
    Family("uncanny_running_seconds", .gauge, "Since the input began to be watched.") {
      [Exposition.Sample(value: $0.elapsed.seconds)]
    },
  ]

  /// All metrics of all feeds.
  ///
  /// - Parameters:
  ///   - version: of this program.
  ///   - started: seconds since 1970 when it began.
  static func text(_ feeds: [Facts], version: String, started: Double) -> String {
    var exposition = Exposition()
    exposition.add("process_start_time_seconds", .gauge, "Since 1970.", [Exposition.Sample(value: started)])
    exposition.add(
      "uncanny_build_info", .gauge, "Which version this is.",
      [Exposition.Sample(labels: [("version", version)], value: 1)])
    for family in families {
      let samples = feeds.flatMap { facts in
        family.samples(facts).map { sample in
          var sample = sample
          sample.labels.insert(("source", facts.source), at: 0)
          return sample
        }
      }
      exposition.add(family.name, family.kind, family.help, samples)
    }
    return exposition.text
  }

  private static func one(_ count: Int) -> [Exposition.Sample] { [Exposition.Sample(value: Double(count))] }

  private static func label(_ name: StaticString, _ value: String, _ count: Int) -> Exposition.Sample {
    Exposition.Sample(labels: [(name, value)], value: Double(count))
  }

  private static func histogram(_ latencies: LatencyCounts) -> [Exposition.Sample] {
    var total = 0
    var samples = zip(LatencyCounts.bounds + [.infinity], latencies.counts).map { bound, count in
      total += count
      return Exposition.Sample(suffix: "_bucket", labels: [("le", Exposition.number(bound))], value: Double(total))
    }
    samples.append(Exposition.Sample(suffix: "_sum", value: latencies.sum))
    samples.append(Exposition.Sample(suffix: "_count", value: Double(total)))
    return samples
  }

  private static func events(_ counts: [Journal.Kind: Int]) -> [Exposition.Sample] {
    counts.sorted { ($0.key.fault, $0.key.severity.rawValue) < ($1.key.fault, $1.key.severity.rawValue) }.map {
      Exposition.Sample(
        labels: [("fault", $0.key.fault), ("severity", $0.key.severity.rawValue)], value: Double($0.value))
    }
  }

  /// What may come, none of which has: what appears with its first event has not risen, to Prometheus.
  private static func possible(by plan: Plan) -> [Journal.Kind: Int] {
    var counts: [Journal.Kind: Int] = [:]
    for card in plan.choices.map({ $0.entry.card }) {
      for fault in card.faults.indices {
        let severity = (card.faults[fault].severity ?? card.severity).first
        counts[Journal.Kind(fault: card.faultName(fault), severity: Wire.Severity(severity))] = 0
      }
    }
    return counts
  }

  /// An alert that was raised falls when its number is 0, not when it is gone.
  private static func openEvents(_ facts: Facts) -> [Exposition.Sample] {
    var counts = facts.totals.mapValues { _ in 0 }
    for event in facts.open {
      counts[Journal.Kind(fault: event.fault, severity: facts.severity(of: event)), default: 0] += 1
    }
    return events(counts)
  }
}
