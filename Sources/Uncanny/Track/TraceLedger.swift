/// The traces of the shot that lasts, in bounded memory.
struct TraceLedger: Sendable {
  private struct Moment: Sendable {
    var at: ClockTime
    var texture: TraceTexture
    var motion: TraceMotion?
  }

  private var moments: [Moment] = []
  private var deep: [(at: ClockTime, numbers: [Float])] = []

  /// So many moments are kept, and so many looks of models.
  private static let most = 64
  private static let mostDeep = 8

  /// Takes the traces of a frame, where it has any.
  mutating func take(_ traces: Traces, at now: ClockTime) {
    guard traces.isFresh, moments.count < Self.most else { return }
    moments.append(Moment(at: now, texture: traces.texture, motion: traces.motion))
  }

  /// Takes what a model makes of a frame.
  mutating func take(_ observations: Observations) {
    guard !observations.texture.isEmpty, deep.count < Self.mostDeep else { return }
    deep.append((observations.stamp.running, observations.texture))
  }

  /// Forgets what was before `boundary`, where another shot begins.
  mutating func begin(at boundary: ClockTime) {
    moments.removeAll { $0.at < boundary }
    deep.removeAll { $0.at < boundary }
  }

  /// Of what lies in between; `nil` where that is too little.
  func traces(from start: ClockTime, to end: ClockTime) -> ShotTraces? {
    let own = moments.filter { $0.at >= start && $0.at < end }
    let motions = own.compactMap { $0.motion }
    guard motions.count >= ShotTraces.leastMotions else { return nil }
    return ShotTraces(
      textures: own.map { $0.texture }, motions: motions,
      deep: deep.filter { $0.at >= start && $0.at < end }.map { $0.numbers })
  }
}

/// The traces of a shot: means of what single pictures say, medians of what pairs do.
public struct ShotTraces: Sendable, Equatable {
  /// What there is.
  public enum Number: String, Sendable, CaseIterable {
    /// `TraceMotion.residual`.
    case residual
    /// How far the picture moves in an eighth of a second: the logarithm of hundredths of the diagonal; and its square.
    case motion, motionSquared
    /// The share of the picture that is hidden: its root.
    case hidden
    /// `TraceMotion.explained` and `clinging`.
    case explained, clinging
    /// `TraceTexture`, by the names there.
    case noiseSlope, flatNoise, fineness, slope, colorNoise, colorFollows, saturation, entropy
    /// How unevenly the picture as a whole moves: the logarithm of a ratio.
    case shake
  }

  /// In the order of `Number.allCases`; not-a-number where it cannot be told.
  public private(set) var numbers: [Float]
  /// How many pairs of pictures it rests on.
  public let pairs: Int
  /// What a network makes of the textures: 192 means; empty where no model runs.
  public let deep: [Float]

  /// With fewer pairs of pictures nothing is told: about half a second.
  static let leastMotions = 4

  /// Also equal where both cannot tell a number.
  public static func == (one: ShotTraces, other: ShotTraces) -> Bool {
    one.pairs == other.pairs && one.deep == other.deep
      && one.numbers.map { $0.bitPattern } == other.numbers.map { $0.bitPattern }
  }

  /// Traces that are given; for tests and examples.
  package init(numbers: [Float], pairs: Int, deep: [Float] = []) {
    self.numbers = numbers
    self.pairs = pairs
    self.deep = deep
  }

  init(textures: [TraceTexture], motions: [TraceMotion], deep looks: [[Float]]) {
    pairs = motions.count
    deep = Self.mean(of: looks)
    func mean(_ number: (TraceTexture) -> Float) -> Float { Self.mean(of: textures.map(number)) }
    func middle(_ number: (TraceMotion) -> Float) -> Float { median(motions.map(number).filter { $0.isFinite }) }
    let distance = Self.mean(of: motions.map { $0.distance })
    let motion = logarithm(max(100 * (distance + 1e-4), 0.02))
    let shifts = motions.map { $0.shift }
    let steps = zip(shifts.dropFirst(), shifts).map { ($0 - $1).magnitude }
    let shake = logarithm((Self.mean(of: steps) + 0.005) / (Self.mean(of: shifts.map { $0.magnitude }) + 0.01))
    numbers = Number.allCases.map { number in
      switch number {
      case .residual: middle { $0.residual }
      case .motion: motion
      case .motionSquared: motion * motion
      case .hidden: (Self.mean(of: motions.map { $0.hidden }) + 1e-4).squareRoot()
      case .explained: middle { $0.explained }
      case .clinging: middle { $0.clinging }
      case .noiseSlope: mean { $0.noiseSlope }
      case .flatNoise: mean { $0.flatNoise }
      case .fineness: mean { $0.fineness }
      case .slope: mean { $0.slope }
      case .colorNoise: mean { $0.colorNoise }
      case .colorFollows: mean { $0.colorFollows }
      case .saturation: mean { $0.saturation }
      case .entropy: mean { $0.entropy }
      case .shake: steps.isEmpty ? .nan : shake
      }
    }
  }

  /// Of what are numbers; not-a-number where none is.
  private static func mean(of values: [Float]) -> Float {
    var mean = Mean()
    for value in values { mean.take(value) }
    return mean.value
  }

  private static func mean(of looks: [[Float]]) -> [Float] {
    guard let first = looks.first else { return [] }
    let usable = looks.filter { $0.count == first.count }
    return first.indices.map { index in usable.reduce(0) { $0 + $1[index] } / Float(usable.count) }
  }
}
