import Testing
import Uncanny

@testable import UncannyOverlay

@Suite struct CanvasTests {
  @Test(arguments: Sheet.Layout.allCases)
  func `a fill changes its rectangle and nothing else`(layout: Sheet.Layout) throws {
    let scale = layout == .i420 || layout == .nv12 ? 1 : 4
    for (rectangle, inside) in [
      (Rectangle(left: 4, top: 2, right: 8, bottom: 6), Rectangle(left: 4, top: 2, right: 8, bottom: 6)),
      (Rectangle(left: -5, top: .min, right: 2, bottom: 2), Rectangle(left: 0, top: 0, right: 2, bottom: 2)),
      (Rectangle(left: 10, top: 6, right: .max, bottom: .max), Rectangle(left: 10, top: 6, right: 13, bottom: 9)),
      (Rectangle(left: 6, top: 6, right: 2, bottom: 8), Rectangle(left: 0, top: 0, right: 0, bottom: 0)),
    ] {
      var sheet = Sheet(13, 9, layout: layout)
      try sheet.withCanvas { $0.fill(rectangle, Paint.of(.warning)) }
      for y in 0..<9 {
        for x in 0..<13 {
          let isInside = inside.left..<inside.right ~= x && inside.top..<inside.bottom ~= y
          #expect(sheet.lumaCode(x, y) == (isInside ? 171 : 100) * scale)
          #expect(sheet.chromaCode(x / 2, y / 2) == (isInside ? (43 * scale, 170 * scale) : (120 * scale, 140 * scale)))
        }
      }
      #expect(sheet.paddingIsUntouched)
    }
  }

  @Test(arguments: [(Float.nan, 100), (-1, 100), (0, 100), (0.5, 58), (1, 16), (.infinity, 16)])
  func `opacity mixes and is clamped`(opacity: Float, code: Int) throws {
    var sheet = Sheet(8, 8)
    try sheet.withCanvas { $0.fill($0.bounds, .plate, opacity: opacity) }
    #expect(sheet.lumaCode(3, 3) == code)
  }

  @Test func `full range stretches black and white`() {
    #expect(
      Paint(luma: 16, cb: 128, cr: 128).codes(coding: .eightBit, range: .full) == .init(luma: 0, cb: 128, cr: 128))
    #expect(
      Paint(luma: 235, cb: 16, cr: 240).codes(coding: .eightBit, range: .full) == .init(luma: 255, cb: 0, cr: 255))
    #expect(
      Paint(luma: 235, cb: 240, cr: 128).codes(coding: .tenBitLow, range: .narrow)
        == .init(luma: 940, cb: 960, cr: 512))
  }

  @Test func `memory that is too short is refused`() {
    func attempt(_ geometry: Geometry, luma: Int, stride: Int, chroma: Int, chromaStride: Int) throws(PictureError) {
      var (y, b, r) = ([UInt8](repeating: 0, count: luma), [UInt8](repeating: 0, count: chroma), [UInt8]())
      r = b
      let bytes = y.mutableSpan
      _ = try Canvas(
        geometry: geometry, luma: bytes, lumaStride: stride, cb: b.mutableSpan, cr: r.mutableSpan,
        chromaStride: chromaStride)
    }
    let geometry = Geometry(width: 5, height: 3)
    #expect(throws: Never.self) { try attempt(geometry, luma: 21, stride: 8, chroma: 7, chromaStride: 4) }
    #expect(throws: PictureError.memoryTooShort(bytes: 20, needed: 21)) {
      try attempt(geometry, luma: 20, stride: 8, chroma: 7, chromaStride: 4)
    }
    #expect(throws: PictureError.memoryTooShort(bytes: 6, needed: 7)) {
      try attempt(geometry, luma: 21, stride: 8, chroma: 6, chromaStride: 4)
    }
    #expect(throws: PictureError.strideTooShort(stride: 4, width: 5)) {
      try attempt(geometry, luma: 21, stride: 4, chroma: 7, chromaStride: 4)
    }
    #expect(throws: PictureError.noSamples(width: 0, height: 3)) {
      try attempt(Geometry(width: 0, height: 3), luma: 21, stride: 4, chroma: 7, chromaStride: 4)
    }
    #expect(throws: PictureError.tooLarge(width: .max, height: 3)) {
      try attempt(Geometry(width: .max, height: 3), luma: 21, stride: 4, chroma: 7, chromaStride: 4)
    }
  }
}
