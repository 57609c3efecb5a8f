public import Uncanny
internal import UncannyScenes

extension Synthetic {
  public static let needs: Features = [.traces, .texture]

  public static let parameters = [
    Parameter<Synthetic>(
      "prior", \.prior, in: 0.001...0.999, unit: "share of the shots", "how many shots are taken to be generated"),
    Parameter<Synthetic>(
      "band", \.band, in: 0...0.5, unit: "likelihood", "how far below one half nothing is said"),
  ]

  public static let card = Card(
    id: "synthetic", family: .origin, title: "a shot that scores like generated ones",
    faults: [Card.Fault(title: "a shot scores like generated clips")],
    severity: Escalation(.info), scope: .film, cost: .heavy, delay: .seconds(3),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero),
    evidence: ["texture (log odds)", "motion (log odds)", "noise and color (log odds)", "trust (share)"],
    sees: "x.", why: "x.", method: "x.", limits: "x.",
    undecided: "no shot is long enough, or scores clearly enough",
    references: ["x"])

  public static func message(for event: Event) -> String { SyntheticWords.message(for: event) }

  public static let examples = [
    Example("a street whose textures score like generated ones", street, .event("synthetic", 0..<60)).seeing(
      textures(3)),
    .nearMiss("a street whose textures score like filmed ones", street).seeing(textures(-3)),
  ]

  private static let street = Scene.street(count: 60)

  /// Textures that are off, by so much of what is usual, in the way that speaks for a generator.
  private static func textures(_ off: Float) -> [Observations] {
    let model = TraceWeights.texture
    let numbers = model.weights.indices.map {
      model.medians[$0] + (model.weights[$0] > 0 ? off : -off) * model.scales[$0]
    }
    return stride(from: 3, to: 60, by: 25).map {
      Observations(stamp: Stamp(frame: $0, running: .zero, stream: .zero), looked: [.texture], texture: numbers)
    }
  }
}
