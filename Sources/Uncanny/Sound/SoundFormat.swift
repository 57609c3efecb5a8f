/// What stays the same from block to block until the caps change.
public struct SoundFormat: Hashable, Sendable {
  /// Samples a second, of each channel.
  public let rate: Int
  /// How many samples stand side by side.
  public let channels: Int
  /// Where each channel is meant to be heard, as bits in the order of WAVE and of GStreamer's `channel-mask`; 0 when no
  /// channel has a place.
  public let mask: UInt64

  /// The rates that are taken.
  public static let rates = 1...768_000
  /// The numbers of channels that are taken.
  public static let channelCounts = 1...64

  /// - Parameter mask: `nil` for the usual places of so many channels.
  /// - Throws: `SoundError` for a rate or a number of channels that is not taken.
  public init(rate: Int, channels: Int, mask: UInt64? = nil) throws(SoundError) {
    guard Self.rates.contains(rate) else { throw SoundError.rate(rate) }
    guard Self.channelCounts.contains(channels) else { throw SoundError.channels(channels) }
    self.init(checked: rate, channels, mask)
  }

  private init(checked rate: Int, _ channels: Int, _ mask: UInt64?) {
    self.rate = rate
    self.channels = channels
    self.mask = mask ?? Self.usual[channels] ?? 0
  }

  /// One channel of 48 kHz: what stands until the first block has come.
  static let none = SoundFormat(checked: 48_000, 1, nil)

  /// What a channel counts for in the loudness of all: 0 for low-frequency effects, 1.5 dB more for those at the side.
  ///
  /// After ITU-R BS.1770-4, table 3, and for more than five channels table 4: what stands between 60° and 120° counts
  /// 1.41. The rear pair is that pair where there is no side pair.
  public var weights: [Double] {
    let places = (0..<64).filter { mask & (1 << UInt64($0)) != 0 }
    guard places.count == channels else { return [Double](repeating: 1, count: channels) }
    let hasSides = mask & (Self.bits(10) | Self.bits(11)) != 0
    return places.map { place in
      switch place {
      case 3, 9: 0
      case 10, 11: Self.side
      case 4, 5: hasSides ? 1 : Self.side
      default: 1
      }
    }
  }

  private static let side = 1.41

  private static func bits(_ place: Int) -> UInt64 { 1 << UInt64(place) }

  /// Front left and right, center, effects, rear pair, rear center, side pair: GStreamer's own order.
  private static let usual: [Int: UInt64] = [
    1: 0x4, 2: 0x3, 3: 0x7, 4: 0x33, 5: 0x37, 6: 0x3f, 7: 0xd0f, 8: 0xc3f,
  ]
}

/// Why lent memory is not sound.
public enum SoundError: Error, Equatable, CustomStringConvertible {
  case rate(Int)
  case channels(Int)
  case brokenOff(bytes: Int, frame: Int)

  public var description: String {
    switch self {
    case .rate(let rate): "a rate of \(rate) is not between 1 and 768000 samples a second"
    case .channels(let count): "\(count) channels are not between 1 and 64"
    case .brokenOff(let bytes, let frame): "\(bytes) bytes do not hold whole samples of \(frame) bytes"
    }
  }
}
