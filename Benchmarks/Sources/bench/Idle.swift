internal import Uncanny

/// A detector that wants one measurement and does nothing with it: what is left is the cost of measuring.
struct Idle<Wish: Wanted>: Detector {
  static var card: Card {
    Card(
      id: Wish.id, family: .signal, title: "idle", faults: [Card.Fault(title: "none")], severity: Escalation(.info),
      delay: .zero, hysteresis: Hysteresis(enter: 1, leave: 1, hold: .zero, release: .zero), evidence: [],
      sees: "", why: "", method: "", limits: "", undecided: "", references: [])
  }
  static var parameters: [Parameter<Self>] { [] }
  static var needs: Features { Wish.features }

  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? { nil }

  static func message(for event: Event) -> String { "" }
}

/// One kind of measurement, as a type.
protocol Wanted: Sendable {
  static var id: String { get }
  static var features: Features { get }
}

enum Tone: Wanted {
  static let id = "tone"
  static let features = Features.tone
}

enum Change: Wanted {
  static let id = "change"
  static let features = Features.change
}

enum Profile: Wanted {
  static let id = "profile"
  static let features = Features.profile
}

enum Color: Wanted {
  static let id = "color"
  static let features = Features.color
}

extension Catalog {
  /// One for each kind of measurement.
  static let idle = Catalog([
    Entry(Idle<Tone>.self), Entry(Idle<Change>.self), Entry(Idle<Profile>.self), Entry(Idle<Color>.self),
  ])
}

extension Plan {
  /// A plan under which `features` are measured and nothing is judged.
  static func measuring(_ features: Features) throws -> Plan {
    let names = Catalog.idle.entries.filter { features.isSuperset(of: $0.needs) }.map { $0.card.id }
    return try Plan(parsing: (["none"] + names).joined(separator: ","), from: .idle)
  }
}
