public import Uncanny

/// A picture of 8-bit samples in 4:2:0 that we own and draw into.
public struct Picture: Sendable, Equatable {
  /// Samples a row; at least 1.
  public let width: Int
  /// Rows; at least 1.
  public let height: Int
  /// Row by row, without padding.
  public var luma: [UInt8]
  /// Half the size, rounded up.
  public var cb: [UInt8]
  /// Half the size, rounded up.
  public var cr: [UInt8]

  /// A black picture in narrow range.
  ///
  /// - Precondition: both sides are positive.
  public init(width: Int, height: Int) {
    precondition(width > 0 && height > 0, "a picture has samples")
    self.width = width
    self.height = height
    luma = [UInt8](repeating: 16, count: width * height)
    cb = [UInt8](repeating: 128, count: (width + 1) / 2 * ((height + 1) / 2))
    cr = cb
  }

  /// Cb samples a row.
  public var chromaWidth: Int { (width + 1) / 2 }
  /// Rows of Cb.
  public var chromaHeight: Int { (height + 1) / 2 }

  /// Fills a rectangle with one color.
  public mutating func fill(_ region: Region, with color: Ink) {
    forEachLuma(in: region) { _ in color.y }
    forEachChroma(in: region) { _, _ in (color.cb, color.cr) }
  }

  /// Replaces the luma of a rectangle by what `change` makes of it.
  public mutating func forEachLuma(in region: Region, _ change: (UInt8) -> UInt8) {
    let (columns, rows) = region.samples(ofWidth: width, height: height)
    for y in rows {
      for x in columns { luma[y * width + x] = change(luma[y * width + x]) }
    }
  }

  /// Replaces the chroma of a rectangle by what `change` makes of it.
  public mutating func forEachChroma(in region: Region, _ change: (UInt8, UInt8) -> (cb: UInt8, cr: UInt8)) {
    let (columns, rows) = region.samples(ofWidth: chromaWidth, height: chromaHeight)
    for y in rows {
      for x in columns {
        let index = y * chromaWidth + x
        (cb[index], cr[index]) = change(cb[index], cr[index])
      }
    }
  }

  /// The picture as a mirror shows it.
  public func mirrored() -> Picture {
    var result = self
    result.luma = Self.mirror(luma, width: width)
    result.cb = Self.mirror(cb, width: chromaWidth)
    result.cr = Self.mirror(cr, width: chromaWidth)
    return result
  }

  private static func mirror(_ samples: [UInt8], width: Int) -> [UInt8] {
    stride(from: 0, to: samples.count, by: width).flatMap { samples[$0..<$0 + width].reversed() }
  }
}

/// A color as it is coded in 8 bits.
public struct Ink: Sendable, Equatable {
  /// Luma.
  public var y: UInt8
  /// Blue and red less luma; 128 is gray.
  public var cb: UInt8
  public var cr: UInt8

  /// A color; gray unless said otherwise.
  public init(y: UInt8, cb: UInt8 = 128, cr: UInt8 = 128) {
    self.y = y
    self.cb = cb
    self.cr = cr
  }

  /// Black in narrow range.
  public static let black = Ink(y: 16)
  /// White in narrow range.
  public static let white = Ink(y: 235)
  /// The red of full saturation of BT.709 in narrow range.
  public static let red = Ink(y: 63, cb: 102, cr: 240)
}

extension Region {
  /// A part of the picture at its left side, from top to bottom.
  public static func left(_ part: Float) -> Region { Region(x: 0, y: 0, width: part, height: 1) }

  /// The samples whose center lies within.
  fileprivate func samples(ofWidth width: Int, height: Int) -> (columns: Range<Int>, rows: Range<Int>) {
    (Self.samples(from: x, length: self.width, of: width), Self.samples(from: y, length: self.height, of: height))
  }

  private static func samples(from start: Float, length: Float, of count: Int) -> Range<Int> {
    let first = max(0, min(Int((start * Float(count)).rounded()), count))
    let end = max(first, min(Int(((start + length) * Float(count)).rounded()), count))
    return first..<end
  }
}
