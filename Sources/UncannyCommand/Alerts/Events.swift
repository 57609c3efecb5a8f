internal import ArgumentParser
internal import Foundation
internal import Uncanny
internal import UncannyAlerts
internal import UncannyReport

/// `uncanny events`: what a store holds.
struct Events: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the events of a store, those that last included.",
    discussion: """
      uncanny events feed.sqlite --since 2h --severity error
      uncanny events --fault flash --source encoder-2 --format csv
      uncanny events feed.sqlite --follow

      A watch may write to the store meanwhile. Without a file it is the store of uncanny.yaml, or UNCANNY_STORE.
      """)

  @Argument(help: ArgumentHelp("The file that 'uncanny watch --store' writes.", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("The same.", valueName: "file"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      "Leave out what was over before: a time such as 2026-05-01T06:00, or how long ago, such as 2h.", valueName: "time"
    ))
  var since: String?

  @Option(help: ArgumentHelp("Leave out what began later.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp("Detectors or faults: flash is flash.red too; several with commas.", valueName: "faults"))
  var fault: String?

  @Option(help: ArgumentHelp("The least severity.", valueName: "info|warning|error|critical"))
  var severity: String?

  @Option(help: ArgumentHelp("Inputs whose names have this in them.", valueName: "text"))
  var source: String?

  @Option(help: "How they are written.")
  var format: EventFormat = .lines

  @Flag(help: "Go on with those that begin and end from now on.")
  var follow = false

  /// How often the store is looked at.
  private static let pace = Duration.milliseconds(300)

  func validate() throws { _ = try query() }

  func run() async throws {
    do {
      let reader = try EventReader(path: try place())
      let query = try query()
      guard Self.put(format.head) else { return }
      var change = try reader.events(query) { _ = Self.put(format.line($0)) }
      while follow {
        try await Task.sleep(for: Self.pace)
        var isHeard = true
        change = try reader.events(query, changedAfter: change) { isHeard = isHeard && Self.put(format.line($0)) }
        // what nobody reads need not be followed
        guard isHeard, StandardOutput.hasReader else { return }
      }
    } catch let error as StoreError {
      Words.say("uncanny: \(error)")
      throw ExitStatus.unreadable
    } catch let error as ConfigurationError {
      Words.say("uncanny: \(error)")
      throw ExitStatus.usage
    }
  }

  private func place() throws -> String {
    if let path = file ?? store { return path }
    var options = try AlertOptions.parse([])
    options.config = nil
    guard let path = try InForce(options, plan: nil).settings.store?.file else {
      throw ValidationError("name the store: uncanny events FILE; neither uncanny.yaml nor UNCANNY_STORE names one")
    }
    return path
  }

  private func query() throws -> EventQuery {
    if file != nil, store != nil { throw ValidationError("the store is named twice") }
    var query = EventQuery()
    query.since = try since.map { try Self.time($0, "--since") }
    query.until = try until.map { try Self.time($0, "--until") }
    query.faults = fault?.split(separator: ",").map { String($0) } ?? []
    let known = ConfigurationPlace.vocabulary.faults
    for fault in query.faults where !known.contains(fault) {
      throw ValidationError("--fault: there is no \"\(fault)\"; see 'uncanny list'")
    }
    query.severity = try severity.map { name in
      guard let severity = Severity(name: name) else {
        throw ValidationError("--severity is one of info, warning, error, critical")
      }
      return severity
    }
    query.source = source
    return query
  }

  private static func time(_ text: String, _ option: String) throws -> Date {
    if let ago = Amounts.duration(text) { return Date.now - ago.seconds }
    guard let date = LocalTime.date(text) else {
      throw ValidationError("\(option): \"\(text)\" is no time; write 2026-05-01T06:00, or 2h for two hours ago")
    }
    return date
  }

  private static func put(_ text: String) -> Bool {
    text.isEmpty || (try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))) != nil
  }
}
