internal import CKernels

extension Kernels {
  /// Rings around a rim, from the top on clockwise; the radii are in radii of the rim.
  static func unwrap(_ rim: Rim, in level: Level, radii: [Float], into rings: inout [Float]) {
    precondition(rings.count >= radii.count * Circle.turn.count && level.count > 0)
    // SAFETY: places are taken to the picture by the C function, not-a-number too; every size belongs to its array; no
    // pointer outlives the closures. The same holds for the functions below.
    unsafe level.values.withUnsafeBufferPointer { values in
      unsafe Circle.turn.directions.withUnsafeBufferPointer { directions in
        unsafe radii.withUnsafeBufferPointer { radii in
          unsafe rings.withUnsafeMutableBufferPointer { out in
            var pass = unsafe ck_unwrap_pass(
              values: values.baseAddress, width: Int32(level.width), height: Int32(level.height), x: rim.center.x,
              y: rim.center.y, radius: rim.radius, aspect: rim.aspect, directions: directions.baseAddress,
              radii: radii.baseAddress, rings: Int32(radii.count), out: out.baseAddress)
            unsafe ck_unwrap(&pass)
          }
        }
      }
    }
  }

  /// The gray value that a share of the values in a part of the rings is below.
  static func quantile(_ share: Float, of rings: [Float], _ part: Range<Int>) -> Float {
    precondition(part.lowerBound >= 0 && part.upperBound <= rings.count)
    return unsafe rings.withUnsafeBufferPointer { rings in
      guard let first = rings.baseAddress else { return 0 }
      return unsafe ck_quantile(first + part.lowerBound, Int32(part.count), share)
    }
  }

  /// The harmonics of each ring.
  static func transform(_ rings: [Float], count: Int, into spectra: inout [Float]) {
    precondition(rings.count >= count * Circle.turn.count && spectra.count >= count * RimTexture.harmonics * 2)
    unsafe rings.withUnsafeBufferPointer { rings in
      unsafe Circle.waves.withUnsafeBufferPointer { waves in
        unsafe spectra.withUnsafeMutableBufferPointer { spectra in
          unsafe ck_transform_rings(rings.baseAddress, Int32(count), waves.baseAddress, spectra.baseAddress)
        }
      }
    }
  }

  /// What of the first `count` rings is fine.
  static func sharpen(_ rings: [Float], count: Int, into fine: inout [Float]) {
    precondition(min(rings.count, fine.count) >= count * Circle.turn.count)
    unsafe rings.withUnsafeBufferPointer { rings in
      unsafe fine.withUnsafeMutableBufferPointer { fine in
        unsafe ck_sharpen_rings(rings.baseAddress, Int32(count), fine.baseAddress)
      }
    }
  }

  /// What two moments have in common, and what they have, in each of twelve sectors.
  static func sectors(_ before: [Float], _ now: [Float], count: Int) -> (shared: SIMD16<Float>, own: SIMD16<Float>) {
    precondition(min(before.count, now.count) >= count * Circle.turn.count && count > 0)
    var (shared, own) = (SIMD16<Float>(), SIMD16<Float>())
    unsafe before.withUnsafeBufferPointer { a in
      unsafe now.withUnsafeBufferPointer { b in
        unsafe withUnsafeMutableBytes(of: &shared) { shared in
          unsafe withUnsafeMutableBytes(of: &own) { own in
            unsafe ck_compare_sectors(
              a.baseAddress, b.baseAddress, Int32(count), shared.baseAddress?.assumingMemoryBound(to: Float.self),
              own.baseAddress?.assumingMemoryBound(to: Float.self))
          }
        }
      }
    }
    return (shared, own)
  }

  /// The correlation of some rings at two moments, at turns of `first`, `first + step`, ... in radians.
  static func correlation(
    of before: [Float], with now: [Float], rings: Range<Int>, from first: Double, by step: Double,
    into out: inout [Float]
  ) {
    let length = 2 * RimTexture.harmonics
    precondition(rings.lowerBound >= 0 && rings.upperBound * length <= min(before.count, now.count))
    var product = [Float](repeating: 0, count: length)
    let offset = rings.lowerBound * length
    unsafe product.withUnsafeMutableBufferPointer { product in
      unsafe before.withUnsafeBufferPointer { a in
        unsafe now.withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress else { return }
          unsafe ck_correlate_rings(a + offset, b + offset, Int32(rings.count), product.baseAddress)
        }
      }
      unsafe out.withUnsafeMutableBufferPointer { out in
        unsafe ck_profile_turn(product.baseAddress, first, step, Int32(out.count), out.baseAddress)
      }
    }
  }
}

/// Unit vectors all around, from the top on clockwise, x and y in turn.
struct Circle: Sendable {
  let count: Int
  let directions: [Float]

  private init(count: Int) {
    self.count = count
    directions = (0..<count).flatMap { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return [Float(sine(angle)), Float(-sine(angle + .pi / 2))]
    }
  }

  static let rim = Circle(count: Int(CK_RIM_ANGLES))
  static let turn = Circle(count: Int(CK_TURN_ANGLES))

  /// For each angle of a turn the waves of all harmonics: the cosines, then the sines, negative.
  static let waves: [Float] = (0..<turn.count).flatMap { index in
    let angle = 2 * Double.pi * Double(index) / Double(turn.count)
    let harmonics = (0..<RimTexture.harmonics).map { Double($0 + Int(CK_TURN_LOWEST)) }
    return harmonics.map { Float(sine($0 * angle + .pi / 2)) } + harmonics.map { Float(-sine($0 * angle)) }
  }
}
