public import Uncanny

/// The catalogue as people read it: a page for each detector, and a listing of all.
public enum Manual {
  /// The page of one detector in Markdown, with a newline at the end.
  public static func page(of entry: Catalog.Entry) -> String {
    let card = entry.card
    var parts = ["# \(card.id): \(card.title)", facts(entry)]
    parts += [section("What it sees", card.sees), section("Why it matters", card.why)]
    if card.faults.count > 1 { parts.append("## Faults\n\n" + faults(card)) }
    parts.append(section("How it works", card.method))
    parts.append(section("Where it fails", card.limits))
    parts.append("## Parameters\n\n" + parameters(entry))
    parts.append("## When it becomes an event\n\n" + decision(card))
    if let type = Catalog.pictureDetectors.first(where: { $0.card.id == card.id }) {
      parts.append("## Examples\n\n" + examples(type.examples.map { ($0.title, $0.events.map { $0.fault }) }))
    }
    if let type = Catalog.soundDetectors.first(where: { $0.card.id == card.id }) {
      parts.append("## Examples\n\n" + examples(type.examples.map { ($0.title, $0.events.map { $0.fault }) }))
    }
    let own = card.faults.indices.filter { card.faults[$0].evidence != nil }
    if !own.isEmpty {
      let lines = own.map { "- `\(card.faultName($0))`: " + card.evidence(ofFault: $0).joined(separator: ", ") }
      parts.append("## Evidence\n\n" + lines.map { wrap($0, indent: 2) }.joined(separator: "\n"))
    }
    if !card.evidence.isEmpty {
      parts.append("## Evidence\n\n" + card.evidence.map { "- \($0)" }.joined(separator: "\n"))
    }
    parts.append("## References\n\n" + card.references.map { wrap("- \($0)", indent: 2) }.joined(separator: "\n"))
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// One line for each detector: id, family, severity, title.
  public static func listing(of catalog: Catalog) -> String {
    let rows = catalog.entries.map { entry in
      [entry.card.id, entry.card.family.rawValue, entry.card.severity.first.name, entry.card.title]
    }
    let presets = catalog.presets.map { [$0.id, "\($0.title): \($0.plan)"] }
    return aligned([["ID", "FAMILY", "SEVERITY", "TITLE"]] + rows)
      + (presets.isEmpty ? "" : "\n" + aligned([["PRESET", "PLAN"]] + presets))
  }

  private static func facts(_ entry: Catalog.Entry) -> String {
    let card = entry.card
    var facts = ["family \(card.family.rawValue)", "severity \(text(card.severity))"]
    if card.scope == .film { facts.append("holds each shot against those before it") }
    if card.scope == .shot { facts.append("begins anew at each cut") }
    if let effort = Effort.first(leavingOut: entry.needs) {
      facts.append("left out at step \(effort.rawValue) where a live feed leaves too little time")
    }
    return wrap(facts.joined(separator: "; "))
  }

  private static func section(_ title: String, _ text: String) -> String { "## \(title)\n\n" + wrap(text) }

  private static func faults(_ card: Card) -> String {
    card.faults.indices.map { index in
      let fault = card.faults[index]
      let severity = fault.severity.map { "; \(text($0))" } ?? ""
      let delay = fault.delay.map { "; known at most \(text($0)) after its onset" } ?? ""
      return wrap("- `\(card.faultName(index))`: \(fault.title)\(severity)\(delay)", indent: 2)
    }.joined(separator: "\n")
  }

  private static func examples(_ examples: [(title: String, faults: [String])]) -> String {
    examples.map { title, faults in
      let names = faults.map { "`\($0)`" }
      return wrap("- \(title): \(names.isEmpty ? "nothing" : names.joined(separator: ", "))", indent: 2)
    }.joined(separator: "\n")
  }

  private static func parameters(_ entry: Catalog.Entry) -> String {
    let texts = entry.texts.map { setting in
      let kind = setting.kind == .words ? ["words", "words, joined by +"] : ["a path", "a file"]
      return ["`\(setting.name)`", "none"] + kind + [setting.blurb]
    }
    let rows = entry.parameters.map { setting in
      [
        "`\(setting.name)`", number(setting.initial),
        "\(number(setting.range.lowerBound)) to \(number(setting.range.upperBound))", setting.unit, setting.blurb,
      ]
    }
    return table([["parameter", "default", "range", "unit", "meaning"]] + texts + rows)
  }

  private static func decision(_ card: Card) -> String {
    let hysteresis = card.hysteresis
    if card.scope == .program {
      return wrap("It is judged once, when all is over; a score of \(number(hysteresis.enter)) or more is an event.")
    }
    return wrap(
      "A score of \(number(hysteresis.enter)) or more for \(text(hysteresis.hold)) begins an event, a score below "
        + "\(number(hysteresis.leave)) for \(text(hysteresis.release)) ends it. A fault is known at most "
        + "\(text(card.delay)) after its onset.")
  }

  private static func text(_ escalation: Escalation) -> String {
    ([escalation.first.name] + escalation.steps.map { "\($0.severity.name) from \(text($0.after)) on" })
      .joined(separator: ", ")
  }

  private static func text(_ time: ClockTime) -> String {
    let milliseconds = time.nanoseconds / 1_000_000
    return milliseconds < 1000 ? "\(milliseconds) ms" : "\(number(Float(time.seconds))) s"
  }

  private static func number(_ value: Float) -> String {
    value == value.rounded() && abs(value) < 1e6 ? "\(Int(value))" : "\(value)"
  }
}
