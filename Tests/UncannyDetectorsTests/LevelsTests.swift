import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Out of range is told by the matrix and the range that the stream has.
@Suite struct LevelsTests {
  /// The dotted names of what is found when `scene` is shown as that.
  private func faults(
    _ scene: Scene, _ range: CodeRange = .narrow, _ matrix: ColorMatrix = .bt709, transfer: Transfer = .standard
  ) throws -> Set<String> {
    var inspector = Inspector(plan: try .only("levels", from: .standard))
    var names: Set<String> = []
    for index in 0..<scene.count {
      let stamp = Stamp(frame: index, rate: scene.rate)
      let outcome = try scene.picture(index).withFrame(range: range, matrix: matrix, transfer: transfer) {
        inspector.inspect($0, at: stamp)
      }
      for case .began(let event) in outcome.changes { names.insert(event.fault) }
    }
    return names
  }

  @Test(arguments: ColorMatrix.allCases, [CodeRange.narrow, .full])
  func `bars are legal by the matrix that they were coded with`(_ matrix: ColorMatrix, _ range: CodeRange) throws {
    for level: Float in [0.75, 1] {
      #expect(try faults(.bars(level, matrix: matrix, range: range, count: 10), range, matrix) == [])
    }
    #expect(try !faults(.bars(1.1, matrix: matrix, range: range, count: 10), range, matrix).isEmpty)
  }

  @Test func `bars of another matrix are not`() throws {
    #expect(try faults(.bars(1, matrix: .bt709, count: 10), .narrow, .bt601) == ["levels.gamut"])
    #expect(try faults(.bars(1, matrix: .bt601, count: 10), .narrow, .bt709) == ["levels.gamut"])
    #expect(try faults(.bars(1, matrix: .bt2020, count: 10), .narrow, .bt709) == ["levels.gamut"])
  }

  @Test func `a full wedge is legal where the range is full`() throws {
    #expect(try faults(.wedge(0...255, count: 10), .full) == [])
    #expect(try faults(.wedge(0...255, count: 10), .narrow) == ["levels.luma"])
  }

  @Test(arguments: [(UInt8(241), false), (242, true), (14, false), (13, true)])
  func `luma may go from -1 to 103 per cent`(_ code: UInt8, _ isFound: Bool) throws {
    #expect(try faults(.plain(Ink(y: code), count: 10)) == (isFound ? ["levels.luma"] : []))
  }

  @Test func `red, green and blue may go from -5 to 105 per cent`() throws {
    // 104.5 and 105.3 % of blue, -4.5 and -5.2 % of red
    #expect(try faults(.plain(Ink(y: 156, cb: 177, cr: 128), count: 10)) == [])
    #expect(try faults(.plain(Ink(y: 156, cb: 178, cr: 128), count: 10)) == ["levels.gamut"])
    #expect(try faults(.plain(Ink(y: 60, cb: 128, cr: 93), count: 10)) == [])
    #expect(try faults(.plain(Ink(y: 60, cb: 128, cr: 92), count: 10)) == ["levels.gamut"])
  }

  @Test func `high dynamic range is not judged`() throws {
    #expect(try faults(.wedge(0...255, count: 10), transfer: .pq) == [])
  }

  @Test func `single samples out of range are overshoots`() throws {
    let scene = Scene.plain(Ink(y: 200), count: 10).changing { _, picture in
      for index in stride(from: 0, to: picture.luma.count, by: 5) { picture.luma[index] = 255 }
    }
    #expect(try faults(scene) == [])
  }
}
