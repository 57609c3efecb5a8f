/// Values in rows, which we own.
package struct Grid<Value: Sendable>: Sendable {
  package let width: Int
  package let height: Int
  /// Row by row.
  package var values: [Value]

  package init(width: Int, height: Int, of value: Value) {
    self.width = max(1, width)
    self.height = max(1, height)
    values = [Value](repeating: value, count: self.width * self.height)
  }
}

extension Grid<Float> {
  /// Half as wide and high: means of 2x2 values. An odd edge is left out.
  package var halved: Grid<Float> {
    var half = Grid(width: width / 2, height: height / 2, of: 0)
    guard width > 1, height > 1 else { return half }
    for y in 0..<half.height {
      let upper = 2 * y * width
      let lower = upper + width
      for x in 0..<half.width {
        let sum = values[upper + 2 * x] + values[upper + 2 * x + 1] + values[lower + 2 * x] + values[lower + 2 * x + 1]
        half.values[y * half.width + x] = sum / 4
      }
    }
    return half
  }
}
