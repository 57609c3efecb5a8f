internal import Uncanny

/// The wheels of one shot's side: how wheel-like each column is along the row on which the wheels stand.
struct WheelProfile {
  /// The row of the canvas.
  var row: Int
  /// The canvas column of the first response.
  var left: Int
  /// The greatest response near the row, by column, from 0 up.
  var responses: [Float]
  /// The columns of the canvas that look most like wheels, and their responses.
  var peaks: [Peak]

  struct Peak {
    var column: Int
    var response: Float
  }

  /// The least share of views that must show a place.
  static let leastShown: Float = 0.5

  /// The mean of the second to fourth greatest peak: what a wheel gives in this shot; NaN of fewer than two.
  var usual: Float {
    let rest = peaks.map(\.response).sorted(by: >).dropFirst().prefix(3)
    return rest.isEmpty ? .nan : rest.reduce(0, +) / Float(rest.count)
  }

  /// The half width of the wheels, in pixels of the canvas, and the profile of each plane; `nil` where the canvas holds
  /// no room for wheels below the line.
  static func all(_ planes: [SidePlane], _ canvas: PlaneCanvas) -> (radius: Int, profiles: [WheelProfile])? {
    let range = PlaneRange(planes, canvas)
    let left = Int(max(0, min(range.left, Float(canvas.width))))
    let right = Int(max(0, min(range.right, Float(canvas.width))))
    let top = canvas.top + canvas.lineHeight
    let bottom = min(Int(max(0, min(range.bottom, Float(canvas.height)))) + 6, canvas.height)
    guard !planes.isEmpty, right - left >= 40, bottom - top >= 8 else { return nil }
    let regions = planes.map { plane in
      let (light, level) = plane.seenLight
      return WheelRegion(light.cropped(x: left, y: top, width: right - left, height: bottom - top), level: level)
    }
    let rows = WheelFilter.all.map { filter in
      regions.map { WheelRow(filter.response($0), radius: filter.radiusX) }
    }
    let best = planes.indices.map { plane in rows.map { $0[plane].score }.max() ?? 0 }
    let fits = rows.map { row in
      median(planes.indices.map { best[$0] > 0 ? row[$0].score / best[$0] : 0 })
    }
    guard let common = fits.indices.max(by: { fits[$0] < fits[$1] }) else { return nil }
    let profiles = rows[common].map { row in
      WheelProfile(
        row: row.row + top, left: left, responses: row.responses,
        peaks: row.peaks.map { Peak(column: $0.column + left, response: $0.response) })
    }
    return (WheelFilter.all[common].radiusX, profiles)
  }
}

/// The row of a filter's response on which wheels stand.
private struct WheelRow {
  var row: Int
  /// The mean of the four greatest responses close to the row.
  var score: Float
  /// The greatest responses near the row, by column.
  var responses: [Float]
  var peaks: [WheelProfile.Peak]

  init(_ response: GrayMap, radius: Int) {
    let close = response.rowMaxima(reach: 2)
    var best = (row: 0, mean: -Float.infinity)
    for row in 0..<response.height {
      let mean = greatestMean(close.samples[row * close.width..<(row + 1) * close.width], count: 40)
      if mean > best.mean { best = (row, mean) }
    }
    let row = best.row
    let line = Array(close.samples[row * close.width..<(row + 1) * close.width])
    score = Self.peaks(line, radius: radius).prefix(4).reduce(0) { $0 + $1.response } / 4
    let responses = (0..<response.width).map { column in
      (row - 5...row + 5).reduce(0) { max($0, response[column, $1]) }
    }
    peaks = Self.peaks(responses, radius: radius)
    (self.row, self.responses) = (row, responses)
  }

  /// The eight greatest responses that keep their distance, the greatest first.
  private static func peaks(_ responses: [Float], radius: Int) -> [WheelProfile.Peak] {
    var (left, peaks) = (responses, [WheelProfile.Peak]())
    while peaks.count < 8, let column = left.indices.max(by: { left[$0] < left[$1] }), left[column] > 0.02 {
      peaks.append(WheelProfile.Peak(column: column, response: left[column]))
      let distance = radius * 3 / 2
      for near in max(0, column - distance)...min(left.count - 1, column + distance) { left[near] = -1 }
    }
    return peaks
  }
}

extension GrayMap {
  /// Of each pixel the greatest number within a number of rows.
  fileprivate func rowMaxima(reach: Int) -> GrayMap {
    var result = self
    for row in 0..<height {
      for other in max(0, row - reach)...min(height - 1, row + reach) where other != row {
        let (from, to) = (other * width, row * width)
        for column in 0..<width {
          result.samples[to + column] = max(result.samples[to + column], samples[from + column])
        }
      }
    }
    return result
  }
}

/// The mean of the greatest numbers.
private func greatestMean(_ values: ArraySlice<Float>, count: Int) -> Float {
  // The greatest so far, the least of them first.
  var greatest: [Float] = []
  for value in values where greatest.count < count || value > greatest[0] {
    var place = 0
    if greatest.count < count { greatest.insert(value, at: 0) }
    while place + 1 < greatest.count, greatest[place + 1] < value {
      greatest[place] = greatest[place + 1]
      place += 1
    }
    if !greatest.isEmpty { greatest[place] = value }
  }
  return greatest.isEmpty ? 0 : greatest.reduce(0, +) / Float(greatest.count)
}

extension SidePlane {
  /// The light, the median of the rest where too few of the views show it; and that median.
  fileprivate var seenLight: (light: GrayMap, level: Float) {
    let level = median(zip(light.samples, visible.samples).filter { $1 >= WheelProfile.leastShown }.map(\.0))
    var shown = light
    for pixel in shown.samples.indices where visible.samples[pixel] < WheelProfile.leastShown {
      shown.samples[pixel] = level
    }
    return (shown, level)
  }
}
