/// Where rims may be: edges vote for the middle of ellipses that are light within.
///
/// After Duda and Hart, "Use of the Hough transformation to detect lines and curves in pictures", Communications of the ACM
/// 15(1), 1972, with the direction of the gradient (Kimme, Ballard and Sklansky, same journal, 18(2), 1975), for circles
/// seen from the side and from aside.
struct RimVotes: Sendable {
  private var edges: [SIMD4<Float>] = []
  private var aims: [Float] = []
  private var votes: [Float] = []
  private var smooth: [Float] = []
  private var peaks = [Float](repeating: 0, count: 3 * 48)

  /// How wide rims are for their height.
  private static let aspects: [Float] = [1, 0.86, 0.72, 0.58]
  /// From one radius to the next.
  private static let growth: Float = 1.13
  /// An edge, in units of the contrast; and one that has a full vote.
  private static let weak: Float = 0.12
  private static let full: Float = 0.4
  /// The share of the votes that a perfect rim would get.
  private static let least: Float = 0.22
  /// No more edges are looked at, and no more places are told.
  private static let mostEdges = 20_000
  private static let most = 24

  /// The places that have most votes, the best first.
  ///
  /// - Parameter radii: of what size.
  mutating func rims(
    in level: Level, columns: Range<Int>, rows: Range<Int>, radii: ClosedRange<Float>, contrast: Float
  ) -> [Rim] {
    guard columns.count > 8, rows.count > 8 else { return [] }
    if edges.isEmpty {
      edges = [SIMD4<Float>](repeating: .zero, count: Self.mostEdges)
      aims = [Float](repeating: 0, count: 5 * Self.mostEdges)
    }
    let count = Kernels.edges(in: level, columns: columns, rows: rows, least: Self.weak * contrast, into: &edges)
    guard count > 20 else { return [] }
    var found: [(votes: Float, rim: Rim)] = []
    for aspect in Self.aspects {
      let aimed = Kernels.aim(
        edges, count: count, aspect: aspect, least: Self.weak * contrast, full: Self.full * contrast, into: &aims)
      var radius = radii.lowerBound
      while radius <= radii.upperBound {
        gather(radius, aspect, columns, rows, length: count, count: aimed, into: &found)
        radius *= Self.growth
      }
    }
    found.sort { $0.votes > $1.votes }
    var kept: [Rim] = []
    for (_, rim) in found where kept.count < Self.most {
      let isNew = kept.allSatisfy {
        $0.distance(to: rim) > 0.5 || max($0.radius, rim.radius) > 1.3 * min($0.radius, rim.radius)
      }
      if isNew { kept.append(rim) }
    }
    return kept
  }

  private mutating func gather(
    _ radius: Float, _ aspect: Float, _ columns: Range<Int>, _ rows: Range<Int>, length: Int, count: Int,
    into found: inout [(votes: Float, rim: Rim)]
  ) {
    // the cells grow with the radius: what is voted for is as vague as the radius is coarse
    let cell = max(1, 0.14 * radius)
    let (across, down) = (Int(Float(columns.count) / cell) + 1, Int(Float(rows.count) / cell) + 1)
    if votes.count < across * down {
      votes = [Float](repeating: 0, count: across * down)
      smooth = votes
    }
    let origin = SIMD2(Float(columns.lowerBound), Float(rows.lowerBound))
    Kernels.vote(
      aims, length: length, count: count, radius: radius, origin: origin, cell: cell, columns: across, rows: down,
      into: &votes)
    // an edge is about two values wide; the weighing leaves a quarter of what is in one cell
    let all = 2 * 2 * Float.pi * radius * ((1 + aspect * aspect) / 2).squareRoot()
    let unit = Float.pi / all
    let number = Kernels.peaks(
      of: votes, columns: across, rows: down, least: Self.least / unit, scratch: &smooth, into: &peaks)
    for index in 0..<number {
      let center = origin + SIMD2(peaks[3 * index], peaks[3 * index + 1]) * cell
      found.append((peaks[3 * index + 2] * unit, Rim(center: center, radius: radius, aspect: aspect)))
    }
  }
}
