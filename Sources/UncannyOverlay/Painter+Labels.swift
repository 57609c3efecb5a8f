import Uncanny

extension Painter {
  /// At most so many boxes of a frame get a label.
  static let boxLabels = 64

  /// The stack, then the labels of boxes around it; the worst first, so that they find room.
  func drawLabels(_ marks: [Mark], floor: Int, onto canvas: inout Canvas) {
    var taken: [Rectangle] = []
    taken.reserveCapacity(marks.count)
    drawStack(marks, floor: floor, taken: &taken, onto: &canvas)
    // More could not be read, and the search for a place must not take long on any frame.
    var left = Self.boxLabels
    for severity in Severity.allCases.reversed() where severity >= style.minimalSeverity {
      for mark in marks where mark.severity == severity {
        guard let box = firstBox(of: mark) else { continue }
        guard left > 0 else { return }
        left -= 1
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
}
