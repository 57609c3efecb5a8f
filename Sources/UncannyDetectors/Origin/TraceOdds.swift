internal import Uncanny

/// What the traces of a shot say: the logarithm of the odds that it was generated, where filmed ones are as many.
struct TraceOdds: Sendable {
  /// By the textures as a network sees them; 0 where none ran.
  private(set) var texture: Float = 0
  /// By what motion leaves over, given how much there is.
  private(set) var motion: Float = 0
  /// By noise, sharpness, colors and tones.
  private(set) var rest: Float = 0
  /// All together.
  private(set) var logarithm: Float
  /// How far it counts, 0...1: less where it rests on little.
  private(set) var trust: Float = 1

  /// The numbers of motion come first; the last one is about motion, too.
  private static let motions = 6
  /// It takes so many pairs of pictures, about a second, to count in full.
  private static let enough: Float = 6
  /// Without a network the numbers alone count for less.
  private static let withoutNetwork: Float = 0.9
  /// Even ground whose finest structure is this, or less, as a logarithm of code values, has been drawn, or smoothed away
  /// by an encoder.
  private static let smoothed: ClosedRange<Float> = (-3)...(-2)

  init(of traces: ShotTraces) {
    let numbers = traces.numbers
    let model = TraceWeights.signal
    let deep = TraceWeights.texture.sum(traces.deep)
    let own = TraceWeights.motion.sum(Array(numbers.prefix(TraceWeights.motion.weights.count)))
    let share = deep == nil ? TraceWeights.alone.signal : TraceWeights.withTexture.signal
    logarithm = model.bias * share
    for index in numbers.indices where index < model.weights.count {
      let part = model.part(index, numbers[index]) * share
      if index < Self.motions || index == numbers.count - 1 { motion += part } else { rest += part }
    }
    if let deep, let own {
      let weights = TraceWeights.withTexture
      texture = deep * weights.texture
      motion += own * weights.motion
      logarithm += motion + rest + deep * weights.texture + weights.offset
    } else {
      logarithm += motion + rest + TraceWeights.alone.offset
      trust = Self.withoutNetwork
    }
    trust *= min(1, (Float(traces.pairs) / Self.enough).squareRoot()) * Self.trust(in: traces)
  }

  /// What has hardly any structure on even ground may be drawn, or coded so hard that nothing is left to tell by.
  private static func trust(in traces: ShotTraces) -> Float {
    let index = ShotTraces.Number.allCases.firstIndex(of: .flatNoise) ?? 0
    guard traces.numbers.indices.contains(index), traces.numbers[index].isFinite else { return 1 }
    let left = (traces.numbers[index] - smoothed.lowerBound) / (smoothed.upperBound - smoothed.lowerBound)
    return 0.5 + 0.5 * max(0, min(1, left))
  }

  /// How far the answer can be trusted, 0...1; never much.
  var confidence: Float { 0.5 * trust }
}
