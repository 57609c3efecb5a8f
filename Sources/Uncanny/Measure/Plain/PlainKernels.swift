/// What the pixel loops compute, in plain Swift: the definition that the fast ones are held against.
///
/// Never called by the program. Each function takes what its twin in `Kernels` takes, but for the scratch memory.
package enum PlainKernels {
  /// Copies `plane` in 8 bits into `raster` and measures it, against the sampled rows of `previous` where that is asked for.
  package static func measureLuma(
    _ plane: borrowing Plane, into raster: inout Raster, previous: Raster, features: Features, comparing: Bool,
    tone: inout Tone, profile: inout Profile, grain: inout Grain, quarter: inout Level
  ) -> LumaSums {
    let (width, height) = (raster.width, raster.height)
    for y in 0..<height {
      for x in 0..<width { raster.samples[y * width + x] = plane.eightBitSample(x, y) }
    }
    let samples = raster.samples
    if features.contains(.tone) {
      tone.histogram = [UInt32](repeating: 0, count: 256)
      for y in 0..<height where Raster.isSampled(y) {
        for x in 0..<width { tone.histogram[Int(samples[y * width + x])] += 1 }
      }
    }
    if features.contains(.profile) {
      profile.columns = (0..<width).map { x in
        x == 0 ? 0 : (0..<height).reduce(0) { $0 + distance(samples[$1 * width + x], samples[$1 * width + x - 1]) }
      }
      profile.rows = (0..<height).map { y in
        y == 0 ? 0 : (0..<width).reduce(0) { $0 + distance(samples[y * width + $1], samples[(y - 1) * width + $1]) }
      }
    }
    quarter.values = means(ofWidth: width, height: height, factor: 4) { x, y in samples[y * width + x] }
    var sums = texture(of: raster, previous: comparing ? previous : nil, features: features, grain: &grain)
    guard comparing else { return sums }
    sums.difference = samples.indices.reduce(0) { sum, index in
      Raster.isSampled(index / width) ? sum + UInt64(distance(samples[index], previous.samples[index])) : sum
    }
    return sums
  }

  /// Means of 2x2 values, rounded half up; at an odd edge, of what is there.
  package static func halve(_ source: Level, into out: inout Level) {
    for y in 0..<out.height {
      for x in 0..<out.width {
        var sum = 0
        var count = 0
        for v in 2 * y..<min(2 * y + 2, source.height) {
          for u in 2 * x..<min(2 * x + 2, source.width) {
            sum += Int(source.values[v * source.width + u])
            count += 1
          }
        }
        out.values[y * out.width + x] = UInt16((sum + count / 2) / count)
      }
    }
  }

  /// Chroma by cell: means of `factor` x `factor` samples of Cb and of Cr.
  package static func reduceChroma(_ frame: borrowing Frame, into color: inout Color) {
    let (width, height) = ((frame.luma.width + 1) / 2, (frame.luma.height + 1) / 2)
    let step = frame.isInterleaved ? 2 : 1
    var blue = [UInt8](repeating: 0, count: width * height)
    var red = blue
    for y in 0..<height {
      for x in 0..<width {
        blue[y * width + x] = frame.chroma.eightBitSample(x * step, y)
        red[y * width + x] = frame.cr.eightBitSample(x * step + step - 1, y)
      }
    }
    color.cb.values = means(ofWidth: width, height: height, factor: color.cb.factor) { x, y in blue[y * width + x] }
    color.cr.values = means(ofWidth: width, height: height, factor: color.cr.factor) { x, y in red[y * width + x] }
  }

  /// Twin of `Level.share(differingFrom:byMoreThan:)`.
  package static func share(of a: Level, differingFrom b: Level, byMoreThan limit: Float) -> Float {
    guard a.count > 0 else { return 0 }
    let threshold = Int(max(0, min(limit * Level.unit, 65535)))
    let beyond = zip(a.values, b.values).count { abs(Int($0) - Int($1)) > threshold }
    return Float(beyond) / Float(a.count)
  }

  private static func distance(_ a: UInt8, _ b: UInt8) -> UInt32 { UInt32(a > b ? a - b : b - a) }

  /// Means of squares in 1/64, rounded half up, row by row; at the edges, of what is there.
  private static func means(
    ofWidth width: Int, height: Int, factor: Int, _ sample: (_ x: Int, _ y: Int) -> UInt8
  ) -> [UInt16] {
    stride(from: 0, to: height, by: factor).flatMap { y in
      stride(from: 0, to: width, by: factor).map { x in
        var sum = 0
        var count = 0
        for v in y..<min(y + factor, height) {
          for u in x..<min(x + factor, width) {
            sum += Int(sample(u, v))
            count += 1
          }
        }
        return UInt16((sum * 64 + count / 2) / count)
      }
    }
  }
}

extension Plane {
  /// The sample as an 8-bit code value; what lies above the ten bits is clipped.
  func eightBitSample(_ x: Int, _ y: Int) -> UInt8 {
    let offset = y * rowStride + x * coding.bytesPerSample
    if coding == .eightBit { return bytes.byte(at: offset) }
    let word = UInt16(bytes.byte(at: offset)) | UInt16(bytes.byte(at: offset + 1)) << 8
    return UInt8(min(255, word >> UInt16(coding.shiftToEightBits)))
  }
}

extension RawSpan {
  // SAFETY: the bounds are checked by the load, and every pattern of bits is a `UInt8`.
  fileprivate func byte(at offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}
