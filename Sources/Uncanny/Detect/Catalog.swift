/// The detectors that exist, in the order in which they are listed and run.
public struct Catalog: Sendable {
  /// In the order of listings; ids are unique.
  public let entries: [Entry]

  public init(_ entries: [Entry]) { self.entries = entries }

  /// The detector of that id, exactly as it is written; `nil` when there is none.
  public subscript(id: String) -> Entry? { entries.first { $0.card.id == id } }

  /// One detector, without its type.
  public struct Entry: Sendable {
    public let card: Card
    /// What must be measured for it.
    public let needs: Features
    /// The detector's own parameters, then `hold` and `release`, which all have.
    public let parameters: [Setting]
    /// One sentence for a person about an event of it; lower case, no full stop.
    public let message: @Sendable (Event) -> String
    let make: @Sendable ([String: Float]) -> any Detector

    public init<D: Detector>(_ type: D.Type) {
      card = D.card
      needs = D.needs
      message = { D.message(for: $0) }
      let fresh = D()
      let hysteresis = D.card.hysteresis
      parameters =
        D.parameters.map {
          Setting(name: $0.name, range: $0.range, initial: fresh[keyPath: $0.path], unit: $0.unit, blurb: $0.blurb)
        } + [
          Setting(
            name: "hold", range: 0...3600, initial: Float(hysteresis.hold.seconds), unit: "s",
            blurb: "how long the fault must last before it is reported"),
          Setting(
            name: "release", range: 0...3600, initial: Float(hysteresis.release.seconds), unit: "s",
            blurb: "how long it must be gone before the event ends"),
        ]
      make = { values in
        var detector = D()
        for parameter in D.parameters {
          if let value = values[parameter.name] { detector[keyPath: parameter.path] = value }
        }
        return detector
      }
    }

    /// The parameter of that name; `nil` when there is none.
    public func parameter(_ name: String) -> Setting? { parameters.first { $0.name == name } }
  }

  /// A parameter without its type.
  public struct Setting: Sendable, Equatable {
    /// As it is written in a plan.
    public let name: String
    /// Both ends are allowed.
    public let range: ClosedRange<Float>
    /// The value it has unless a user says otherwise.
    public let initial: Float
    /// In words, such as `s` or `share of the picture`.
    public let unit: String
    /// What it does, one line, no full stop.
    public let blurb: String
  }
}
