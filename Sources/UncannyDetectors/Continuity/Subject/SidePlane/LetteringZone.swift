/// How the lettering and what is next to it differ from the other shots: lights, text, stripes.
struct LetteringZone {
  private let likeness: [[[Float]]]
  private let within: [Bool]

  /// Compares the planes of all shots in local contrast.
  init(_ planes: [SidePlane], _ canvas: PlaneCanvas) {
    let (height, width) = (Float(canvas.lineHeight), Float(LetteringTemplate.lineWidth))
    let range = PlaneRange(planes, canvas)
    let zone = (
      left: Float(canvas.left) - 0.2 * width, right: Float(canvas.left) + 1.2 * width,
      top: Float(canvas.top) - 0.7 * height, bottom: Float(canvas.top) + 1.7 * height
    )
    let (step, side, slack) = (PlaneCells.step, PlaneCells.side, PlaneCells.slack)
    // The cells of the canvas, counted from its corner, that the zone holds.
    let firstColumn = (whole(zone.left.rounded(.up), 0...canvas.width) - slack.x + step - 1) / step
    let firstRow = (whole(zone.top.rounded(.up), 0...canvas.height) - slack.y + step - 1) / step
    let lastColumn =
      (min(whole(zone.right.rounded(.down), 0...canvas.width), canvas.width - slack.x - 1) - side
        - slack.x) / step
    let lastRow =
      (min(whole(zone.bottom.rounded(.down), 0...canvas.height), canvas.height - slack.y - 1) - side
        - slack.y) / step
    let cells = PlaneCells(
      x: slack.x + firstColumn * step, y: slack.y + firstRow * step, columns: max(0, lastColumn - firstColumn + 1),
      rows: max(0, lastRow - firstRow + 1))
    within = (0..<cells.columns * cells.rows).map { cell in
      let (x, y) = (Float(cells.x + cell % cells.columns * step), Float(cells.y + cell / cells.columns * step))
      return x >= range.left - 4 && x + Float(side) <= range.right + 4 && y >= range.top - 4
        && y + Float(side) <= range.bottom + 4
    }
    likeness = cells.likeness(of: planes.map { Self.contrast($0.light) }, visible: planes.map(\.visible))
  }

  /// The share of the zone's cells in which a shot departs, 0...1, and the mean of its three greatest departures.
  func scores(of shot: Int) -> (share: Float, top: Float) {
    let departure = Agreement(of: shot, likeness).departure
    let known = zip(departure, within).filter { $1 && !$0.isNaN }.map(\.0).sorted(by: >)
    guard !known.isEmpty else { return (0, 0) }
    let share = Float(known.count { $0 > Agreement.notable }) / Float(known.count)
    return (share, known.count > 3 ? (known[0] + known[1] + known[2]) / 3 : 0)
  }

  private static func contrast(_ light: GrayMap) -> GrayMap {
    let mean = light.blurred(8)
    return GrayMap(
      width: light.width, height: light.height, samples: zip(light.samples, mean.samples).map { $0 - $1 })
  }
}
