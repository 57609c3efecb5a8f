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
    severity: Escalation(.info), scope: .film, delay: .seconds(3600),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero),
    evidence: ["texture (log odds)", "motion (log odds)", "noise and color (log odds)", "trust (share)"],
    sees:
      "Shots that score like clips out of generators rather than like filmed ones, by their textures, their noise and "
      + "colors, and by what their motion does not explain. Each shot gets a likelihood in the report, or none where the "
      + "evidence says neither, with a sentence that says what speaks which way; the whole gets the share of the "
      + "duration that was generated, as its shots score, from which value to which.",
    why:
      "Is this generated, is asked of the advertisement, of its making-of, of the clip within a news item. Where a file "
      + "does not declare it, what its pictures look like is some evidence, and it is weak: look at `provenance` first.",
    method:
      "About eight pictures a second are brought to one size, their shorter side 360. Of each: noise on even ground and "
      + "how it goes with brightness, fineness, slope, color and tones; of each pair, by dense motion both ways: what is "
      + "left over, how far the picture moves, what does not come back, how the finest structure clings to what it is on. "
      + "Once a second a network (EfficientNet-Lite0 up to its seventh and tenth block, on squares of 224) makes 192 "
      + "means of its textures; without models the other numbers alone count. Logistic regressions of each, added in "
      + "fixed shares, give the odds. One second of a shot is enough. They count for less where there are few pictures, "
      + "or even ground has lost its structure, as when it was drawn or coded hard. The answer is a likelihood where one "
      + "shot in six is generated (`prior`); from 0.4 to 0.5 nothing is said, and above 0.5 what is left to certainty is "
      + "halved, so that it never exceeds 0.75. "
      + "The weights were fitted on 105 generated clips of 28 generators and 57 filmed ones of 22 sources, each as it "
      + "came and in a common encode, and on 36 drawn, rendered or edited ones, which speak against a generator in "
      + "the textures. Left out with their whole generators and sources, they lie under a curve of .80 in the common "
      + "encode and .82 as they came (95 % intervals .74 to .91; by the numbers alone .74 and .76); at the limit for an "
      + "event 18 and 30 % of the generated clips are called so, 2 and 5 % of the filmed ones, none of three drawn, one "
      + "of 23 rendered. Frame rate, size and codec are no features: they tell those clips apart better than "
      + "the pictures do, and mean nothing.",
    limits:
      "Weak evidence. The newest generators often score like filmed clips, older ones are what it sees; of filmed clips "
      + "a few in a hundred score like generated ones, above all grainy and strongly colored ones. The network knows "
      + "looks and contents: where the same scene was filmed and generated it is no help. Anything that was drawn or rendered may "
      + "be taken for generated. A shot of less than half a second, or one that is more than four times as long as wide, "
      + "is not judged. Of a shot the first second and a half counts. It is never more than information.",
    undecided: "no shot is long enough, or scores clearly enough",
    references: [
      "Tan and Le, EfficientNet: rethinking model scaling for convolutional neural networks, ICML 2019",
      "Kroeger et al., Fast optical flow using dense inverse search, ECCV 2016",
      "Platt, Probabilistic outputs for support vector machines, 1999",
    ])

  public static func message(for event: Event) -> String { SyntheticWords.message(for: event) }

  public static let examples = [
    Example("a street whose textures score like generated ones", street, .event("synthetic", 20..<80))
      .seeing(textures(3)),
    .nearMiss("a street whose textures score like filmed ones", street).seeing(textures(-3)),
  ]

  private static let street = Scene.card(count: 20).cut(to: .street(count: 60))

  /// Textures that are off, by so much of what is usual, in the way that speaks for a generator.
  private static func textures(_ off: Float) -> [Observations] {
    let model = TraceWeights.texture
    let numbers = model.weights.indices.map {
      model.medians[$0] + (model.weights[$0] > 0 ? off : -off) * model.scales[$0]
    }
    return stride(from: 23, to: 75, by: 10).map {
      Observations(stamp: Stamp(frame: $0, running: .zero, stream: .zero), looked: [.texture], texture: numbers)
    }
  }
}
