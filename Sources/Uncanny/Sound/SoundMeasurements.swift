/// What was measured of one step of sound, 20 ms long, and of the programme so far.
///
/// Numbers without an opinion. Blocks of any length come in, steps of one length come out. All memory is taken when the
/// format is known and used again from step to step.
public struct SoundMeasurements: ~Copyable, Sendable {
  /// What the measurements were made for.
  public let format: SoundFormat
  /// When the step begins; its `frame` counts steps.
  public internal(set) var stamp = Stamp(frame: 0, running: .zero, stream: .zero)
  /// In the order of the samples.
  public private(set) var channels: [ChannelLevels]
  /// The mean product of the first two channels, and their mean squared difference; `nil` for one channel.
  public private(set) var pair: ChannelPair?
  /// Of all channels together, and so far.
  public private(set) var program: Program

  private let stepLength: Int
  private let weights: [Double]
  private let weighting: [Double]
  private let phases: [Float]
  private var memories: [SoundMemory]
  private var sums: [SoundStep]
  private var pairSums = (product: 0.0, difference: 0.0)
  private var scratch: [Float]
  /// Samples of the step so far.
  private var filled = 0

  /// How long a step is; at a rate that it does not divide, to half a sample.
  public static let step = ClockTime.milliseconds(20)

  /// - Parameter program: what came before, where the programme goes on in another format.
  public init(format: SoundFormat, program: Program = Program()) {
    self.format = format
    self.program = program
    stepLength = max(1, (format.rate + 25) / 50)
    weights = format.weights
    weighting = Weighting.coefficients(rate: format.rate)
    phases = Interpolation.phases(rate: format.rate)
    channels = [ChannelLevels](repeating: ChannelLevels(), count: format.channels)
    memories = [SoundMemory](repeating: SoundMemory(), count: format.channels)
    sums = [SoundStep](repeating: SoundStep(), count: format.channels)
    scratch = [Float](repeating: 0, count: Interpolation.taps - 1 + stepLength)
  }

  /// Whether no sample of the step has come yet.
  var isEmpty: Bool { filled == 0 }

  /// Takes in samples from `offset` of a block on, up to the end of the step; whether that is reached.
  ///
  /// - Precondition: the block has the format that the measurements were made for.
  package mutating func take(_ block: borrowing SoundBlock, from offset: inout Int) -> Bool {
    precondition(block.format == format && offset >= 0 && offset <= block.count, "measurements are of one format")
    let count = min(stepLength - filled, block.count - offset)
    for channel in memories.indices {
      Kernels.measure(
        block, channel: channel, from: offset, count: count, memory: &memories[channel], step: &sums[channel],
        weighting: weighting, phases: phases, scratch: &scratch)
    }
    if format.channels > 1 {
      let (product, difference) = Kernels.compare(block, from: offset, count: count)
      pairSums.product += product
      pairSums.difference += difference
    }
    offset += count
    filled += count
    guard filled == stepLength else { return false }
    conclude()
    return true
  }

  /// Forgets the part of a step that has come, as where samples are missing.
  mutating func dropStep() {
    filled = 0
    pairSums = (0, 0)
    for channel in sums.indices { sums[channel] = SoundStep() }
  }

  private mutating func conclude() {
    let length = Double(stepLength)
    var weighted = 0.0
    for channel in sums.indices {
      let sum = sums[channel]
      channels[channel].meanSquare = sum.energy / length
      channels[channel].peak = sum.peak
      channels[channel].truePeak = max(sum.peak, sum.between)
      channels[channel].rail = sum.rail
      channels[channel].runs = sum.runs
      weighted += weights[channel] * sum.weighted / length
    }
    if format.channels > 1 {
      pair = ChannelPair(product: pairSums.product / length, difference: pairSums.difference / length)
    }
    program.loudness.take(weighted)
    for channel in channels { program.truePeak = max(program.truePeak, channel.truePeak) }
    dropStep()
  }
}

/// One channel over one step. Full scale is 1.
public struct ChannelLevels: Sendable, Equatable {
  /// The mean of the squares of the samples.
  public var meanSquare = 0.0
  /// The largest magnitude of a sample.
  public var peak: Float = 0
  /// The largest magnitude of the samples and of what lies between them, interpolated to at least four times 48 kHz.
  public var truePeak: Float = 0
  /// Of the tops that look cut off, the highest magnitude; 0 when there is none.
  public var rail: Float = 0
  /// How many such tops there are, to 1 % as high as the highest: runs of three samples and more that are equal, with
  /// sides that fall away steeply.
  public var runs = 0

  /// Nothing.
  public init() {}
}

/// The first two channels over one step.
public struct ChannelPair: Sendable, Equatable {
  /// The mean product of their samples: below 0 where they cancel in a mono sum.
  public var product = 0.0
  /// The mean of the squares of their difference: 0 where they are the same.
  public var difference = 0.0
}

/// What was measured of the programme so far.
public struct Program: Sendable, Equatable {
  /// Of all channels together.
  public internal(set) var loudness = LoudnessMeter()
  /// The highest true peak of any channel. Full scale is 1.
  public internal(set) var truePeak: Float = 0

  public init() {}
}
