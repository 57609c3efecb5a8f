extension SoundBlock {
  /// Sound whose samples stand in an array or the like.
  ///
  /// - Throws: `SoundError.brokenOff` when the last sample is not there for all channels.
  @_lifetime(copy samples)
  public init(samples: Span<Float>, format: SoundFormat) throws(SoundError) {
    // SAFETY: the bytes of floats; none of them is padding.
    unsafe try self.init(bytes: samples.bytes, format: format)
  }
}
