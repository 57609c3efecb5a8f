/// Alignment of a picture to a template by the enhanced correlation coefficient, which change of light and contrast
/// leaves as it is.
///
/// After Evangelidis and Psarakis, "Parametric image alignment using enhanced correlation coefficient maximization",
/// IEEE Transactions on Pattern Analysis and Machine Intelligence 30(10), 2008: forward additive, first with a map
/// that keeps parallels parallel on blurred pictures, then with a homography on less blurred ones.
struct Alignment {
  /// The correlation of template and moved picture, -1...1.
  var correlation: Double
  /// From the template's pixels to the picture's.
  var map: Homography

  /// How an alignment searches.
  struct Settings {
    /// Whether the map may bend parallels.
    var bend: Bool
    /// The most steps.
    var steps: Int
    /// The change of correlation that ends the search.
    var tolerance: Double
    /// Of every so many rows and columns of the template one is looked at: blurred pictures say no more.
    var stride: Int

    static let coarse = Settings(bend: false, steps: 30, tolerance: 1e-4, stride: 2)
    static let fine = Settings(bend: true, steps: 50, tolerance: 1e-5, stride: 2)
    static let finest = Settings(bend: true, steps: 20, tolerance: 1e-5, stride: 1)
  }

  /// Aligns a picture to a template from a first map on; `nil` where the search loses its way.
  init?(of picture: SlopedPicture, to template: GrayMap, from start: Homography, _ settings: Settings) {
    map = start
    correlation = -1
    for step in 0..<settings.steps {
      let sums = picture.sums(template, through: map, settings)
      let reached = sums.correlation
      guard reached.isFinite, let change = sums.step(bend: settings.bend) else { return nil }
      let gained = abs(reached - correlation)
      correlation = reached
      // The first step compares with nothing.
      if step > 0, gained < settings.tolerance { return }
      map.rows[0] += SIMD3(change[0], change[3], change[6])
      map.rows[1] += SIMD3(change[1], change[4], change[7])
      map.rows[2] += SIMD3(change[2], change[5], 0)
    }
  }
}

/// A picture with its slopes: of each pixel the number, less a common level, and its change by column and by row.
struct SlopedPicture: Sendable {
  let width: Int
  let height: Int
  private var pixels: [SIMD4<Float>]

  init(_ picture: GrayMap) {
    width = picture.width
    height = picture.height
    pixels = []
    pixels.reserveCapacity(width * height)
    let level = picture.samples.isEmpty ? 0 : picture.samples.reduce(0, +) / Float(picture.samples.count)
    for y in 0..<height {
      for x in 0..<width {
        // The slope at an edge is 0, as if the picture were mirrored there.
        let across = x > 0 && x < width - 1 ? (picture[x + 1, y] - picture[x - 1, y]) / 2 : 0
        let down = y > 0 && y < height - 1 ? (picture[x, y + 1] - picture[x, y - 1]) / 2 : 0
        pixels.append(SIMD4(picture[x, y] - level, across, down, 0))
      }
    }
  }

  /// The sums of the next step, over the template's pixels whose place lies within the picture.
  func sums(_ template: GrayMap, through map: Homography, _ settings: Alignment.Settings) -> AlignmentSums {
    var sums = AlignmentSums()
    guard width > 1, height > 1 else { return sums }
    let (limitX, limitY) = (Float(width - 1), Float(height - 1))
    let (across, down, depth) = (
      SIMD3<Float>(map.rows[0]), SIMD3<Float>(map.rows[1]), SIMD3<Float>(map.rows[2])
    )
    let (pixels, values) = (pixels.span, template.samples.span)
    for row in stride(from: 0, to: template.height, by: settings.stride) {
      var line = AlignmentSums.Row()
      let y = Float(row)
      for column in stride(from: 0, to: template.width, by: settings.stride) {
        let x = Float(column)
        let scale = 1 / (depth.x * x + depth.y * y + depth.z)
        let placeX = (across.x * x + across.y * y + across.z) * scale
        let placeY = (down.x * x + down.y * y + down.z) * scale
        // Also false of what is not a number.
        guard placeX >= 0, placeY >= 0, placeX < limitX, placeY < limitY else { continue }
        let (left, above) = (Int(placeX), Int(placeY))
        let (u, v) = (placeX - Float(left), placeY - Float(above))
        let first = above * width + left
        let upper = pixels[first] + (pixels[first + 1] - pixels[first]) * u
        let lower = pixels[first + width] + (pixels[first + width + 1] - pixels[first + width]) * u
        let pixel = upper + (lower - upper) * v
        let (slopeX, slopeY) = (pixel.y * scale, pixel.z * scale)
        let slope = settings.bend ? -(placeX * slopeX + placeY * slopeY) : 0
        let slopes = SIMD8(
          slopeX * x, slopeY * x, slope * x, slopeX * y, slopeY * y, slope * y, slopeX, slopeY)
        line.add(values[row * template.width + column], pixel.x, slopes)
      }
      sums.add(line)
    }
    return sums
  }
}
