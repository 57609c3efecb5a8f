internal import Uncanny

/// A small piece of sound, the same every time.
///
/// A length, a number of channels, and a pure function of time; it can be made at any rate. Levels are in dBFS of the
/// peak for tones, of the mean for noise.
public struct SoundScene: Sendable {
  /// In seconds.
  public var length: Double
  /// How many samples stand side by side.
  public var channels: Int
  /// Samples a second.
  public var rate: Int
  private let draw: @Sendable (_ time: Double, _ channel: Int) -> Double

  /// Sound whose sample at `time` of `channel` is what `draw` answers.
  public init(
    length: Double, channels: Int = 2, rate: Int = 48_000,
    draw: @escaping @Sendable (_ time: Double, _ channel: Int) -> Double
  ) {
    self.length = length
    self.channels = channels
    self.rate = rate
    self.draw = draw
  }

  /// The same sine in all channels; `phase` in degrees.
  public static func tone(
    _ frequency: Double, level: Double, length: Double, channels: Int = 2, phase: Double = 0
  ) -> SoundScene {
    let amplitude = decade(level / 20)
    return SoundScene(length: length, channels: channels) { time, _ in
      amplitude * sine(2 * .pi * (frequency * time + phase / 360))
    }
  }

  /// Nothing at all.
  public static func silence(length: Double, channels: Int = 2) -> SoundScene {
    SoundScene(length: length, channels: channels) { _, _ in 0 }
  }

  /// Noise that rises and falls as speech does, `width` of it apart in each channel: 0 is mono, 1 has nothing in common.
  public static func speech(
    level: Double = -26, length: Double, channels: Int = 2, width: Double = 0.3, seed: Int = 1
  ) -> SoundScene {
    let amplitude = decade(level / 20)
    return SoundScene(length: length, channels: channels) { time, channel in
      let moment = Int((time * 16_000).rounded(.down))
      let shared = Double(Noise.normal(moment, 0, seed))
      let own = Double(Noise.normal(moment, channel + 1, seed))
      let swell = 0.6 + 0.4 * sine(2 * .pi * 3 * time)
      return amplitude * swell * (shared * (1 - width) + own * width)
    }
  }

  /// What `change` makes of each sample in `times`, in seconds.
  public func changing(
    _ times: Range<Double>? = nil, _ change: @escaping @Sendable (_ value: Double, _ channel: Int) -> Double
  ) -> SoundScene {
    let base = draw
    return replacing { time, channel in
      let value = base(time, channel)
      return times?.contains(time) ?? true ? change(value, channel) : value
    }
  }

  /// Louder, or softer, by so many decibels.
  public func gain(_ decibels: Double, in times: Range<Double>? = nil) -> SoundScene {
    let factor = decade(decibels / 20)
    return changing(times) { value, _ in value * factor }
  }

  /// Without sound in all channels, or in one.
  public func silenced(_ times: Range<Double>? = nil, channel: Int? = nil) -> SoundScene {
    changing(times) { value, index in channel == nil || channel == index ? 0 : value }
  }

  /// One channel with its sign turned.
  public func inverted(channel: Int = 1, in times: Range<Double>? = nil) -> SoundScene {
    changing(times) { value, index in channel == index ? -value : value }
  }

  /// Cut off at a level, and in steps of 16 bits as files have them.
  public func clipped(at level: Double = 0, in times: Range<Double>? = nil) -> SoundScene {
    let rail = decade(level / 20)
    return changing(times) { value, _ in (max(-rail, min(value, rail)) * 32_767).rounded() / 32_767 }
  }

  /// This, and then another, which brings its own beginning.
  public func then(_ other: SoundScene) -> SoundScene {
    let (base, next, start) = (draw, other.draw, length)
    var scene = replacing { time, channel in time < start ? base(time, channel) : next(time - start, channel) }
    scene.length += other.length
    return scene
  }

  /// The same at another rate.
  public func at(rate: Int) -> SoundScene {
    var scene = self
    scene.rate = rate
    return scene
  }

  /// All samples, the channels side by side.
  public func samples() -> [Float] {
    let count = Int((length * Double(rate)).rounded())
    var samples: [Float] = []
    samples.reserveCapacity(count * channels)
    for index in 0..<count {
      for channel in 0..<channels { samples.append(Float(draw(Double(index) / Double(rate), channel))) }
    }
    return samples
  }

  private func replacing(_ draw: @escaping @Sendable (_ time: Double, _ channel: Int) -> Double) -> SoundScene {
    SoundScene(length: length, channels: channels, rate: rate, draw: draw)
  }
}
