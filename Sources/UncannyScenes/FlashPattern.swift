public import Uncanny

/// A clip that lies at, just under or just over a limit of the guidance on flashing, and what a detector must say of it.
///
/// The levels are the nearest that 8-bit code values can be; `title` states them as they are.
public struct FlashPattern: Sendable {
  /// What flashes, and how far from the limit.
  public var title: String
  /// In 384x216, made of rectangles that lie on a grid of 4x4 samples.
  public var scene: Scene
  /// How its code values are meant.
  public var range: CodeRange
  /// How its reds were coded.
  public var matrix: ColorMatrix
  /// The frames of the first and of the last change.
  public var changes: ClosedRange<Int>
  /// The dotted name of the one fault that must be found, or `nil` where nothing may be.
  public var fault: String?

  /// Everything at one rate: area, number, luminance, darker state, spacing, red, and flashing that leaves the mean alone.
  ///
  /// - Parameters:
  ///   - rate: frames a second; 25, 30, 50 or 60.
  ///   - grain: its standard deviation in the luma, in code values.
  public static func all(
    rate: Double, range: CodeRange = .narrow, matrix: ColorMatrix = .bt709, grain: Float = 0
  ) -> [FlashPattern] {
    let draft = Draft(rate: rate, range: range, matrix: matrix, grain: grain)
    return draft.areas + draft.numbers + draft.levels + draft.spacings + draft.reds + draft.parts
  }
}

/// What the patterns have in common.
private struct Draft {
  var rate: Double
  var range: CodeRange
  var matrix: ColorMatrix
  var grain: Float

  /// Frames of each state: eight of them are less than a second.
  private var period: Int { Int(rate / 8) }
  private var lead: Int { Int(rate * 0.4) }
  private var black: Ink { FlashLevel(range: range, matrix: matrix).gray(0) }
  private var white: Ink { FlashLevel(range: range, matrix: matrix).gray(200) }
  private var level: FlashLevel { FlashLevel(range: range, matrix: matrix) }

  /// `regions` in turn in the first and the second state; on the ground of the second.
  private func pattern(
    _ title: String, _ fault: String?, regions: [Region] = [.full], _ first: Ink, _ second: Ink, flashes: Int = 4,
    on: Int? = nil, every spacing: Int? = nil
  ) -> FlashPattern {
    let (on, spacing) = (on ?? period, spacing ?? 2 * period)
    let (lead, end) = (lead, lead + flashes * spacing)
    let scene = Scene(width: 384, height: 216, rate: rate, count: end + lead) { frame, picture in
      picture.fill(.full, with: second)
      guard frame >= lead, frame < end, (frame - lead) % spacing < on else { return }
      for region in regions { picture.fill(region, with: first) }
    }
    return finished(title, fault, scene, lead...end - spacing + on)
  }

  private func finished(
    _ title: String, _ fault: String?, _ scene: Scene, _ changes: ClosedRange<Int>
  ) -> FlashPattern {
    FlashPattern(
      title: title, scene: grain > 0 ? scene.grain(grain) : scene, range: range, matrix: matrix,
      changes: changes, fault: fault)
  }

  var areas: [FlashPattern] {
    let scattered = Self.scattered
    return [
      pattern("24 % of the picture", nil, regions: [.left(23.0 / 96)], white, black),
      pattern("26 % of the picture", "flash.general", regions: [.left(25.0 / 96)], white, black),
      pattern("24 % in scattered regions", nil, regions: Array(scattered.prefix(104)), white, black),
      pattern("26 % in scattered regions", "flash.general", regions: Array(scattered.prefix(113)), white, black),
    ]
  }

  var numbers: [FlashPattern] {
    [
      pattern("three flashes in a second", nil, white, black, flashes: 3),
      pattern("four flashes in a second", "flash.general", white, black),
    ]
  }

  var levels: [FlashPattern] {
    let (under, over) = (level.gray(19), level.gray(21))
    let (dark, bright) = (level.gray(159), level.gray(161))
    return [
      pattern("by \(level.text(under))", nil, under, black),
      pattern("by \(level.text(over))", "flash.general", over, black),
      pattern("between 200 and \(level.text(dark))", "flash.general", dark, white),
      pattern("between 200 and \(level.text(bright))", nil, bright, white),
    ]
  }

  /// 360 ms in streams of 25 and 50 frames a second, 334 in those of 30 and 60; closer by so much that the fourth begins
  /// within the second.
  var spacings: [FlashPattern] {
    let allowed =
      rate.truncatingRemainder(dividingBy: 25) == 0 ? Int((0.36 * rate).rounded()) : Int((rate / 3).rounded())
    let closer = Int((rate * 0.98 / 3).rounded(.down))
    let on = max(1, period / 2)
    return [allowed, closer].map { frames in
      pattern(
        "leading edges \(Int((Double(frames) / rate * 1000).rounded())) ms apart",
        frames == allowed ? nil : "flash.general", white, black, flashes: 4, on: on, every: frames)
    }
  }

  var reds: [FlashPattern] {
    let cases: [(FlashLevel.Red, String?)] = [
      (level.red(ofRatio: 0.78), nil), (level.red(ofRatio: 0.82), "flash.red"), (level.red(ofChange: 19), nil),
      (level.red(ofChange: 21), "flash.red"),
    ]
    // against gray of the same luma, so that it is no flash of light as well
    return cases.map { red, fault in pattern("red \(red.text)", fault, red.ink, Ink(y: red.ink.y)) }
  }

  /// Not one flash after the other, but one part against the other; and what is none at all.
  var parts: [FlashPattern] {
    let (black, white, lead, period) = (black, white, lead, period)
    let halves = Scene(width: 384, height: 216, rate: rate, count: 2 * lead + 8 * period) { frame, picture in
      picture.fill(.full, with: black)
      let isFirst = frame < lead || min((frame - lead) / period, 7) % 2 == 1
      picture.fill(Region(x: isFirst ? 0 : 0.5, y: 0, width: 0.5, height: 1), with: white)
    }
    var pan = Scene.street(count: Int(rate * 1.5), pan: 0.5 / Float(rate), levels: 16...235)
    (pan.width, pan.height, pan.rate) = (384, 216, rate)
    return [
      finished("two halves against each other", "flash.general", halves, lead...lead + 7 * period),
      finished("a pan over texture", nil, pan, 0...pan.count - 1),
    ]
  }

  /// Every second of 24x18 rectangles, as on a board of chess.
  private static let scattered: [Region] = (0..<18).flatMap { row in
    (0..<24).filter { ($0 + row) % 2 == 0 }.map { column in
      Region(x: Float(column) / 24, y: Float(row) / 18, width: 1 / 24, height: 1 / 18)
    }
  }
}
