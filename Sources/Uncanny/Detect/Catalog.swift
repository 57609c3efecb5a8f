/// The detectors that exist, in the order in which they are listed and run.
public struct Catalog: Sendable {
  public let entries: [Entry]

  public init(_ entries: [Entry]) { self.entries = entries }

  public subscript(id: String) -> Entry? { entries.first { $0.card.id == id } }

  /// One detector, without its type.
  public struct Entry: Sendable {
    public let card: Card
    public let needs: Features
    /// The detector's own parameters, then `hold` and `release`, which all have.
    public let parameters: [Setting]
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

    public func parameter(_ name: String) -> Setting? { parameters.first { $0.name == name } }
  }

  /// A parameter without its type.
  public struct Setting: Sendable, Equatable {
    public let name: String
    public let range: ClosedRange<Float>
    /// The value it has unless a user says otherwise.
    public let initial: Float
    public let unit: String
    public let blurb: String
  }
}
