internal import Uncanny

/// Finds where on the picture something else is to be seen for a while.
struct PartDifference {
  private static let (columns, rows) = (Signature.columns, Signature.rows)
  /// More frames are not looked at.
  private static let most = 400
  /// What a cell may differ by, in code values, and how much more by the contrast around it.
  private static let (tolerance, leeway): (Float, Float) = (8, 0.35)
  /// The same where the picture is framed otherwise, and one of the two is less sharp for it.
  private static let (reframedTolerance, reframedLeeway): (Float, Float) = (16, 1.2)
  /// So many cells are something; and where the picture is framed otherwise.
  private static let (least, reframedLeast) = (3, 12)
  /// For so long, in seconds.
  private static let shortest = 0.2
  /// More of the picture than this is no part.
  private static let mostPart = 0.6

  private let pairing: Pairing
  private let pairs: [(a: Int, b: Int)]
  private let pictures: [(one: [Float], other: [Float])]

  init(_ pairing: Pairing, frames: Range<Int>) {
    self.pairing = pairing
    pairs = pairing.pairs(Self.most, of: frames)
    let read = pairing.samplers(pairing.placement, columns: Self.columns, rows: Self.rows)
    pictures = pairs.map { (read.a(pairing.a.pictures[$0.a].luma), read.b(pairing.b.pictures[$0.b].luma)) }
  }

  private var isReframed: Bool {
    abs(pairing.placement.scale.x - 1) + abs(pairing.placement.scale.y - 1) > 0.004
  }

  /// The part, in the picture of the second film; `nil` where there is none.
  func difference() -> Difference? {
    let tones = tones()
    let marked = pictures.map { marks($0.one, $0.other, tones) }
    let active = marked.filter { $0.count { $0 } >= Self.least }
    let share = Double(pairs.last.map { $0.b - pairs[0].b + 1 } ?? 0) / Double(max(1, pairs.count))
    let spacing = share * pairing.b.interval
    guard Double(active.count) * spacing >= Self.shortest else { return nil }
    let cells = (0..<Self.columns * Self.rows).filter { cell in
      Double(active.count { $0[cell] }) >= 0.4 * Double(active.count)
    }
    let found = Self.largest(cells)
    guard found.count >= (isReframed ? Self.reframedLeast : Self.least) else { return nil }
    let shown = marked.indices.filter { index in found.count { marked[index][$0] } * 3 >= found.count }
    guard let first = shown.first, let last = shown.last, Double(shown.count) * spacing >= Self.shortest else {
      return nil
    }
    let columns = found.map { $0 % Self.columns }
    let rows = found.map { $0 / Self.columns }
    let (left, right) = (columns.min() ?? 0, (columns.max() ?? 0) + 1)
    let (top, bottom) = (rows.min() ?? 0, (rows.max() ?? 0) + 1)
    let shared = pairing.shared(pairing.placement)
    let (across, down) = (shared.width / Double(Self.columns), shared.height / Double(Self.rows))
    guard Double((right - left) * (bottom - top)) < Self.mostPart * Double(Self.columns * Self.rows) else { return nil }
    return .partReplaced(
      x: shared.x + Double(left) * across, y: shared.y + Double(top) * down, width: Double(right - left) * across,
      height: Double(bottom - top) * down, frames: pairs[first].b..<pairs[last].b + 1)
  }

  /// What becomes of each tone, in steps of eight code values: the median over all pictures, so that a grade is none.
  private func tones() -> [Float] {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 256), count: 33)
    for picture in pictures {
      for (one, other) in zip(picture.one, picture.other) {
        counts[Int(max(0, min(255, one)) / 8)][Int(max(0, min(255, other)))] += 1
      }
    }
    var medians = counts.enumerated().map { tone, counts -> Float? in
      let all = counts.reduce(0, +)
      guard all >= 20 else { return nil }
      var seen = 0
      return counts.firstIndex { count in
        seen += count
        return seen * 2 >= all
      }.map { Float($0) + 0.5 }
    }
    for tone in medians.indices where medians[tone] == nil {
      let near = medians.indices.filter { medians[$0] != nil }.min { abs($0 - tone) < abs($1 - tone) }
      medians[tone] = near.flatMap { place in medians[place].map { $0 + Float(tone - place) * 8 } }
    }
    return medians.map { $0 ?? 0 }
  }

  private func marks(_ one: [Float], _ other: [Float], _ tones: [Float]) -> [Bool] {
    let rest = zip(one, other).map { value, seen -> Float in
      let place = max(0, min(31, value / 8 - 0.5))
      let tone = Int(place)
      return seen - (tones[tone] + (tones[tone + 1] - tones[tone]) * (place - Float(tone)))
    }
    let middle = rest.sorted()[rest.count / 2]
    let tolerance = isReframed ? Self.reframedTolerance : Self.tolerance
    let leeway = isReframed ? Self.reframedLeeway : Self.leeway
    return rest.indices.map { index in
      let (column, row) = (index % Self.columns, index / Self.columns)
      var (low, high) = (one[index], one[index])
      for y in max(0, row - 1)...min(Self.rows - 1, row + 1) {
        for x in max(0, column - 1)...min(Self.columns - 1, column + 1) {
          low = min(low, one[y * Self.columns + x])
          high = max(high, one[y * Self.columns + x])
        }
      }
      return abs(rest[index] - middle) > tolerance + leeway * (high - low)
    }
  }

  /// The most cells that hang together, over gaps of two.
  private static func largest(_ cells: [Int]) -> [Int] {
    var (left, best) = (Set(cells), [Int]())
    while let seed = left.popFirst() {
      var (group, open) = ([seed], [seed])
      while let cell = open.popLast() {
        let near = left.filter { abs($0 % columns - cell % columns) <= 3 && abs($0 / columns - cell / columns) <= 2 }
        left.subtract(near)
        group += near
        open += near
      }
      if group.count > best.count { best = group }
    }
    return best
  }
}
