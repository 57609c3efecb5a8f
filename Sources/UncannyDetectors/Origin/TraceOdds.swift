internal import Uncanny

/// What the traces of a shot say: the logarithm of the odds that it was generated, where filmed ones are as many.
struct TraceOdds: Sendable {
  /// By the textures as a network sees them; `nil` where none ran.
  private(set) var texture: Float?
  /// By what motion leaves over, given how much there is.
  private(set) var motion: Float = 0
  /// By noise, sharpness, colors and tones; 0 where a network ran, which sees them too.
  private(set) var rest: Float = 0
  /// All together.
  private(set) var logarithm: Float = 0
  /// How far it counts, 0...1.
  private(set) var trust: Float = 1

  /// Which numbers are about motion.
  private static let motions = 4

  init(of traces: ShotTraces) {
    let numbers = traces.numbers
    if let deep = TraceWeights.texture.sum(traces.deep),
      let motion = TraceWeights.motion.sum(Array(numbers.prefix(Self.motions)))
    {
      let weights = TraceWeights.withTexture
      texture = deep * weights.texture
      self.motion = motion * weights.motion
      logarithm = deep * weights.texture + self.motion + weights.offset
    } else {
      let (model, weights) = (TraceWeights.signal, TraceWeights.alone)
      for index in numbers.indices where index < model.weights.count {
        let part = model.part(index, numbers[index]) * weights.signal
        if index < Self.motions { motion += part } else { rest += part }
      }
      logarithm = motion + rest + model.bias * weights.signal + weights.offset
    }
  }

  /// How far the answer can be trusted, 0...1; never much.
  var confidence: Float { 0.5 * trust }
}
