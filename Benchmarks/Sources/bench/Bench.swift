internal import ArgumentParser
internal import Foundation

/// `bench`: what the program costs.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure what uncanny costs: a frame, against FFmpeg, in memory, live.",
    discussion: "Prints tables in Markdown. Times are noisy on a busy machine: compare within one run only.")

  enum Section: String, CaseIterable, ExpressibleByArgument { case core, memory, peers, live }

  @Option(help: "Measure only this; may be given more than once.")
  var section: [Section] = []

  @Option(help: ArgumentHelp("Compare programs on this clip rather than one that is made.", valueName: "file"))
  var clip: String?

  @Option(help: "How often everything is measured, in turn.")
  var rounds = 5

  @Option(help: "How long the live feed is watched.")
  var seconds = 20.0

  @Option(help: "How many other programs keep a core busy while the live feed is watched.")
  var busy = 0

  @Flag(help: "Without 2160p, and a shorter run for the growth of memory.")
  var quick = false

  @Option(help: ArgumentHelp("Write all figures as JSON.", valueName: "file"))
  var json: String?

  @Flag(help: "Exit with 1 when a budget is missed that does not depend on the machine; warn of the others.")
  var check = false

  @Option(help: ArgumentHelp("The budgets.", valueName: "file"))
  var budgets = "Benchmarks/Budgets.json"

  @Option(help: ArgumentHelp("The program that is measured; by default the one beside this.", valueName: "file"))
  var uncanny: String?

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds is at least 1") }
    guard seconds > 0, seconds.isFinite else { throw ValidationError("--seconds is more than 0") }
    guard (0...64).contains(busy) else { throw ValidationError("--busy goes from 0 to 64") }
  }

  func run() async throws {
    let limits = try Budgets.read(budgets)
    var results = Results(processor: Machine.processor, cores: Machine.cores, load: [Machine.load])
    let sections = section.isEmpty ? Section.allCases : section
    for section in Section.allCases where sections.contains(section) {
      Words.say("measuring: \(section.rawValue)")
      switch section {
      case .core: results.core = try Core.run(rounds: rounds, quick: quick)
      case .memory: results.memory = try Memory.measure(lateFrames: quick ? 5000 : 20_000)
      case .peers: results.peers = try Peers.compare(program, on: try Clip.open(clip), rounds: rounds)
      case .live: results.live = try await Live.measure(seconds: seconds, busy: busy)
      }
    }
    results.load.append(Machine.load)
    results.verdicts = limits.verdicts(on: results)
    print(results.text)
    if let json { try write(results, to: json) }
    if check { try judge(results.verdicts) }
  }

  private var program: String {
    uncanny
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("uncanny").path
  }

  private func write(_ results: Results, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    try encoder.encode(results).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private func judge(_ verdicts: [Budgets.Verdict]) throws {
    let missed = verdicts.filter { !$0.isMet }
    for verdict in missed {
      let kind = verdict.isDeterministic ? "error" : "warning"
      Words.say("\(kind): \(verdict.name): \(verdict.measured.formatted(2)), budget \(verdict.budget.formatted(2))")
    }
    if missed.contains(where: { $0.isDeterministic }) { throw ExitCode(1) }
  }
}

/// What it runs on.
enum Machine {
  static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The load average of the last minute.
  static var load: Double {
    let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    return text.split(separator: " ").first.flatMap { Double($0) } ?? .nan
  }
}
