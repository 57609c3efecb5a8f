internal import Uncanny

/// A part of a picture, in shares of its width and height.
struct Part: Sendable, Hashable {
  var x = 0.0
  var y = 0.0
  var width = 1.0
  var height = 1.0

  static let whole = Part()

  func intersection(_ other: Part) -> Part {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Part(
      x: left, y: top, width: max(0, min(x + width, other.x + other.width) - left),
      height: max(0, min(y + height, other.y + other.height) - top))
  }
}

extension Part {
  /// The same to a millionth, so that parts that are the same are equal.
  var rounded: Part {
    func round(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
    return Part(x: round(x), y: round(y), width: round(width), height: round(height))
  }

  /// The same without what a cell at the edge of a bar has of the bar.
  var inner: Part {
    let cell = SIMD2(1.2 / Double(Signature.columns), 1.2 / Double(Signature.rows))
    let (left, top) = (x > 0 ? x + cell.x : 0, y > 0 ? y + cell.y : 0)
    let (right, bottom) = (x + width, y + height)
    return Part(
      x: left, y: top, width: (right < 1 ? right - cell.x : 1) - left, height: (bottom < 1 ? bottom - cell.y : 1) - top
    ).rounded
  }
}

/// Where what is seen in a picture of one film stands in that of another: each axis scaled and moved, and perhaps mirrored.
struct Placement: Sendable, Equatable {
  var scale = SIMD2(1.0, 1.0)
  /// In shares of the other picture.
  var shift = SIMD2(0.0, 0.0)
  var isMirrored = false

  static let identity = Placement()

  init() {}

  /// What leads from one part to another.
  init(from part: Part, to other: Part, isMirrored: Bool = false) {
    scale = SIMD2(other.width / max(part.width, 1e-6), other.height / max(part.height, 1e-6))
    shift = SIMD2(other.x - part.x * scale.x, other.y - part.y * scale.y)
    self.isMirrored = isMirrored
  }

  /// The same, looking at so much of the other picture as before, about the middle of `part`.
  func zoomed(by factor: SIMD2<Double>, about part: Part) -> Placement {
    var other = self
    let middle = SIMD2(part.x + part.width / 2, part.y + part.height / 2)
    other.scale = scale * factor
    other.shift = shift + scale * middle * (SIMD2(1, 1) - factor)
    return other
  }

  func moved(by distance: SIMD2<Double>) -> Placement {
    var other = self
    other.shift += distance
    return other
  }

  /// Where a part comes to lie; mirroring happens within it.
  func image(of part: Part) -> Part {
    Part(
      x: part.x * scale.x + shift.x, y: part.y * scale.y + shift.y, width: part.width * scale.x,
      height: part.height * scale.y)
  }

  /// The part that comes to lie there.
  func origin(of part: Part) -> Part {
    Part(
      x: (part.x - shift.x) / scale.x, y: (part.y - shift.y) / scale.y, width: part.width / scale.x,
      height: part.height / scale.y)
  }
}

/// Reads a part of a small picture as so many columns and rows: the mean of points in each, between cells linearly.
struct Sampler: Sendable {
  private struct Tap: Sendable {
    var first: Int
    var second: Int
    var weight: Float
  }

  private let columns: [[Tap]]
  private let rows: [[Tap]]
  private let width: Int

  /// - Parameter coarseness: 1 for luma, 2 for chroma, which has half as many cells each way.
  init(_ part: Part, isMirrored: Bool = false, columns: Int, rows: Int, coarseness: Int = 1) {
    width = Signature.columns / coarseness
    let across = Self.taps(part.x, part.width, parts: columns, cells: width)
    self.columns = isMirrored ? across.reversed() : across
    self.rows = Self.taps(part.y, part.height, parts: rows, cells: Signature.rows / coarseness)
  }

  private static func taps(_ start: Double, _ length: Double, parts: Int, cells: Int) -> [[Tap]] {
    let points = max(1, Int((length * Double(cells) / Double(parts)).rounded(.up)))
    return (0..<parts).map { part in
      (0..<points).map { point in
        let share = (Double(part) + (Double(point) + 0.5) / Double(points)) / Double(parts)
        let place = max(0, min(Double(cells - 1), (start + length * share) * Double(cells) - 0.5))
        let first = Int(place)
        return Tap(first: first, second: min(cells - 1, first + 1), weight: Float(place - Double(first)))
      }
    }
  }

  /// Row by row, in code values.
  func callAsFunction(_ cells: [UInt8]) -> [Float] {
    guard !cells.isEmpty else { return [Float](repeating: 128, count: columns.count * rows.count) }
    var result: [Float] = []
    result.reserveCapacity(columns.count * rows.count)
    var line = [Float](repeating: 0, count: width)
    for taps in rows {
      let share = 1 / Float(taps.count)
      for column in 0..<width {
        var sum: Float = 0
        for tap in taps {
          let (above, below) = (Float(cells[tap.first * width + column]), Float(cells[tap.second * width + column]))
          sum += above + (below - above) * tap.weight
        }
        line[column] = sum * share
      }
      for taps in columns {
        var sum: Float = 0
        for tap in taps { sum += line[tap.first] + (line[tap.second] - line[tap.first]) * tap.weight }
        result.append(sum / Float(taps.count))
      }
    }
    return result
  }
}
