internal import Uncanny

/// The side of a thing as one shot shows it, brought into the canvas: what different views of it share.
struct SidePlane: Sendable {
  /// Of each canvas pixel the logarithm of the median luma over the views.
  let light: GrayMap
  /// Of each canvas pixel the share of the views that show it.
  let visible: GrayMap
  /// How far the thing reaches, the median over the views, from the line's upper left corner: left, right, top, bottom.
  let extent: SIMD4<Float>
  /// The best correlation of a view with the template.
  let correlation: Float

  /// `nil` where no view fits, or the views show only a part of the lettering.
  init?(_ candidates: [LetteringCandidates.Candidate], onto template: LetteringTemplate, _ canvas: PlaneCanvas) {
    var fits: [(view: LetteredView, alignment: Alignment)] = []
    for candidate in candidates {
      let picture = GrayMap(candidate.view).blurred(0.8)
      guard let found = template.fit(picture, quad: candidate.view.quad), found.correlation >= Self.least else {
        continue
      }
      fits.append((candidate.view, found))
    }
    guard let best = fits.map(\.alignment.correlation).max() else { return nil }
    var extents: [SIMD4<Float>] = []
    var sheets: [Sheet] = []
    for (view, alignment) in fits where alignment.correlation >= best - Self.band {
      guard let extent = Self.extent(of: view, alignment.map, canvas) else { continue }
      extents.append(extent)
      sheets.append(Sheet(view, through: alignment.map * canvas.toPlane, canvas))
    }
    guard !sheets.isEmpty else { return nil }
    (light, visible) = Sheet.median(of: sheets, canvas)
    let shown = visible.least(
      x: canvas.left, y: canvas.top, width: LetteringTemplate.lineWidth, height: canvas.lineHeight)
    guard let shown, shown >= 0.5 else { return nil }
    extent = SIMD4(
      median(extents.map(\.x)), median(extents.map(\.y)), median(extents.map(\.z)), median(extents.map(\.w)))
    correlation = Float(best)
  }

  /// Views that correlate less do not show the lettering.
  private static let least = 0.5
  /// Views that correlate this much less than the shot's best are left out.
  private static let band = 0.1

  /// The edges of the view's box in the side plane, through the middle of the line.
  private static func extent(
    of view: LetteredView, _ map: Homography, _ canvas: PlaneCanvas
  ) -> SIMD4<Float>? {
    let (width, middle) = (Double(LetteringTemplate.lineWidth), Double(canvas.lineHeight) / 2)
    guard let back = map.inverse else { return nil }
    let corners = [SIMD2(0, 0), SIMD2(width, 0), SIMD2(width, 2 * middle), SIMD2(0, 2 * middle)].compactMap {
      map($0)
    }
    guard corners.count == 4 else { return nil }
    let (left, right) = ((corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2)
    guard abs(right.x - left.x) > 1e-3 else { return nil }
    let slope = (right.y - left.y) / (right.x - left.x)
    let (center, least, most) = ((left + right) / 2, SIMD2<Double>(view.box.least), SIMD2<Double>(view.box.most))
    func onLine(_ x: Double) -> SIMD2<Double> { SIMD2(x, left.y + slope * (x - left.x)) }
    guard let first = back(onLine(least.x)), let last = back(onLine(most.x)),
      let upper = back(SIMD2(center.x, least.y)), let lower = back(SIMD2(center.x, most.y))
    else { return nil }
    return SIMD4(Float(first.x), Float(last.x), Float(upper.y), Float(lower.y))
  }
}

/// A view brought into the canvas.
private struct Sheet {
  /// Luma by canvas pixel in eighths of code values, 0...2040; -1 where the view shows nothing.
  var luma: [Int16]

  init(_ view: LetteredView, through map: Homography, _ canvas: PlaneCanvas) {
    luma = [Int16](repeating: -1, count: canvas.width * canvas.height)
    let (across, down, depth) = (map.rows[0], map.rows[1], map.rows[2])
    let (right, bottom) = (view.width - 1, view.height - 1)
    let source = view.luma.span
    for y in 0..<canvas.height {
      for x in 0..<canvas.width {
        let place = SIMD3(Double(x), Double(y), 1)
        let scale = 1 / (depth * place).sum()
        let (placeX, placeY) = ((across * place).sum() * scale, (down * place).sum() * scale)
        guard scale > 0, placeX > -0.5, placeY > -0.5, placeX < Double(right) + 0.5, placeY < Double(bottom) + 0.5
        else { continue }
        let (insideX, insideY) = (min(max(placeX, 0), Double(right)), min(max(placeY, 0), Double(bottom)))
        let (column, row) = (Int(insideX), Int(insideY))
        let (u, v) = (Float(insideX - Double(column)), Float(insideY - Double(row)))
        let (nextColumn, first, second) = (min(column + 1, right), row * view.width, min(row + 1, bottom) * view.width)
        let upper = Float(source[first + column]) * (1 - u) + Float(source[first + nextColumn]) * u
        let lower = Float(source[second + column]) * (1 - u) + Float(source[second + nextColumn]) * u
        luma[y * canvas.width + x] = Int16(((upper * (1 - v) + lower * v) * 8).rounded())
      }
    }
  }

  /// The logarithm of the median and the share of the sheets that show anything, by pixel.
  static func median(of sheets: [Sheet], _ canvas: PlaneCanvas) -> (light: GrayMap, visible: GrayMap) {
    var light = GrayMap(width: canvas.width, height: canvas.height)
    var visible = light
    var shown: [Int16] = []
    for pixel in light.samples.indices {
      shown.removeAll(keepingCapacity: true)
      for sheet in sheets where sheet.luma[pixel] >= 0 {
        var place = shown.count
        shown.append(sheet.luma[pixel])
        while place > 0, shown[place - 1] > sheet.luma[pixel] {
          shown[place] = shown[place - 1]
          place -= 1
        }
        shown[place] = sheet.luma[pixel]
      }
      let count = shown.count
      let middle = count == 0 ? 0 : Float(shown[(count - 1) / 2] + shown[count / 2]) / 16
      light.samples[pixel] = LogarithmicLuma.of(middle)
      visible.samples[pixel] = Float(count) / Float(sheets.count)
    }
    return (light, visible)
  }
}

/// How far a thing reaches in the canvas, over shots.
struct PlaneRange: Sendable, Equatable {
  var left: Float
  var right: Float
  var top: Float
  var bottom: Float

  /// The second innermost edge of each side, so that one box that is too small does not count; of three shots or
  /// fewer the innermost.
  init(_ planes: [SidePlane], _ canvas: PlaneCanvas) {
    func inner(_ edges: [Float]) -> Float {
      let sorted = edges.sorted()
      return sorted.isEmpty ? 0 : sorted.count > 3 ? sorted[1] : sorted[0]
    }
    left = Float(canvas.left) - inner(planes.map { -$0.extent.x })
    right = Float(canvas.left) + inner(planes.map { $0.extent.y })
    top = Float(canvas.top) - inner(planes.map { -$0.extent.z })
    bottom = Float(canvas.top) + inner(planes.map { $0.extent.w })
  }
}
