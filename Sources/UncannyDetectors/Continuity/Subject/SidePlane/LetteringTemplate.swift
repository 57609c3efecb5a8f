internal import Uncanny

/// The reference lettering as the anchor shows it, and how other views are brought onto it.
///
/// Coordinates of the side plane: the lettering's line is the rectangle from 0, 0 to `lineWidth`, `lineHeight`.
struct LetteringTemplate {
  /// The width of the line in the side plane.
  static let lineWidth = 192
  /// The height of the line in the side plane.
  let lineHeight: Int
  private let coarse: GrayMap
  private let fine: GrayMap

  /// What the picture around the line may move by.
  private static let slack = 8

  /// `nil` where the anchor's line is no line.
  init?(_ candidates: LetteringCandidates) {
    let height = Float(Self.lineWidth) / candidates.aspect
    guard height >= 4, height <= 128 else { return nil }
    lineHeight = whole(height, 4...128)
    let quad = candidates.anchor.view.quad.map { SIMD2<Double>($0) }
    guard
      let map = Homography(width: Double(Self.lineWidth), height: Double(lineHeight), to: quad)
    else { return nil }
    let (width, margin) = (Self.lineWidth, Self.margin(lineHeight))
    let picture = GrayMap(candidates.anchor.view).blurred(0.8)
      .seen(
        through: map * Homography(shift: -Double(margin.x), -Double(margin.y)), width: width + 2 * margin.x,
        height: lineHeight + 2 * margin.y)
    coarse = picture.convolved(Self.wide).leveled
    fine = picture.convolved(Self.narrow).leveled
  }

  private static let wide: [Float] = [0.0625, 0.25, 0.375, 0.25, 0.0625]
  private static let narrow: [Float] = [0.25, 0.5, 0.25]

  /// What of the surroundings of the line belongs to the template.
  private static func margin(_ lineHeight: Int) -> (x: Int, y: Int) { (lineWidth * 3 / 25, lineHeight * 3 / 10) }

  /// The map of the side plane to a view's pixels, and its correlation; `nil` where none is found.
  ///
  /// A view seen obliquely gives a quadrilateral that is too high and upright: several slopes, heights and tapers are
  /// tried from the middles of its sides, the likeliest first, until one fits.
  func fit(_ picture: GrayMap, quad: [SIMD2<Float>]) -> Alignment? {
    var best: Alignment?
    for start in Self.starts {
      guard
        let map = Homography(
          width: Double(Self.lineWidth), height: Double(lineHeight), to: start.corners(quad))
      else { continue }
      guard let found = align(picture, from: map, atLeast: (best?.correlation ?? 0) - 0.1) else { continue }
      if found.correlation > best?.correlation ?? 0 { best = found }
      if found.correlation > Self.enough { break }
    }
    return best.flatMap { polish($0, in: picture) }
  }

  /// The correlation that ends the search.
  private static let enough = 0.8

  private func align(_ picture: GrayMap, from map: Homography, atLeast least: Double) -> Alignment? {
    let near = upright(picture, map)
    guard
      let first = Alignment(of: SlopedPicture(near.seen.convolved(Self.wide)), to: coarse, from: Self.center, .coarse),
      first.correlation >= least,
      let second = Alignment(of: SlopedPicture(near.seen.convolved(Self.narrow)), to: fine, from: first.map, .fine)
    else { return nil }
    return placed(second, near.toPicture)
  }

  /// The last steps, on all pixels, from where the search ended.
  private func polish(_ found: Alignment, in picture: GrayMap) -> Alignment? {
    let near = upright(picture, found.map)
    let last = Alignment(of: SlopedPicture(near.seen.convolved(Self.narrow)), to: fine, from: Self.center, .finest)
    return last.map { placed($0, near.toPicture) }
  }

  /// Where the template lies in a picture that was made upright.
  private static let center = Homography(shift: Double(slack), Double(slack))

  /// The picture as a map shows the line and what is around it, and the way from there to the picture.
  private func upright(_ picture: GrayMap, _ map: Homography) -> (seen: GrayMap, toPicture: Homography) {
    let (margin, slack) = (Self.margin(lineHeight), Self.slack)
    let toPicture = map * Homography(shift: -Double(margin.x + slack), -Double(margin.y + slack))
    let seen = picture.seen(through: toPicture, width: coarse.width + 2 * slack, height: coarse.height + 2 * slack)
    return (seen, toPicture)
  }

  private func placed(_ alignment: Alignment, _ toPicture: Homography) -> Alignment {
    let margin = Self.margin(lineHeight)
    var placed = alignment
    placed.map = toPicture * alignment.map * Homography(shift: Double(margin.x), Double(margin.y))
    return placed
  }

  /// Where a search begins: what the quadrilateral's height, taper and slope are multiplied or changed by.
  private struct Start {
    /// Added to the slope of the line.
    var slope: Double
    var height: Double
    /// The root of the left side's height by the right side's.
    var taper: Double

    func corners(_ quad: [SIMD2<Float>]) -> [SIMD2<Double>] {
      guard quad.count == 4 else { return [] }
      let corners = quad.map { SIMD2<Double>($0) }
      let (left, right) = ((corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2)
      let line = right - left
      let length = max(1e-6, (line * line).sum().squareRoot())
      let side = corners[3] - corners[0]
      let high = (side * side).sum().squareRoot() / max(0.5, abs(line.x) / length)
      let tilt = SIMD2(0, slope * line.x / 2)
      let (leftHalf, rightHalf) = (SIMD2(0, high / 2 * height * taper), SIMD2(0, high / 2 * height / taper))
      return [
        left - tilt - leftHalf, right + tilt - rightHalf, right + tilt + rightHalf, left - tilt + leftHalf,
      ]
    }
  }

  private static let starts: [Start] = {
    let tapers = [1, 1.140_175, 0.877_058, 1.303_840, 0.766_965]
    let straight = [1, 0.8].flatMap { height in tapers.map { Start(slope: 0, height: height, taper: $0) } }
    let tilted = [(0.12, 0.85), (-0.12, 0.85), (0.25, 0.7), (-0.25, 0.7)].flatMap { slope, height in
      tapers.prefix(3).map { Start(slope: slope, height: height, taper: $0) }
    }
    return straight + tilted
  }()
}

extension GrayMap {
  /// The luma of a view.
  init(_ view: LetteredView) {
    self.init(
      width: view.width, height: view.height,
      samples: view.luma.prefix(view.width * view.height).map { Float($0) })
  }

  /// The picture less its mean.
  var leveled: GrayMap {
    let mean = samples.isEmpty ? 0 : samples.reduce(0, +) / Float(samples.count)
    return GrayMap(width: width, height: height, samples: samples.map { $0 - mean })
  }
}
