/// What one step of an alignment is solved from: sums over the pixels that the template and the moved picture share.
///
/// The slopes of a pixel are how fast the moved picture changes there with each number of the map, by columns: two
/// numbers and the bend of the first column, the same of the second, the shift.
struct AlignmentSums {
  var pixels = 0.0
  var template = 0.0
  var picture = 0.0
  var templateSquared = 0.0
  var pictureSquared = 0.0
  var product = 0.0
  var slopes = SIMD8<Double>(repeating: 0)
  var slopesOfTemplate = SIMD8<Double>(repeating: 0)
  var slopesOfPicture = SIMD8<Double>(repeating: 0)
  /// The slopes by the slopes, in quarters of 4 x 4: upper left, upper right, lower right.
  var squares = [SIMD4<Double>](repeating: SIMD4(repeating: 0), count: 12)

  /// Sums of a row, in single precision: a few hundred pixels at most.
  struct Row {
    var values = SIMD8<Float>(repeating: 0)
    var slopes = SIMD8<Float>(repeating: 0)
    var slopesOfTemplate = SIMD8<Float>(repeating: 0)
    var slopesOfPicture = SIMD8<Float>(repeating: 0)
    var upperLeft: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) = (.zero, .zero, .zero, .zero)
    var upperRight: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) = (.zero, .zero, .zero, .zero)
    var lowerRight: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) = (.zero, .zero, .zero, .zero)

    /// Adds a pixel.
    @inline(__always)
    mutating func add(_ template: Float, _ picture: Float, _ slope: SIMD8<Float>) {
      values +=
        SIMD8(1, template, picture, template * template, picture * picture, template * picture, 0, 0)
      slopes += slope
      slopesOfTemplate += slope * template
      slopesOfPicture += slope * picture
      let (first, second) = (slope.lowHalf, slope.highHalf)
      upperLeft.0 += first * first.x
      upperLeft.1 += first * first.y
      upperLeft.2 += first * first.z
      upperLeft.3 += first * first.w
      upperRight.0 += second * first.x
      upperRight.1 += second * first.y
      upperRight.2 += second * first.z
      upperRight.3 += second * first.w
      lowerRight.0 += second * second.x
      lowerRight.1 += second * second.y
      lowerRight.2 += second * second.z
      lowerRight.3 += second * second.w
    }
  }

  /// Adds a row.
  mutating func add(_ row: Row) {
    pixels += Double(row.values[0])
    template += Double(row.values[1])
    picture += Double(row.values[2])
    templateSquared += Double(row.values[3])
    pictureSquared += Double(row.values[4])
    product += Double(row.values[5])
    slopes += SIMD8<Double>(row.slopes)
    slopesOfTemplate += SIMD8<Double>(row.slopesOfTemplate)
    slopesOfPicture += SIMD8<Double>(row.slopesOfPicture)
    let quarters = [
      row.upperLeft.0, row.upperLeft.1, row.upperLeft.2, row.upperLeft.3, row.upperRight.0, row.upperRight.1,
      row.upperRight.2, row.upperRight.3, row.lowerRight.0, row.lowerRight.1, row.lowerRight.2, row.lowerRight.3,
    ]
    for (index, quarter) in quarters.enumerated() { squares[index] += SIMD4<Double>(quarter) }
  }

  /// The enhanced correlation coefficient, -1...1; NaN where either picture is flat.
  var correlation: Double {
    guard pixels > 0 else { return .nan }
    let both = product - template * picture / pixels
    let spread =
      (templateSquared - template * template / pixels) * (pictureSquared - picture * picture / pixels)
    return spread > 1e-6 ? both / spread.squareRoot() : .nan
  }

  /// The change of the map's numbers that raises the correlation; `nil` where the two have nothing in common.
  /// Without `bend` the change keeps parallels parallel.
  func step(bend: Bool) -> SIMD8<Double>? {
    guard pixels > 0 else { return nil }
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: 8), count: 8)
    for i in 0..<4 {
      for j in 0..<4 {
        matrix[i][j] = squares[i][j]
        matrix[i][4 + j] = squares[4 + i][j]
        matrix[4 + j][i] = squares[4 + i][j]
        matrix[4 + i][4 + j] = squares[8 + i][j]
      }
    }
    if !bend {
      matrix[2][2] = 1
      matrix[5][5] = 1
    }
    let ofPicture = slopesOfPicture - slopes * (picture / pixels)
    let ofTemplate = slopesOfTemplate - slopes * (template / pixels)
    guard let solvedPicture = solved(matrix, ofPicture), let solvedTemplate = solved(matrix, ofTemplate) else {
      return nil
    }
    let length = pictureSquared - picture * picture / pixels
    let both = product - template * picture / pixels
    let shared = both - (ofTemplate * solvedPicture).sum()
    guard shared > 0 else { return nil }
    let gain = (length - (ofPicture * solvedPicture).sum()) / shared
    let step = solvedTemplate * gain - solvedPicture
    return step.indices.allSatisfy { step[$0].isFinite } ? step : nil
  }
}

/// The solution of equations by elimination with the greatest pivot; `nil` where they have none.
private func solved(_ matrix: [[Double]], _ right: SIMD8<Double>) -> SIMD8<Double>? {
  var (matrix, right) = (matrix, right)
  // Scaled to a diagonal of 1: shifts and bends differ by many orders of magnitude.
  let scale = matrix.indices.map { matrix[$0][$0] > 0 ? 1 / matrix[$0][$0].squareRoot() : 0 }
  for i in 0..<8 {
    for j in 0..<8 { matrix[i][j] *= scale[i] * scale[j] }
    right[i] *= scale[i]
  }
  for column in 0..<8 {
    guard let pivot = (column..<8).max(by: { abs(matrix[$0][column]) < abs(matrix[$1][column]) }),
      abs(matrix[pivot][column]) > 1e-12
    else { return nil }
    matrix.swapAt(pivot, column)
    (right[pivot], right[column]) = (right[column], right[pivot])
    for row in column + 1..<8 {
      let factor = matrix[row][column] / matrix[column][column]
      for j in column..<8 { matrix[row][j] -= factor * matrix[column][j] }
      right[row] -= factor * right[column]
    }
  }
  for row in (0..<8).reversed() {
    for j in (row + 1)..<8 { right[row] -= matrix[row][j] * right[j] }
    right[row] /= matrix[row][row]
  }
  for i in 0..<8 { right[i] *= scale[i] }
  return right
}
