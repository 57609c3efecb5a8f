extension PlainKernels {
  /// A plane of a lent picture at another size, 8 bits a value: rows are added up first, then columns.
  package static func resample(
    _ plane: borrowing Plane, channel: (index: Int, of: Int), along: Shares, down: Shares, into out: inout Grid<UInt8>
  ) {
    for y in 0..<out.height {
      var sums = [Float](repeating: 0, count: along.samples)
      for (row, share) in down.parts(of: y) {
        for x in sums.indices {
          sums[x] += share * Float(plane.eightBitSample(channel.of * x + channel.index, row))
        }
      }
      for x in 0..<out.width {
        var sum: Float = 0.5
        for (column, share) in along.parts(of: x) { sum += share * sums[column] }
        out.values[y * out.width + x] = UInt8(min(255, sum))
      }
    }
  }

  /// Smooths with a normal distribution of 1.2 values deviation, down and then along; at its edges a picture is mirrored.
  package static func smooth(_ grid: Grid<Float>, into out: inout Grid<Float>) {
    let reach = Kernels.smoothing.count / 2
    for y in 0..<grid.height {
      var row = [Float](repeating: 0, count: grid.width)
      for x in row.indices {
        for k in -reach...reach { row[x] += Kernels.smoothing[k + reach] * grid.mirrored(x, y + k) }
      }
      for x in row.indices {
        var sum: Float = 0
        for k in -reach...reach { sum += Kernels.smoothing[k + reach] * row[Grid<Float>.mirrored(x + k, row.count)] }
        out.values[y * grid.width + x] = sum
      }
    }
  }

  /// Mean and variance of the 7x7 values around each; at its edges a picture is mirrored.
  package static func moments(_ grid: Grid<Float>, mean: inout Grid<Float>, variance: inout Grid<Float>) {
    for y in 0..<grid.height {
      for x in 0..<grid.width {
        var (sum, squares): (Float, Float) = (0, 0)
        for column in -3...3 {
          var (own, ownSquares): (Float, Float) = (0, 0)
          for row in -3...3 {
            let value = grid.mirrored(x + column, y + row)
            own += value
            ownSquares += value * value
          }
          sum += own
          squares += ownSquares
        }
        let average = sum * (1 / 49)
        mean.values[y * grid.width + x] = average
        variance.values[y * grid.width + x] = max(0, squares * (1 / 49) - average * average)
      }
    }
  }

  /// Values `step` apart, the first at `first`, times `gain`, at every place of `out`.
  package static func spread(
    _ values: [Float], columns: Int, first: Float, step: Float, gain: Float, into out: inout Grid<Float>
  ) {
    var from = Grid<Float>(width: columns, height: values.count / columns, of: 0)
    from.values = values
    for y in 0..<out.height {
      for x in 0..<out.width {
        let place = SIMD2((Float(x) - first) / step, (Float(y) - first) / step)
        out.values[y * out.width + x] = gain * from.between(place)
      }
    }
  }

  /// What stands at each place moved by `dx` and `dy`.
  package static func warp(_ grid: Grid<Float>, by dx: Grid<Float>, _ dy: Grid<Float>, into out: inout Grid<Float>) {
    for y in 0..<grid.height {
      for x in 0..<grid.width {
        let index = y * grid.width + x
        out.values[index] = grid.between(SIMD2(Float(x) + dx.values[index], Float(y) + dy.values[index]))
      }
    }
  }
}

extension Shares {
  /// Which samples make a value, and how much of each.
  fileprivate func parts(of index: Int) -> [(sample: Int, share: Float)] {
    (starts[index]..<starts[index + 1]).map { place in
      (Int(firsts[index] + place - starts[index]), shares[Int(place)])
    }
  }
}

extension Grid<Float> {
  /// The place within `count` that is as far inside of the edge as `index` is beyond it.
  fileprivate static func mirrored(_ index: Int, _ count: Int) -> Int {
    var index = abs(index)
    if index >= count { index = 2 * (count - 1) - index }
    return Swift.max(0, Swift.min(count - 1, index))
  }

  fileprivate func mirrored(_ x: Int, _ y: Int) -> Float {
    values[Self.mirrored(y, height) * width + Self.mirrored(x, width)]
  }

  /// Between the four values around; beyond the edge, as it is there. What is not a number is the first.
  fileprivate func between(_ place: SIMD2<Float>) -> Float {
    let x = place.x > 0 ? Swift.min(place.x, Float(width - 1)) : 0
    let y = place.y > 0 ? Swift.min(place.y, Float(height - 1)) : 0
    let (left, top) = (Int(x), Int(y))
    let (right, bottom) = (Swift.min(left + 1, width - 1), Swift.min(top + 1, height - 1))
    let (u, v) = (x - Float(left), y - Float(top))
    let above = values[top * width + left] * (1 - u) + values[top * width + right] * u
    let below = values[bottom * width + left] * (1 - u) + values[bottom * width + right] * u
    return above * (1 - v) + below * v
  }
}
