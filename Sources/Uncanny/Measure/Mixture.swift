/// How well a picture is explained as the sum of two others, in their own structure: the mark of a dissolve.
///
/// The picture's blocks of 8x8, each less its mean, are held against blocks of the two others, each displaced to where it
/// goes with them best, so that what moves within either shot does little; then two weights are fitted to all blocks at
/// once. In a dissolve both pictures explain much that the other does not.
struct Mixture: Sendable, Equatable {
  /// The share of the structure that no weights explain, 0...1.
  var residual: Float
  /// By how much it would be greater with the better one of the two pictures alone.
  var gain: Float
  /// The weights of the picture before and of the one after.
  var before: Float
  var after: Float

  /// - Precondition: the three pictures have one size.
  init(of picture: Level, before: Level, after: Level, reach: Int) {
    precondition(picture.width == before.width && picture.height == before.height, "levels of one size are compared")
    precondition(picture.width == after.width && picture.height == after.height, "levels of one size are compared")
    let (target, structure) = Kernels.centeredBlocks(of: picture)
    // a quarter of a squared code value a sample is what coding leaves
    let energy = structure + 0.25 * Float(target.count)
    var a = Kernels.matches(for: target, in: before, reach: reach)
    var b = Kernels.matches(for: target, in: after, reach: reach)
    let first = Fit(target, a, b, energy)
    // what one of them explains no longer draws the blocks of the other
    a = Kernels.matches(for: Self.difference(target, b, times: first.after), in: before, reach: reach)
    b = Kernels.matches(for: Self.difference(target, a, times: first.before), in: after, reach: reach)
    let fit = Fit(target, a, b, energy)
    residual = fit.residual
    gain = min(first.residualBefore, first.residualAfter) - fit.residual
    (self.before, self.after) = (fit.before, fit.after)
  }

  private static func difference(_ a: [Float], _ b: [Float], times factor: Float) -> [Float] {
    var result = a
    for index in result.indices { result[index] -= factor * b[index] }
    return result
  }

  /// Least squares of a target in two series, and in each alone.
  private struct Fit {
    var before: Float = 0
    var after: Float = 0
    var residual: Float = 1
    var residualBefore: Float = 1
    var residualAfter: Float = 1

    init(_ target: [Float], _ a: [Float], _ b: [Float], _ energy: Float) {
      // one part of nothing keeps the weights of empty pictures at 0
      var (aa, ab, bb, at, bt, tt): (Float, Float, Float, Float, Float, Float) = (1, 0, 1, 0, 0, 0)
      for index in target.indices {
        aa += a[index] * a[index]
        ab += a[index] * b[index]
        bb += b[index] * b[index]
        at += a[index] * target[index]
        bt += b[index] * target[index]
        tt += target[index] * target[index]
      }
      let determinant = aa * bb - ab * ab
      guard energy > 0, determinant > 0 else { return }
      before = (at * bb - bt * ab) / determinant
      after = (bt * aa - at * ab) / determinant
      residual = max(0, tt - before * at - after * bt) / energy
      residualBefore = max(0, tt - at * at / aa) / energy
      residualAfter = max(0, tt - bt * bt / bb) / energy
    }
  }
}
