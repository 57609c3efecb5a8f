/// A piece of sound that somebody lends: a view, never a copy.
///
/// Samples are 32-bit floats in the order of the machine, full scale is 1, the channels side by side. The geometry is
/// checked once, here.
///
/// Thread: the one that lends the memory.
public struct SoundBlock: ~Escapable, Sendable {
  /// The memory, whole samples of all channels.
  public let bytes: RawSpan
  /// How it is to be read.
  public let format: SoundFormat
  /// Samples of each channel; may be 0.
  public let count: Int

  /// - Throws: `SoundError.brokenOff` when the last sample is not whole.
  @_lifetime(copy bytes)
  public init(bytes: RawSpan, format: SoundFormat) throws(SoundError) {
    let frame = 4 * format.channels
    guard bytes.byteCount % frame == 0 else { throw SoundError.brokenOff(bytes: bytes.byteCount, frame: frame) }
    self.bytes = bytes
    self.format = format
    count = bytes.byteCount / frame
  }
}
