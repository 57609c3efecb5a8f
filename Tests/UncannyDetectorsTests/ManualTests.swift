import TestSupport
import Testing
import Uncanny
import UncannyDetectors

/// What is written about the detectors is what their cards say.
@Suite struct ManualTests {
  @Test(arguments: Catalog.standard.entries.map { $0.card.id })
  func `the page of a detector is up to date`(_ id: String) throws {
    let entry = try #require(Catalog.standard[id])
    let difference = try Golden.difference(of: Manual.page(of: entry), from: "docs/detectors/\(id).md")
    #expect(difference == nil)
  }

  @Test func `there is no page of a detector that is not there`() throws {
    let pages = try Repository.files(in: "docs/detectors", ending: ".md")
    #expect(Set(pages) == Set(Catalog.standard.entries.map { "docs/detectors/\($0.card.id).md" }))
  }

  @Test func `the listing has a line for each detector and each preset, in columns`() {
    let lines = Manual.listing(of: .standard).split(separator: "\n")
    #expect(lines.count == Catalog.standard.entries.count + 1 + Catalog.standard.presets.count + 1)
    for (line, preset) in zip(lines.suffix(Catalog.standard.presets.count), Catalog.standard.presets) {
      #expect(line.hasPrefix(preset.id + " ") && line.hasSuffix(preset.plan))
    }
    let column = lines[0].distance(from: lines[0].startIndex, to: lines[0].firstIndex(of: "F") ?? lines[0].startIndex)
    for (line, entry) in zip(lines.dropFirst(), Catalog.standard.entries) {
      #expect(line.hasPrefix(entry.card.id + " "))
      #expect(line.dropFirst(column).hasPrefix(entry.card.family.rawValue))
      #expect(line.hasSuffix(entry.card.title))
    }
  }

  @Test func `lines of prose are short`() {
    for entry in Catalog.standard.entries {
      for line in Manual.page(of: entry).split(separator: "\n") where !line.hasPrefix("|") {
        #expect(line.count <= 100)
      }
    }
  }
}
