import Uncanny

/// A color as Y'CbCr of BT.709, in 8-bit code values of the narrow range.
///
/// The same matrix is used for every size: on a BT.601 picture the hues shift by less than the distance between any two
/// of them, and the brightness, which carries the legibility, not at all.
struct Paint: Hashable, Sendable {
  /// 16 is black, 235 is white.
  var luma: UInt8
  /// 128 is grey.
  var cb: UInt8
  /// 128 is grey.
  var cr: UInt8

  /// The ground of plates; drawn translucent.
  static let plate = Paint(luma: 16, cb: 128, cr: 128)
  /// Letters on a plate. A little below white, so that they do not bloom.
  static let text = Paint(luma: 225, cb: 128, cr: 128)
  /// Letters on a chip in the color of a severity.
  static let chipText = Paint(luma: 16, cb: 128, cr: 128)

  /// The color of a severity: sky blue, amber, orange, magenta.
  ///
  /// Hues after the palettes of Okabe & Ito, "Paint universal design", 2008, and of IBM's design language, which are told
  /// apart with protanopia, deuteranopia and tritanopia. Each stands at 5:1 or more against the black letter on it.
  static func of(_ severity: Severity) -> Paint {
    switch severity {
    case .info: Paint(luma: 157, cb: 161, cr: 85)  // #56B4E9
    case .warning: Paint(luma: 171, cb: 43, cr: 170)  // #FFB000
    case .error: Paint(luma: 122, cb: 70, cr: 201)  // #FE6100
    case .critical: Paint(luma: 95, cb: 150, cr: 205)  // #E62E8B
    }
  }

  /// The code values of this color as the samples of a picture count them.
  func codes(coding: SampleCoding, range: CodeRange) -> Codes {
    let scale = coding == .eightBit ? 1 : 4
    switch range {
    case .narrow:
      return Codes(luma: Int(luma) * scale, cb: Int(cb) * scale, cr: Int(cr) * scale)
    case .full:
      // 219 steps from black to white become 255, 224 of chroma too; in 10 bits, 1020 of the 1023.
      return Codes(
        luma: min(max(((Int(luma) - 16) * 255 * scale + 109) / 219, 0), 255 * scale),
        cb: Self.fullChroma(cb, scale: scale), cr: Self.fullChroma(cr, scale: scale))
    }
  }

  private static func fullChroma(_ code: UInt8, scale: Int) -> Int {
    let offset = (Int(code) - 128) * 255 * scale
    return min(max(128 * scale + (offset + (offset < 0 ? -112 : 112)) / 224, 0), 255 * scale)
  }

  /// A color in the code values of one picture: 0...255, or 0...1023 where samples have ten bits.
  struct Codes: Hashable, Sendable {
    var luma: Int
    var cb: Int
    var cr: Int
  }
}
