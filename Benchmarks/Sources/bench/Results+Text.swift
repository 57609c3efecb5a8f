extension Results {
  /// Everything as Markdown.
  var text: String {
    var parts = [
      "Processor: \(processor), \(cores) cores. Load average \(load.map { $0.formatted(1) }.joined(separator: " before, ")) after."
    ]
    if let core { parts.append("## Core\n\nProcessor time a frame, one thread.\n\n" + Self.table(core)) }
    if let memory { parts.append("## Memory\n\n" + Self.table(memory)) }
    if let peers { parts.append("## Against FFmpeg\n\n\(peers.clip).\n\n" + Self.table(peers)) }
    if let live { parts.append("## Live\n\n" + Self.table(live)) }
    if !verdicts.isEmpty { parts.append("## Budgets\n\n" + Self.table(verdicts)) }
    return parts.joined(separator: "\n\n")
  }

  private static func table(_ rows: [Core.Row]) -> String {
    Markdown.table(
      ["film", "plan", "ms", "best", "above none", "above measuring"],
      rows.map {
        [
          $0.film, $0.plan, $0.milliseconds.formatted(3), $0.best.formatted(3), $0.aboveNone.formatted(3),
          $0.aboveMeasuring?.formatted(3) ?? "",
        ]
      })
  }

  private static func table(_ memory: Memory) -> String {
    Markdown.table(
      ["what", "figure"],
      [
        ["requests for memory in \(memory.frames) quiet frames", "\(memory.allocations)"],
        ["things told in them", "\(memory.changes)"],
        ["requests counted where 100 are made", "\(memory.control)"],
        ["MB in memory after \(memory.earlyFrames) frames", memory.residentEarly.formatted(1)],
        ["MB in memory after \(memory.lateFrames) frames", memory.residentLate.formatted(1)],
      ])
  }

  private static func table(_ peers: Peers) -> String {
    Markdown.table(
      ["program", "CPU ms a frame", "less decoding", "times ours", "frames a second"],
      peers.rows.map {
        [
          $0.name, $0.cpu.formatted(2), $0.net?.formatted(2) ?? "", peers.ratios[$0.name]?.formatted(1) ?? "",
          $0.speed.formatted(0),
        ]
      }) + "\n\n`check` runs at \(peers.shareOfDecodeSpeed.formatted(2)) of the speed of decoding alone."
  }

  private static func table(_ live: Live) -> String {
    func milliseconds(_ value: Double?) -> String { value?.formatted(1) ?? "-" }
    return Markdown.table(
      ["1080p30 over SRT, \(live.seconds.formatted(0)) s, \(live.busy) cores busy with something else", "figure"],
      [
        ["arrival to results, p50, ms", milliseconds(live.p50)],
        ["arrival to results, p99, ms", milliseconds(live.p99)],
        ["arrival to results, max, ms", milliseconds(live.max)],
        ["frames received", "\(live.framesReceived)"],
        ["frames left out", "\(live.framesSkipped)"],
        [
          "seconds without models; motion; most of the plan",
          live.lightened.map { $0.formatted(1) }.joined(separator: "; "),
        ],
        ["declared delay of the picture, ms", milliseconds(live.declaredDelay)],
        ["frames shown", "\(live.framesShown)"],
        ["shown with their own result", "\(live.exact)"],
        ["shown before their result", "\(live.stale)"],
        ["largest gap between frames shown, ms", milliseconds(live.largestGap)],
        ["gaps of more than a frame", "\(live.gaps)"],
        ["CPU ms a frame, all of the session", milliseconds(live.cpu)],
      ])
  }

  private static func table(_ verdicts: [Budgets.Verdict]) -> String {
    Markdown.table(
      ["budget", "limit", "measured", "verdict"],
      verdicts.map {
        [
          $0.name, $0.budget.formatted(2), $0.measured.formatted(2),
          $0.isMet ? "met" : $0.isDeterministic ? "MISSED" : "missed (a time: warns only)",
        ]
      })
  }
}
