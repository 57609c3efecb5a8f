public import Uncanny

/// Draws marks on a picture: boxes, labels, a line at the bottom.
///
///     +------------------------------------------+   A mark without a region puts a thin frame around the picture
///     | [C] freeze 1.2 s                         |   and a label into the stack at the top left, worst first.
///     | [I] letterbox       [E] face.drift 0.4 s |   A mark with regions puts a box around each (see `Box`) and a
///     |                     +-----------+        |   label at the first: above it, or else within, below, or
///     |                     |           |        |   further down, wherever no other label stands.
///     |                     +-----------+        |
///     | camera 3                     [C] 1 [E] 1 |   The strip: the status, and how many marks of each severity.
///     +------------------------------------------+
///
/// A severity is told by its color and by the letter on the chip: C, E, W, I. Letters are about a 40th of the picture's
/// height. A line that is too long is cut off at the edge, never wrapped.
///
/// A value that is made once for a geometry. Nothing in it depends on what was drawn before.
///
/// Thread: any.
public struct Painter: Sendable {
  /// What it was made for, each side brought into what a picture may have.
  public let geometry: Geometry
  public let style: Style
  private let typeface: Typeface

  /// Prepares the letters for a size of picture.
  public init(geometry: Geometry, style: Style = Style()) {
    var geometry = geometry
    geometry.width = min(max(geometry.width, 1), Plane.largest)
    geometry.height = min(max(geometry.height, 1), Plane.largest)
    self.geometry = geometry
    self.style = style
    // Nine rows of dots to a 40th of the height, to the nearest scale; but 26 letters to a line from 160 samples on.
    typeface = Typeface(scale: max(1, min((geometry.height + 180) / 360, geometry.width / 160)))
  }

  /// Draws what stands on this frame.
  ///
  /// - Parameters:
  ///   - status: the text of the strip; `nil` leaves the strip out.
  ///   - canvas: of the painter's geometry. On any other, drawing is cut to what both have.
  /// - Complexity: without marks and status, nothing. Otherwise O(*n*) in the samples painted and, for the labels, the
  ///   square of the number of marks.
  public func draw(_ marks: [Mark], status: String?, onto canvas: inout Canvas) {
    var floor = geometry.height
    if style.showsBoxes { drawBoxes(marks, onto: &canvas) }
    if style.showsStrip, let status, plateHeight <= geometry.height / 4 {
      floor -= plateHeight
      drawStrip(marks, status: status, top: floor & ~1, onto: &canvas)
    }
    if style.showsLabels, !marks.isEmpty { drawLabels(marks, floor: floor & ~1, onto: &canvas) }
  }

  /// The worst last, so that they are seen.
  private func drawBoxes(_ marks: [Mark], onto canvas: inout Canvas) {
    guard !marks.isEmpty else { return }
    var whole: Severity?
    for severity in Severity.allCases where severity >= style.minimalSeverity {
      for mark in marks where mark.severity == severity {
        var isPlaced = false
        for region in mark.regions {
          guard let box = Box(region, in: geometry) else { continue }
          isPlaced = true
          canvas.outline(box.outer, .of(severity), thickness: box.thickness)
          if !box.inner.isEmpty { canvas.outline(box.inner, .plate, thickness: Box.keyline, opacity: 0.5) }
        }
        if !isPlaced { whole = severity }
      }
    }
    if let whole { canvas.outline(canvas.bounds, .of(whole), thickness: frameThickness) }
  }

  /// The stack, then the labels of boxes around it; the worst first, so that they find room.
  private func drawLabels(_ marks: [Mark], floor: Int, onto canvas: inout Canvas) {
    var taken: [Rectangle] = []
    taken.reserveCapacity(marks.count)
    drawStack(marks, floor: floor, taken: &taken, onto: &canvas)
    for severity in Severity.allCases.reversed() where severity >= style.minimalSeverity {
      for mark in marks where mark.severity == severity {
        guard let box = firstBox(of: mark) else { continue }
        let label = label(of: mark)
        guard let place = place(width(of: label), at: box, floor: floor, taken: taken) else { continue }
        draw(label, severity: severity, at: place, onto: &canvas)
        taken.append(place)
      }
    }
  }

  private func drawStack(_ marks: [Mark], floor: Int, taken: inout [Rectangle], onto canvas: inout Canvas) {
    let margin = even(frameThickness + 2 * typeface.scale)
    let lines = max(1, (floor - margin + gap) / (plateHeight + gap))
    let wanted = marks.count { $0.severity >= style.minimalSeverity && firstBox(of: $0) == nil }
    // The last line says how many there was no room for.
    let shown = wanted > lines ? lines - 1 : wanted
    var top = margin
    var drawn = 0
    func next(_ width: Int) -> Rectangle {
      defer { top += plateHeight + gap }
      return Rectangle(left: margin, top: top, right: margin + width, bottom: min(top + plateHeight, floor))
    }
    for severity in Severity.allCases.reversed() where severity >= style.minimalSeverity {
      for mark in marks where mark.severity == severity && drawn < shown && firstBox(of: mark) == nil {
        let label = label(of: mark)
        let place = next(width(of: label))
        draw(label, severity: severity, at: place, onto: &canvas)
        taken.append(place)
        drawn += 1
      }
    }
    guard wanted > shown else { return }
    var rest = Text("+")
    rest.append(UInt64(wanted - shown))
    rest.append(" more")
    let place = next(even(typeface.width(of: rest.count) + 2 * padding))
    canvas.fill(place, .plate, opacity: Self.plateOpacity)
    write(rest, left: place.left + padding, in: place, .text, onto: &canvas)
    taken.append(place)
  }

