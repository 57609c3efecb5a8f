internal import Foundation

/// What may not be exceeded; `Budgets.json`, changed only with a reason in the commit.
struct Budgets: Codable, Sendable {
  /// The default plan on 1080p I420, processor time a frame.
  var coreMillisecondsAt1080p: Double
  /// Requests for memory a frame while nothing is wrong.
  var allocationsPerFrame: Double
  /// How much larger the process may be after the long run than after the short one.
  var residentGrowthMegabytes: Double
  /// Arrival to results at 1080p30: one frame time.
  var processingP99Milliseconds: Double
  /// `check` by the clock on the wall, of decoding alone.
  var shareOfDecodeSpeed: Double

  static func read(_ path: String) throws -> Budgets {
    try JSONDecoder().decode(Budgets.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// One budget against what was measured.
  struct Verdict: Codable, Sendable {
    var name: String
    var budget: Double
    var measured: Double
    var isMet: Bool
    /// The same on every machine and at any load: missing it is an error, where missing a time is a warning.
    var isDeterministic: Bool
  }

  /// Those that something was measured for.
  func verdicts(on results: Results) -> [Verdict] {
    var verdicts: [Verdict] = []
    func judge(_ name: String, _ measured: Double?, atMost budget: Double, isDeterministic: Bool = false) {
      guard let measured else { return }
      verdicts.append(
        Verdict(
          name: name, budget: budget, measured: measured, isMet: measured <= budget, isDeterministic: isDeterministic))
    }
    judge(
      "core at 1080p, ms a frame",
      results.core?.first { $0.film == "1080p I420" && $0.plan == "default" }?.milliseconds,
      atMost: coreMillisecondsAt1080p)
    if let memory = results.memory {
      judge(
        "allocations a frame", Double(memory.allocations) / Double(memory.frames), atMost: allocationsPerFrame,
        isDeterministic: true)
      judge("growth of the process, MB", memory.residentLate - memory.residentEarly, atMost: residentGrowthMegabytes)
    }
    judge("processing p99, ms", results.live?.p99, atMost: processingP99Milliseconds)
    if let share = results.peers?.shareOfDecodeSpeed {
      verdicts.append(
        Verdict(
          name: "check, share of decode speed", budget: shareOfDecodeSpeed, measured: share,
          isMet: share >= shareOfDecodeSpeed, isDeterministic: false))
    }
    return verdicts
  }
}

/// All that was measured in a run.
struct Results: Codable, Sendable {
  var processor: String
  var cores: Int
  /// The load average of the last minute, before and after.
  var load: [Double]
  var core: [Core.Row]?
  var memory: Memory?
  var peers: Peers?
  var live: Live?
  var verdicts: [Budgets.Verdict] = []
}
