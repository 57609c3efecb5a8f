public import Uncanny

/// Draws marks on a picture: boxes, dials, labels, a line at the bottom.
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
/// height. Of a line that is too long, the letters that do not fit are left out; nothing is wrapped.
///
/// A value that is made once for a geometry. Nothing in it depends on what was drawn before.
///
/// Thread: any.
public struct Painter: Sendable {
  /// What it was made for, each side brought into what a picture may have.
  public let geometry: Geometry
  /// What is drawn.
  public let style: Style
  /// The letters at the size that suits the picture.
  let typeface: Typeface

  /// Prepares the letters for a size of picture.
  public init(geometry: Geometry, style: Style = Style()) {
    var geometry = geometry
    geometry.width = min(max(geometry.width, 1), Plane.largest)
    geometry.height = min(max(geometry.height, 1), Plane.largest)
    self.geometry = geometry
    self.style = style
    // Nine rows of dots to a 40th of the height, to the nearest scale; but 40 letters to a line where that can be.
    typeface = Typeface(scale: max(1, min((geometry.height + 180) / 360, geometry.width / 240)))
  }

  /// Draws what stands on this frame.
  ///
  /// - Parameters:
  ///   - status: the text of the strip; `nil` leaves the strip out.
  ///   - canvas: of the painter's geometry. On any other, drawing is cut to what both have.
  /// - Complexity: without marks and status, nothing. Otherwise O(*n*) in the samples painted; labels are given to
  ///   the first 64 marks with boxes, the worst first.
  public func draw(_ marks: [Mark], status: String?, onto canvas: inout Canvas) {
    var floor = geometry.height
    if style.showsBoxes {
      drawBoxes(marks, onto: &canvas)
      drawDials(marks, onto: &canvas)
    }
    if style.showsStrip, let status, plateHeight <= geometry.height / 4 {
      floor -= plateHeight
      drawStrip(marks, status: status, top: floor & ~1, onto: &canvas)
    }
    if style.showsLabels, !marks.isEmpty { drawLabels(marks, floor: floor & ~1, onto: &canvas) }
  }

  /// The frame first, so that every box is whole; the worst box last, so that it is seen.
  private func drawBoxes(_ marks: [Mark], onto canvas: inout Canvas) {
    var whole: Severity?
    for mark in marks where mark.severity >= style.minimalSeverity && firstBox(of: mark) == nil {
      whole = max(whole ?? mark.severity, mark.severity)
    }
    if let whole { canvas.outline(canvas.bounds, .of(whole), thickness: frameThickness) }
    guard !marks.isEmpty else { return }
    for severity in Severity.allCases where severity >= style.minimalSeverity {
      for mark in marks where mark.severity == severity {
        for region in mark.regions {
          guard let box = Box(region, in: geometry) else { continue }
          canvas.outline(box.outer, .of(severity), thickness: box.thickness)
          if !box.inner.isEmpty { canvas.outline(box.inner, .plate, thickness: Box.keyline, opacity: 0.5) }
        }
      }
    }
  }

  /// The first box that can be drawn; `nil` means that the mark is about the whole picture.
  func firstBox(of mark: Mark) -> Box? {
    for region in mark.regions {
      if let box = Box(region, in: geometry) { return box }
    }
    return nil
  }

  /// The status from the left, the counts from the right; the status gives way.
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

  /// A field in the color of a severity with its letter, as high as the line.
  func drawChip(_ severity: Severity, left: Int, in line: Rectangle, onto canvas: inout Canvas) {
    var chip = line
    chip.left = left
    chip.right = left + chipWidth
    canvas.fill(chip, .of(severity))
    let inset = (chipWidth - typeface.glyphWidth) / 2
    write(Text(severity.letter), left: left + inset, in: chip, .chipText, tints: true, onto: &canvas)
  }

  /// Writes with the capitals in the middle of a line, a hair above, as tails need room.
  func write(
    _ text: Text, left: Int, in line: Rectangle, _ color: Paint, tints: Bool = false, onto canvas: inout Canvas
  ) {
    let top = line.top + (line.bottom - line.top - typeface.capHeight) / 2
    canvas.write(text, left: left, top: top, color, typeface: typeface, clip: line, tints: tints)
  }

  static let plateOpacity: Float = 0.75

  var plateHeight: Int { even(13 * typeface.scale) }
  var chipWidth: Int { even(9 * typeface.scale) }
  var padding: Int { 3 * typeface.scale }
  /// Between the lines of the stack.
  var gap: Int { even(typeface.scale) }
  /// Half as thick as a box.
  var frameThickness: Int { even(Box.thickness(in: geometry) / 2) }

  func even(_ number: Int) -> Int { (number + 1) & ~1 }
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
