/// The color of a thing under the light that it stands in, against what is nearly gray on it: so that a red truck is as red
/// in another grade.
///
/// Colors are taken as ratios to the ground before it, whose color a grade shifts by as much; of what is left, the hue that
/// most of the box has is the body, and the bright and nearly gray that touches it, its lettering or stripes, is white.
public struct BodyColor: Sendable, Equatable {
  /// The hue of the body against the white on it, in OKLab, in degrees.
  public var hue: Float
  /// How far that is from gray, in OKLab: 0.1 is a clear color.
  public var chroma: Float
  /// The mean code value of the ground, 0...255: the light of the scene.
  public var ground: Float
  /// The median of the highest of red, green and blue of the body, 0...255.
  public var brightness: Float
  /// The share of the box that is body, 0...1.
  public var share: Float

  public init(hue: Float, chroma: Float, ground: Float, brightness: Float, share: Float) {
    self.hue = hue
    self.chroma = chroma
    self.ground = ground
    self.brightness = brightness
    self.share = share
  }

  /// `nil` where the thing has no color of its own, nothing nearly gray, or no ground is seen.
  ///
  /// - Parameter region: the box of the thing.
  public init?(of region: Region, in picture: ColorPicture) {
    guard let crop = BodyCrop(of: region, in: picture), let ground = crop.ground(in: picture) else { return nil }
    self.ground = ground.sum() / 3
    let codes = crop.codes
    let ratios = codes.map { Self.ratios(of: $0) - Self.ratios(of: ground) }
    let chromas = ratios.map { ($0 * $0).sum().squareRoot() }
    let colored = codes.indices.filter { chromas[$0] > Self.colored && codes[$0].max() > Self.dark }
    guard colored.count >= Self.leastBody, let mode = Self.mode(of: colored.map { (ratios[$0], chromas[$0]) }) else {
      return nil
    }
    var isBody = [Bool](repeating: false, count: codes.count)
    for index in colored where (ratios[index] * mode).sum() > Self.near * chromas[index] { isBody[index] = true }
    let counts = crop.counts(of: isBody)
    let core = isBody.indices.filter { isBody[$0] && crop.isAll(counts, around: $0, within: 1) }
    let neutral = isBody.indices.filter { index in
      chromas[index] < Self.gray && !isBody[index] && codes[index].max() < Self.clipped
        && crop.isAny(counts, around: index, within: 4)
    }
    guard core.count >= Self.leastBody, neutral.count >= Self.leastWhite else { return nil }
    let lights = neutral.map { codes[$0].sum() }.sorted()
    let bright = lights[lights.count * 3 / 5]
    let white = Self.light(of: neutral.filter { codes[$0].sum() >= bright }.map { codes[$0] })
    let body = Self.light(of: core.map { codes[$0] })
    guard white.min() > 0 else { return nil }
    let color = OKLab(body / white / (body / white).max())
    hue = color.hue
    chroma = color.chroma
    let tops = isBody.indices.filter { isBody[$0] }.map { codes[$0].max() }.sorted()
    brightness = tops[tops.count / 2]
    share = Float(tops.count) / Float(codes.count)
  }

  /// By how much a hue is further round than another, in degrees, -180...180.
  public static func turn(from other: Float, to own: Float) -> Float {
    let turn = (own - other).truncatingRemainder(dividingBy: 360)
    return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
  }

  /// A pixel is colored from here on, in nats of ratio, and nearly gray up to here; dark ones, and those that clip, say
  /// nothing.
  private static let colored: Float = 0.35
  private static let gray: Float = 0.3
  private static let dark: Float = 25
  private static let clipped: Float = 250
  /// Cosine of 25 degrees: hues that near are of one body.
  private static let near: Float = 0.9063
  private static let leastBody = 50
  private static let leastWhite = 20

  /// Red and blue against green, in nats.
  private static func ratios(of code: SIMD3<Float>) -> SIMD2<Float> {
    let green = logarithms[Int(code.y)]
    return SIMD2(logarithms[Int(code.x)] - green, logarithms[Int(code.z)] - green)
  }

  private static let logarithms: [Float] = (0..<256).map { logarithm(Float($0) + 1) }

  /// The mean light, for codes of a display of gamma 2.2.
  private static func light(of codes: [SIMD3<Float>]) -> SIMD3<Float> {
    var sum = SIMD3<Float>()
    for code in codes { sum += SIMD3(lights[Int(code.x)], lights[Int(code.y)], lights[Int(code.z)]) }
    return sum / Float(max(1, codes.count))
  }

  private static let lights: [Float] = (0..<256).map { power(Float($0) / 255, 2.2) }

  /// The direction that most colors have: the strongest of 36, with its neighbors.
  private static func mode(of colors: [(ratio: SIMD2<Float>, chroma: Float)]) -> SIMD2<Float>? {
    let sectors = 36
    var weights = [Float](repeating: 0, count: sectors)
    for color in colors {
      let turn = angle(color.ratio.y, color.ratio.x) / (2 * .pi)
      let sector = Int((turn - turn.rounded(.down)) * Float(sectors)) % sectors
      weights[sector] += min(1, color.chroma)
    }
    func around(_ sector: Int) -> Float {
      weights[(sector + sectors - 1) % sectors] + weights[sector] + weights[(sector + 1) % sectors]
    }
    guard let best = (0..<sectors).max(by: { around($0) < around($1) }) else { return nil }
    var sum = SIMD2<Float>()
    for step in -1...1 {
      let sector = (best + step + sectors) % sectors
      let middle = Double(sector) * 10 + 5
      sum += weights[sector] * SIMD2(Float(sine((middle + 90) * .pi / 180)), Float(sine(middle * .pi / 180)))
    }
    let length = (sum * sum).sum().squareRoot()
    return length > 0 ? sum / length : nil
  }
}
