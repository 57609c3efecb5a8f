import Testing
import Uncanny

@Suite struct PictureTests {
  /// Makes a plane over `count` bytes; `nil` when it could be made.
  private func error(
    _ count: Int, _ width: Int, _ height: Int, _ stride: Int, _ coding: SampleCoding = .eightBit
  ) -> PictureError? {
    let bytes = [UInt8](repeating: 0, count: count)
    do throws(PictureError) {
      // SAFETY: the bytes of bytes; none of them is padding.
      _ = unsafe try Plane(bytes: bytes.span.bytes, width: width, height: height, rowStride: stride, coding: coding)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a plane without samples is refused`() {
    #expect(error(10, 0, 2, 4) == .noSamples(width: 0, height: 2))
    #expect(error(10, 2, -1, 4) == .noSamples(width: 2, height: -1))
    #expect(error(10, .min, .min, .min) == .noSamples(width: .min, height: .min))
  }

  @Test func `a plane that is too large is refused`() {
    #expect(error(10, Plane.largest + 1, 1, 1 << 20) == .tooLarge(width: Plane.largest + 1, height: 1))
    #expect(error(10, 1, .max, 1) == .tooLarge(width: 1, height: .max))
    #expect(error(Plane.largest, Plane.largest, 1, Plane.largest) == nil)
  }

  @Test func `a row must fit into its stride`() {
    #expect(error(100, 10, 2, 9) == .strideTooShort(stride: 9, width: 10))
    #expect(error(100, 10, 2, 19, .tenBitLow) == .strideTooShort(stride: 19, width: 10))
    #expect(error(100, 10, 2, -10) == .strideTooShort(stride: -10, width: 10))
    #expect(error(100, 10, 2, .max) == .strideTooShort(stride: .max, width: 10))
    #expect(error(100, 10, 2, 20, .tenBitHigh) == nil)
  }

  @Test func `every row must lie in the memory, the padding of the last need not`() {
    #expect(error(3 * 16 + 10, 10, 4, 16) == nil)
    #expect(error(3 * 16 + 9, 10, 4, 16) == .memoryTooShort(bytes: 57, needed: 58))
    #expect(error(0, 1, 1, 1) == .memoryTooShort(bytes: 0, needed: 1))
  }

  @Test func `errors say what is wrong`() {
    #expect("\(PictureError.noSamples(width: 0, height: 2))" == "a picture of 0x2 has no samples")
    #expect(
      "\(PictureError.tooLarge(width: 40000, height: 2))" == "a picture of 40000x2 is larger than 32768 on a side")
    #expect("\(PictureError.strideTooShort(stride: 9, width: 10))" == "a row of 10 samples does not fit into 9 bytes")
    #expect("\(PictureError.memoryTooShort(bytes: 1, needed: 2))" == "the picture needs 2 bytes, the buffer has 1")
    #expect("\(PictureError.chromaMismatch)" == "the chroma planes are not half the size of the luma plane")
  }

  @Test(arguments: [(6, 4, 3, 2), (7, 5, 4, 3), (1, 1, 1, 1)])
  func `chroma is half the luma, rounded up`(_ width: Int, _ height: Int, _ half: Int, _ rows: Int) {
    #expect(frame(width, height, [(half, rows), (half, rows)]) == nil)
    #expect(frame(width, height, [(2 * half, rows)]) == nil)
    for (x, y) in [(1, 0), (0, 1)] {
      #expect(frame(width, height, [(half + x, rows + y), (half, rows)]) == .chromaMismatch)
      #expect(frame(width, height, [(half, rows), (half + x, rows + y)]) == .chromaMismatch)
      #expect(frame(width, height, [(2 * half + x, rows + y)]) == .chromaMismatch)
    }
    #expect(frame(width, height, [(half, rows), (half, rows)], .tenBitLow) == .chromaMismatch)
    #expect(frame(width, height, [(2 * half, rows)], .tenBitHigh) == .chromaMismatch)
  }

  @Test func `a frame says what it is`() throws {
    let lattice = Lattice(width: 7, height: 5, coding: .tenBitHigh, isInterleaved: true, padding: 2, fill: .zero)
    let geometry = try lattice.withFrame { $0.geometry }
    #expect(geometry == Geometry(width: 7, height: 5, coding: .tenBitHigh, range: .narrow))
    #expect(CodeRange.narrow.black + CodeRange.narrow.span == 235)
    #expect(CodeRange.full.black + CodeRange.full.span == 255)
  }

  @Test func `no geometry traps, and what is accepted lies within the memory`() {
    var random = Random(seed: 21)
    let edges = [0, 1, 2, 3, -1, .max, .min, 1 << 15, (1 << 15) + 1, 1 << 24, 1 << 31, 1 << 32, 1 << 62]
    func number() -> Int {
      Bool.random(using: &random) ? edges.randomElement(using: &random) ?? 0 : Int.random(in: -4...40, using: &random)
    }
    for _ in 0..<5000 {
      let (width, height, stride, count) = (number(), number(), number(), Int.random(in: 0...600, using: &random))
      let coding = [SampleCoding.eightBit, .tenBitLow, .tenBitHigh].randomElement(using: &random) ?? .eightBit
      guard error(count, width, height, stride, coding) == nil else { continue }
      #expect(stride >= width * coding.bytesPerSample)
      #expect((height - 1) * stride + width * coding.bytesPerSample <= count)
    }
  }

  /// Makes a frame of planes without padding; `nil` when it could be made.
  private func frame(
    _ width: Int, _ height: Int, _ chroma: [(Int, Int)], _ coding: SampleCoding = .eightBit
  ) -> PictureError? {
    let bytes = [UInt8](repeating: 0, count: 200)
    let span = bytes.span
    do throws(PictureError) {
      // SAFETY: the bytes of bytes; none of them is padding.
      let luma = unsafe try Plane(bytes: span.bytes, width: width, height: height, rowStride: width)
      let size = coding.bytesPerSample
      let cb = unsafe try Plane(
        bytes: span.bytes, width: chroma[0].0, height: chroma[0].1, rowStride: size * chroma[0].0, coding: coding)
      if chroma.count == 1 {
        _ = try Frame(luma: luma, cbcr: cb)
      } else {
        let cr = unsafe try Plane(
          bytes: span.bytes, width: chroma[1].0, height: chroma[1].1, rowStride: size * chroma[1].0, coding: coding)
        _ = try Frame(luma: luma, cb: cb, cr: cr)
      }
      return nil
    } catch {
      return error
    }
  }
}
