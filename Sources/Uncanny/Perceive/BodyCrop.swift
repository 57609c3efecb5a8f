/// The box of a thing, cut out at a size that is quick to look at.
struct BodyCrop {
  let codes: [SIMD3<Float>]
  private let width: Int
  private let height: Int
  /// In pixels of the picture.
  private let least: SIMD2<Float>
  private let most: SIMD2<Float>

  /// No side is longer, in pixels.
  private static let longest: Float = 192
  private static let shortest: Float = 12

  init?(of region: Region, in picture: ColorPicture) {
    let size = SIMD2(Float(picture.width), Float(picture.height))
    least = SIMD2(region.x, region.y) * size
    most = least + SIMD2(region.width, region.height) * size
    let sides = most - least
    guard sides.min() >= Self.shortest, sides.max().isFinite else { return nil }
    let scale = min(1, Self.longest / sides.max())
    let crop = picture.sampled(
      Window(region, ofWidth: picture.width, height: picture.height), width: Int(sides.x * scale),
      height: Int(sides.y * scale))
    width = crop.width
    height = crop.height
    codes = (0..<(crop.width * crop.height)).map { SIMD3<Float>(crop[$0]) }
  }

  /// How many of the pixels above and to the left of each corner are marked: one row and column more than the crop.
  func counts(of isMarked: [Bool]) -> [Int32] {
    var counts = [Int32](repeating: 0, count: (width + 1) * (height + 1))
    for y in 0..<height {
      var row: Int32 = 0
      for x in 0..<width {
        row += isMarked[y * width + x] ? 1 : 0
        counts[(y + 1) * (width + 1) + x + 1] = counts[y * (width + 1) + x + 1] + row
      }
    }
    return counts
  }

  /// Whether all pixels around one are marked, or any; a side at the edge has fewer.
  func isAll(_ counts: [Int32], around index: Int, within reach: Int) -> Bool {
    let (marked, all) = sum(counts, around: index, within: reach)
    return marked == all
  }

  func isAny(_ counts: [Int32], around index: Int, within reach: Int) -> Bool {
    sum(counts, around: index, within: reach).marked > 0
  }

  private func sum(_ counts: [Int32], around index: Int, within reach: Int) -> (marked: Int, all: Int) {
    let (x, y) = (index % width, index / width)
    let (left, right) = (max(0, x - reach), min(width, x + reach + 1))
    let (top, bottom) = (max(0, y - reach), min(height, y + reach + 1))
    func count(_ x: Int, _ y: Int) -> Int { Int(counts[y * (width + 1) + x]) }
    return (
      count(right, bottom) - count(left, bottom) - count(right, top) + count(left, top), (right - left) * (bottom - top)
    )
  }

  /// The median color of the brighter half of the strip below the box; `nil` where the frame ends there.
  func ground(in picture: ColorPicture) -> SIMD3<Float>? {
    let size = most - least
    let columns = Int(max(0, least.x - size.x / 4))..<Int(min(Float(picture.width), most.x + size.x / 4))
    let first = min(Float(picture.height) - 8, most.y - size.y / 10)
    let rows = Int(max(0, first))..<Int(min(Float(picture.height), max(first + 1, most.y + 0.35 * size.y)))
    guard !columns.isEmpty, !rows.isEmpty else { return nil }
    let step = max(1, columns.count * rows.count / 4000)
    let codes = stride(from: 0, to: columns.count * rows.count, by: step).map { place in
      SIMD3<Float>(picture[columns.lowerBound + place % columns.count, rows.lowerBound + place / columns.count])
    }
    let brighter = codes.sorted { $0.sum() < $1.sum() }.suffix((codes.count + 1) / 2)
    func median(_ channel: Int) -> Float { brighter.map { $0[channel] }.sorted()[brighter.count / 2] }
    return SIMD3(median(0), median(1), median(2))
  }
}
