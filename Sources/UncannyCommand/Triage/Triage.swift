internal import ArgumentParser
internal import Foundation
internal import Synchronization
internal import Uncanny
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport
internal import UnixSignals

/// `uncanny triage`: many clips, each to be kept, looked at, or rejected.
struct Triage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rank many clips: keep, look, reject, each with its reason.",
    discussion: """
      uncanny triage renders/
      uncanny triage renders/ --quick --output first-look
      uncanny triage renders/ --weigh morph=2,text=0 --link sorted
      ls renders/*.mp4 | uncanny triage - --shard 0/4

      Writes triage.jsonl, triage.csv, keep.txt, look.txt and reject.txt into a folder. After an interruption the same \
      command goes on where it was; with other weights it judges anew without looking again.
      """)

  @Argument(
    help: ArgumentHelp(
      "Folders, clips, and lists of clips: .txt or .list files with a path a line; '-' is such a list on standard input.",
      valueName: "place"))
  var places: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder that is written to.", valueName: "folder"))
  var output = "triage"

  @OptionGroup var plan: PlanOptions

  @Flag(help: "Look at the first two seconds of each, without learned models.")
  var quick = false

  @Option(
    help: ArgumentHelp(
      "How much detectors or faults count, 1 being usual: morph=2,text=0,flash.red=3.", valueName: "weights"))
  var weigh = ""

  @Option(help: ArgumentHelp("Look at so many clips at once.", valueName: "number"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("Only one of several parts of the clips, for machines that share them.", valueName: "i/n"))
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      "Take over what another run knows, such as that of another machine; may be repeated.", valueName: "folder"))
  var from: [String] = []

  @Flag(help: "Go on as clips are added, until it is interrupted.")
  var follow = false

  @Option(help: ArgumentHelp("Link the clips into a folder for each verdict in this one.", valueName: "folder"))
  var link: String?

  @Option(help: ArgumentHelp("Move the clips into a folder for each verdict in this one.", valueName: "folder"))
  var move: String?

  @Option(help: ArgumentHelp("How much memory looking at one clip may take, in MiB.", valueName: "number"))
  var memory = 4096

  @Option(help: ArgumentHelp("How long the analysis of a clip may stand still, in seconds.", valueName: "seconds"))
  var patience = 60

  @Flag(name: .shortAndLong, help: "No listing and no progress.")
  var quiet = false

  func validate() throws {
    _ = try plan.parsed()
    _ = try weights()
    if jobs < 1 || jobs > 1024 { throw ValidationError("--jobs is 1 to 1024") }
    if memory < 256 { throw ValidationError("--memory is at least 256") }
    if patience < 5 || patience > 86_400 { throw ValidationError("--patience is 5 to 86400") }
    if link != nil, move != nil { throw ValidationError("--link or --move, not both") }
    if follow, move != nil {
      throw ValidationError("--follow and --move cannot go together: what is moved would be found anew")
    }
  }

  func run() async throws {
    let list = ClipList(places: places, shard: shard)
    let status = try await Reported.status {
      // what is no picture is no fault of the clips
      _ = try await Session.completed(try plan.parsed(), from: .standard, models: quick ? .none : .own)
      let output = try TriageOutput(folder: output)
      let ledger = try Ledger(path: output.ledger, settings: settings)
      for folder in from { try ledger.take(from: "\(folder)/ledger.sqlite") }
      let work = Task { try await follow ? self.follow(list, ledger, output) : once(list, ledger, output) }
      let listener = Task { for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { work.cancel() } }
      defer { listener.cancel() }
      let wasWhole = try await work.value
      return wasWhole || follow ? nil : .broken
    }
    if let status { throw status }
  }

  /// What decides whether what is known of a clip still holds.
  private var settings: String {
    let references = ((try? plan.parsed())?.references ?? []).map { reference in
      let version = Ledger.Clip(reference.path).version
      return " \(reference.path):\(version?.size ?? -1):\(version?.modified ?? -1)"
    }
    return "\(uncannyVersion) \(plan.text)\(quick ? " quick" : "")" + references.joined()
  }

  private func weights() throws -> TriageWeights {
    let names = Set(Catalog.standard.entries.map { $0.card.id })
    do { return try TriageWeights(parsing: weigh, names: names) } catch { throw ValidationError("--weigh: \(error)") }
  }

  /// Looks at what is there; whether all of it was.
  private func once(_ list: ClipList, _ ledger: Ledger, _ output: TriageOutput) async throws -> Bool {
    let clips = try list.clips()
    try await look(at: clips.map { Ledger.Clip($0) }, ledger)
    let rows = try judge(clips, ledger, output)
    if !quiet { Words.put(TriageTable.listing(rows)) }
    if rows.count < clips.count {
      Words.say("uncanny: \(clips.count - rows.count) of \(clips.count) clips are left; the same command goes on")
      return false
    }
    if let link { try Sorting(manner: .link, folder: link).sort(rows) }
    if let move { try Sorting(manner: .move, folder: move).sort(rows) }
    return true
  }

  /// Looks at what is there and at what comes, until it is cancelled.
  private func follow(_ list: ClipList, _ ledger: Ledger, _ output: TriageOutput) async throws -> Bool {
    var versions: [String: Ledger.Version] = [:]
    while true {
      let clips = try list.clips().map { Ledger.Clip($0) }
      // a clip that still grows is left for the next time
      let settled = clips.filter { $0.version != nil && versions[$0.path] == $0.version }
      versions = Dictionary(clips.map { ($0.path, $0.version) }) { $1 }.compactMapValues { $0 }
      if try await look(at: settled, ledger) > 0 || Task.isCancelled {
        let rows = try judge(clips.map { $0.path }, ledger, output)
        if let link { try Sorting(manner: .link, folder: link).sort(rows) }
        if Task.isCancelled, !quiet { Words.put(TriageTable.listing(rows)) }
      }
      guard (try? await Task.sleep(for: .seconds(2))) != nil else { return true }
    }
  }

  /// Looks at those that are not known yet; how many those were.
  @discardableResult private func look(at clips: [Ledger.Clip], _ ledger: Ledger) async throws -> Int {
    let fresh = try ledger.unknown(of: clips)
    guard !fresh.isEmpty else { return 0 }
    let progress = TriageProgress(of: fresh.count, isShown: Words.isTerminal && !quiet)
    let crew = Crew(
      size: jobs, arguments: ["triage-worker", "--plan", plan.text] + (quick ? ["--quick"] : []),
      patience: .seconds(patience), memory: memory)
    defer { progress.clear() }
    try await crew.run(fresh) { clip, entry in
      try ledger.write(entry, of: clip)
      progress.count()
    }
    return fresh.count
  }

  /// Ranks what is known, and writes it.
  private func judge(_ clips: [String], _ ledger: Ledger, _ output: TriageOutput) throws -> [TriageRow] {
    let weights = try weights()
    let triaged = try ledger.entries(of: clips).map { path, entry in
      let judgement =
        entry.digest.map { TriageJudgement($0, weights) }
        ?? TriageJudgement(failure: entry.failure ?? "nothing could be looked at", crashed: entry.hasCrashed)
      return TriagedClip(path: path, digest: entry.digest, judgement: judgement, hash: entry.hash)
    }
    let rows = TriageRow.ranked(triaged)
    try output.write(rows)
    return rows
  }
}
