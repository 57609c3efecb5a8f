internal import ArgumentParser
internal import Uncanny
internal import UncannyDetectors
internal import UncannyReport

/// `uncanny list`: the catalogue.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the detectors.")

  @Flag(help: "As JSON, with parameters and faults.")
  var json = false

  func run() throws {
    if json {
      Words.put(try JSONText.document(Wire.Catalog(.standard)))
    } else {
      Words.put(Manual.listing(of: .standard))
    }
  }
}

/// `uncanny show ID`: one detector's page.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show a detector's page of the manual.")

  @Argument(help: ArgumentHelp("The detector, as 'uncanny list' names it.", valueName: "id"))
  var detector: String

  func run() throws {
    guard let entry = Catalog.standard[detector] else {
      let known = Catalog.standard.entries.map { $0.card.id }
      throw ValidationError("\(PlanError.unknownDetector(detector, known: known))")
    }
    Words.put(Manual.page(of: entry))
  }
}
