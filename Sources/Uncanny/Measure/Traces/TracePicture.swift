/// A frame at the one size at which traces are looked for: its shorter side is 360.
struct TracePicture: Sendable {
  /// In 8-bit code values of narrow range; both sides are multiples of 4.
  private(set) var luma: Grid<UInt8>
  /// Half as wide and high.
  private(set) var cb: Grid<UInt8>
  private(set) var cr: Grid<UInt8>

  private let lumaShares: (along: Shares, down: Shares)
  private let chromaShares: (along: Shares, down: Shares)
  private var scratch: [Float]

  /// The shorter side.
  static let side = 360
  /// No picture is taken that is longer than this many times its shorter side.
  private static let longest = 4

  /// Memory for frames of that size; `nil` where they are too long and narrow.
  init?(geometry: Geometry) {
    let (width, height) = (geometry.width, geometry.height)
    let short = min(width, height)
    guard short > 0, max(width, height) <= Self.longest * short else { return nil }
    let scale = Float(Self.side) / Float(short)
    let whole = (Int((Float(width) * scale).rounded()), Int((Float(height) * scale).rounded()))
    let (outWidth, outHeight) = (whole.0 / 4 * 4, whole.1 / 4 * 4)
    luma = Grid(width: outWidth, height: outHeight, of: 0)
    cb = Grid(width: outWidth / 2, height: outHeight / 2, of: 0)
    cr = cb
    lumaShares = (
      Shares(of: width, to: whole.0, middle: outWidth), Shares(of: height, to: whole.1, middle: outHeight)
    )
    chromaShares = (
      Shares(of: (width + 1) / 2, to: whole.0 / 2, middle: outWidth / 2),
      Shares(of: (height + 1) / 2, to: whole.1 / 2, middle: outHeight / 2)
    )
    scratch = [Float](repeating: 0, count: width)
  }

  /// Takes a frame of the geometry that it was made for.
  mutating func take(_ frame: borrowing Frame) {
    Kernels.resample(
      frame.luma, channel: (0, 1), along: lumaShares.along, down: lumaShares.down, scratch: &scratch, into: &luma)
    let turns = frame.isInterleaved ? 2 : 1
    Kernels.resample(
      frame.chroma, channel: (0, turns), along: chromaShares.along, down: chromaShares.down, scratch: &scratch,
      into: &cb)
    Kernels.resample(
      frame.cr, channel: (turns - 1, turns), along: chromaShares.along, down: chromaShares.down, scratch: &scratch,
      into: &cr)
    guard frame.range == .full else { return }
    Self.narrow(&luma, around: 0, span: 219, from: 16)
    Self.narrow(&cb, around: 128, span: 224, from: 128)
    Self.narrow(&cr, around: 128, span: 224, from: 128)
  }

  private static func narrow(_ plane: inout Grid<UInt8>, around zero: Float, span: Float, from base: Float) {
    let codes = (0..<256).map { UInt8(max(0, min(255, (Float($0) - zero) * span / 255 + base + 0.5))) }
    for index in plane.values.indices { plane.values[index] = codes[Int(plane.values[index])] }
  }
}