  private func drawStrip(_ marks: [Mark], status: String, top: Int, onto canvas: inout Canvas) {
    var strip = Rectangle(left: 0, top: top, right: geometry.width, bottom: geometry.height)
    canvas.fill(strip, .plate, opacity: Self.plateOpacity)
    // From the right edge inwards: the mildest first.
    var right = (geometry.width - padding) & ~1
    for severity in Severity.allCases where severity >= style.minimalSeverity {
      let number = marks.count { $0.severity == severity }
      guard number > 0 else { continue }
      var text = Text()
      text.append(UInt64(number))
      let left = (right - typeface.width(of: text.count) - padding - chipWidth) & ~1
      write(text, left: left + chipWidth + padding, in: strip, .text, onto: &canvas)
      drawChip(severity, left: left, in: strip.inset(by: even(typeface.scale)), onto: &canvas)
      right = (left - 2 * padding) & ~1
    }
    strip.right = right - padding
    write(Text(status), left: 2 * padding, in: strip, .text, onto: &canvas)
  }

  /// The first spot for a label at a box where it lies in the picture and meets no other label.
  private func place(_ width: Int, at box: Box, floor: Int, taken: [Rectangle]) -> Rectangle? {
    let (outer, inner) = (box.outer, box.inner)
    func free(left: Int, top: Int) -> Rectangle? {
      let left = max(0, min(left, geometry.width - width)) & ~1
      let place = Rectangle(left: left, top: top, right: left + width, bottom: top + plateHeight)
      guard place.top >= 0, place.bottom <= floor, !taken.contains(where: { $0.meets(place) }) else { return nil }
      return place
    }
    if let place = free(left: outer.left, top: outer.top - plateHeight)
      ?? free(left: inner.left, top: inner.top)
      ?? free(left: outer.left, top: outer.bottom)
    {
      return place
    }
    for top in stride(from: max(inner.top, 0), to: floor, by: plateHeight + gap) {
      if let place = free(left: inner.left, top: top) { return place }
    }
    return nil
  }

  private func firstBox(of mark: Mark) -> Box? {
    for region in mark.regions {
      if let box = Box(region, in: geometry) { return box }
    }
    return nil
  }

  private func label(of mark: Mark) -> Text {
    var text = Text(mark.fault)
    text.append(age: mark.age)
    return text
  }

  private func width(of label: Text) -> Int {
    even(chipWidth + typeface.width(of: label.count) + 2 * padding)
  }

  private func draw(_ label: Text, severity: Severity, at place: Rectangle, onto canvas: inout Canvas) {
    drawChip(severity, left: place.left, in: place, onto: &canvas)
    var plate = place
    plate.left += chipWidth
    canvas.fill(plate, .plate, opacity: Self.plateOpacity)
    write(label, left: plate.left + padding, in: plate, .text, onto: &canvas)
  }

  private func drawChip(_ severity: Severity, left: Int, in line: Rectangle, onto canvas: inout Canvas) {
    var chip = line
    chip.left = left
    chip.right = left + chipWidth
    canvas.fill(chip, .of(severity))
    let inset = (chipWidth - typeface.glyphWidth) / 2
    write(Text(severity.letter), left: left + inset, in: chip, .chipText, onto: &canvas)
  }

  /// Writes with the capitals in the middle of a line, a hair above, as tails need room.
  private func write(_ text: Text, left: Int, in line: Rectangle, _ color: Color, onto canvas: inout Canvas) {
    let top = line.top + (line.bottom - line.top - typeface.capHeight) / 2
    canvas.write(text, left: left, top: top, color, typeface: typeface, clip: line)
  }

  private static let plateOpacity: Float = 0.75

  private var plateHeight: Int { even(13 * typeface.scale) }
  private var chipWidth: Int { even(9 * typeface.scale) }
  private var padding: Int { 3 * typeface.scale }
  /// Between the lines of the stack.
  private var gap: Int { even(typeface.scale) }
  /// Half as thick as a box.
  private var frameThickness: Int { even(Box.thickness(in: geometry) / 2) }

  private func even(_ number: Int) -> Int { (number + 1) & ~1 }
}

extension Severity {
  /// What stands on the chip, for those who do not tell the colors apart.
  fileprivate var letter: String {
    switch self {
    case .info: "I"
    case .warning: "W"
    case .error: "E"
    case .critical: "C"
    }
  }
}
