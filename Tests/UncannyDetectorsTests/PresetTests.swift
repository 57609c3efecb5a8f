import Testing
import Uncanny
import UncannyDetectors

/// Plans that have a name.
@Suite struct PresetTests {
  @Test(arguments: Catalog.standard.presets) func `a preset is a plan`(_ preset: Catalog.Preset) throws {
    let plan = try Plan(parsing: preset.id, from: .standard)
    #expect(plan.text == (try Plan(parsing: preset.plan, from: .standard)).text)
    #expect(plan.text != Plan(all: .standard).text, "it says something of its own")
    #expect(try Plan(parsing: plan.text, from: .standard).text == plan.text)
    #expect(Catalog.standard[preset.id] == nil, "no detector has its name")
    #expect(!preset.title.hasSuffix(".") && !preset.title.contains("\n"))
  }

  @Test func `what follows a preset wins over it`() throws {
    let plan = try Plan(parsing: "broadcast,loudness:tolerance=3,-flash", from: .standard)
    let loudness = try #require(plan.choices.first { $0.entry.card.id == "loudness" })
    #expect(loudness.values["tolerance"] == 3 && loudness.values["target"] == -23)
    #expect(!plan.choices.contains { $0.entry.card.id == "flash" })
  }

  @Test func `a preset stands first or nowhere`() {
    #expect(throws: PlanError.self) { try Plan(parsing: "freeze,broadcast", from: .standard) }
  }
}
