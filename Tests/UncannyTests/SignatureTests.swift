import Testing
import Uncanny
import UncannyScenes

struct SignatureTests {
  private func ramp(gain: Double = 1, offset: Double = 0) -> Signature {
    Signature(
      luma: (0..<(Signature.columns * Signature.rows)).map { index in
        UInt8(min(255, max(0, Double(index * 37 % 101) * gain + offset)))
      })
  }

  @Test func `a picture in another exposure and contrast is the same picture`() throws {
    let other = try #require(ramp().correlation(with: ramp(gain: 1.5, offset: 20)))
    #expect(other > 0.999)
  }

  @Test func `a flat picture is like nothing`() {
    #expect(Signature(luma: [UInt8](repeating: 128, count: 2304)).correlation(with: ramp()) == nil)
  }

  @Test func `samples of another number are no picture`() {
    #expect(Signature(luma: [1, 2, 3]) == Signature(luma: [UInt8](repeating: 0, count: 2304)))
    #expect(Signature(luma: [], blue: [1], red: [2]).blue.isEmpty)
  }

  @Test(arguments: [(192, 108), (320, 180), (640, 360), (1280, 720)])
  func `a picture and its mirror image have mirrored signatures, whatever the size`(width: Int, height: Int) throws {
    func signature(_ picture: Picture) throws -> Signature {
      var plan = Plan(all: Catalog([]))
      plan.trace = .everyFrame
      var inspector = Inspector(plan: plan)
      _ = try picture.withFrame { inspector.inspect($0, at: Stamp(frame: 0, rate: 25)) }
      return try #require(inspector.finish().trace.first).signature
    }
    var picture = Picture(width: width, height: height)
    for index in picture.luma.indices { picture.luma[index] = UInt8(40 + index % width * 150 / width) }
    let (one, other) = (try signature(picture).luma, try signature(picture.mirrored()).luma)
    let columns = Signature.columns
    for index in one.indices {
      let mirrored = other[index / columns * columns + columns - 1 - index % columns]
      #expect(abs(Int(one[index]) - Int(mirrored)) <= 2)
    }
  }

  private func traced(_ extent: Trace.Extent, frames: Int) throws -> [Int] {
    var plan = Plan(all: Catalog([]))
    plan.trace = extent
    var inspector = Inspector(plan: plan)
    var picture = Picture(width: 64, height: 36)
    picture.fill(.full, with: Ink(y: 60))
    for number in 0..<frames {
      _ = try picture.withFrame { inspector.inspect($0, at: Stamp(frame: number, rate: 25)) }
    }
    return inspector.finish().trace.map { $0.stamp.frame }
  }

  @Test func `every frame leaves a picture where that is asked for`() throws {
    #expect(try traced(.everyFrame, frames: 30) == Array(0..<30))
  }

  @Test(arguments: [5, 8, 9, 100, 1000])
  func `a long stream leaves a few pictures, evenly spread from its first frame on`(frames: Int) throws {
    let kept = try traced(.atMost(8), frames: frames)
    #expect(kept.count <= 8 && kept.count >= min(frames, 4) && kept.first == 0)
    let steps = Set(zip(kept, kept.dropFirst()).map { $1 - $0 })
    #expect(steps.count == 1)
    #expect(frames - (kept.last ?? 0) <= steps.first ?? 0)
  }
}
