internal import CKernels

/// Comparing reduced pictures of one size.
extension Level {
  /// The share of values that differ from those of `other` by more than `limit` code values, 0...1.
  public func share(differingFrom other: Level, byMoreThan limit: Float) -> Float {
    precondition(other.count == count, "levels of one size are compared")
    guard count > 0 else { return 0 }
    let threshold = UInt16(max(0, min(limit * Self.unit, 65535)))
    // SAFETY: both arrays hold `count` values.
    let beyond = unsafe values.withUnsafeBufferPointer { a in
      unsafe other.values.withUnsafeBufferPointer { b in
        unsafe ck_count_beyond(a.baseAddress, b.baseAddress, Int32(count), threshold)
      }
    }
    return Float(beyond) / Float(count)
  }

  /// How unlike two pictures are in structure, and how much structure there is.
  public struct Difference: Sendable, Equatable {
    /// 0 for the same picture, about 0.5 for two that have nothing to do with each other. A change of exposure or
    /// contrast alone gives little.
    public var distance: Float
    /// The mean deviation within blocks of this picture, in code values, at most 8; little of it in both pictures makes
    /// the distance meaningless.
    public var texture: Float
    /// The same of the other picture.
    public var otherTexture: Float
  }

  /// Compares the structure of two pictures in blocks of 8x8, each normalised to its own mean and contrast, and each
  /// displaced by up to `reach` values to where it fits best.
  public func difference(from other: Level, reach: Int) -> Difference {
    precondition(other.width == width && other.height == height, "levels of one size are compared")
    var texture: Float = 0
    var otherTexture: Float = 0
    // SAFETY: both arrays hold width x height values.
    let distance = unsafe values.withUnsafeBufferPointer { a in
      unsafe other.values.withUnsafeBufferPointer { b in
        unsafe ck_structure_distance(
          a.baseAddress, b.baseAddress, Int32(width), Int32(height), Int32(reach), &texture,
          &otherTexture)
      }
    }
    return Difference(distance: distance, texture: texture, otherTexture: otherTexture)
  }
}
