import Testing
import Uncanny
import UncannyCompare
import UncannyScenes

/// In what a shot differs.
@Suite struct DifferenceTests {
  private let s = Footage.shots

  /// The film with its second shot made into another.
  private func changing(_ change: (Scene) -> Scene) throws -> Told {
    try Told(Footage.film([s[0], change(s[1]), s[2], s[3]]))
  }

  private func cut(_ scene: Scene, _ frames: Range<Int>) -> Scene {
    var part = scene.paced { $0 + frames.lowerBound }
    part.count = frames.count
    return part
  }

  @Test(arguments: [0, 1, 7, 20], [0, 1, 12])
  func `what is cut off is counted, at both ends`(_ head: Int, _ tail: Int) throws {
    let told = try changing { cut($0, head..<60 - tail) }
    var wanted: [Difference] = []
    if head > 0 { wanted.append(.trimmedHead(frames: head)) }
    if tail > 0 { wanted.append(.trimmedTail(frames: tail)) }
    #expect(try told.row(1).differences == wanted)
    told.unchanged(0, 2, 3)
  }

  @Test func `what is longer than it was is counted`() throws {
    let short = Footage.film([s[0], cut(s[1], 8..<50), s[2], s[3]])
    let told = try Told(short, Footage.whole)
    #expect(try told.row(1).differences == [.extendedHead(frames: 8), .extendedTail(frames: 10)])
  }

  @Test func `a grade is told, with its direction`() throws {
    let told = try changing { $0.gain(1.2) }
    guard case .graded(let grade)? = try told.row(1).differences.first else {
      Issue.record("\(told.rows)")
      return
    }
    #expect(grade.stops > 0.3 && grade.stops < 0.9)
    let warm = try changing { $0.tinted(-6, 6) }
    guard case .graded(let tint)? = try warm.row(1).differences.first else {
      Issue.record("\(warm.rows)")
      return
    }
    #expect(abs(tint.warmth - 6) < 1 && abs(tint.stops) < 0.05)
    told.unchanged(0, 2, 3)
  }

  @Test func `24 frames a second played as 25 are faster, and nothing else`() throws {
    let told = try Told(Footage.whole.at(rate: 24), Footage.whole.at(rate: 25))
    for shot in 0..<4 { #expect(try told.row(shot).differences == [.retimed(speed: 25.0 / 24)]) }
  }

  @Test func `the same at another frame rate is the same`() throws {
    var double = Footage.whole.paced { $0 / 2 }.at(rate: 50)
    double.count *= 2
    #expect(try Told(Footage.whole, double).states == [.unchanged, .unchanged, .unchanged, .unchanged])
    var third = Footage.whole.paced { $0 * 24 / 30 }.at(rate: 30)
    third.count = Footage.whole.count * 30 / 24
    #expect(try Told(Footage.whole.at(rate: 24), third).states == [.unchanged, .unchanged, .unchanged, .unchanged])
  }

  @Test(arguments: [0.8, 1.1, 1.25, 2]) func `a speed is measured`(_ speed: Double) throws {
    let told = try changing { scene in
      var fast = scene.paced { Int((Double($0) * speed).rounded()) }
      fast.count = Int(60 / speed)
      return fast
    }
    guard case .retimed(let found)? = try told.row(1).differences.first else {
      Issue.record("\(told.rows)")
      return
    }
    #expect(abs(found / speed - 1) < 0.01)
    told.unchanged(0, 2, 3)
  }

  @Test func `a film that runs backwards is told as that`() throws {
    let last = Footage.whole.count - 1
    let told = try Told(Footage.whole, Footage.whole.paced { last - $0 })
    #expect(!told.states.contains(.new) && !told.states.contains(.missing), "\(told.rows)")
    for row in told.rows {
      let isBackwards = row.differences.contains { if case .retimed(let speed) = $0 { speed < 0 } else { false } }
      #expect(isBackwards, "\(row)")
    }
  }

  @Test func `a mirrored shot is mirrored`() throws {
    let told = try changing { $0.changing { $1 = $1.mirrored() } }
    #expect(try told.row(1).differences == [.mirrored], "\(told.rows)")
    told.unchanged(0, 2, 3)
  }

  @Test func `bars are told, over the picture`() throws {
    let told = try Told(Footage.whole, Footage.whole.letterboxed(0.125))
    for shot in 0..<4 {
      guard case .letterboxed(let before, let after)? = try told.row(shot).differences.first else {
        Issue.record("\(told.rows)")
        return
      }
      #expect(before == SIMD2(1, 1) && abs(after.y - 0.75) < 0.04 && after.x == 1, "\(after)")
    }
  }

  @Test func `what covers a part is told with its place and its frames`() throws {
    let told = try changing { $0.logo(Region(x: 0.5, y: 0.75, width: 0.25, height: 0.125), in: 15..<45) }
    guard case .partReplaced(let x, let y, let width, let height, let frames)? = try told.row(1).differences.first
    else {
      Issue.record("\(told.rows)")
      return
    }
    #expect(abs(x - 0.5) < 0.03 && abs(y - 0.75) < 0.03 && abs(width - 0.25) < 0.06 && abs(height - 0.125) < 0.06)
    #expect(frames == 65..<95)
  }

  @Test func `a fade in place of a cut is told on both sides`() throws {
    func faded(_ scene: Scene, _ weight: @escaping @Sendable (Int) -> Float) -> Scene {
      scene.changing { frame, picture in
        picture.forEachLuma(in: .full) { UInt8(16 + (Float($0) - 16) * max(0, min(1, weight(frame)))) }
      }
    }
    let film = Footage.film([
      s[0], faded(s[1]) { (59 - Float($0)) / 12 }, faded(s[2]) { Float($0) / 12 }, s[3],
    ])
    let told = try Told(film)
    #expect(
      try told.row(1).differences.contains { if case .fadesOut(let count) = $0 { abs(count - 11) <= 2 } else { false } }
    )
    #expect(
      try told.row(2).differences.contains { if case .fadesIn(let count) = $0 { abs(count - 11) <= 2 } else { false } })
    told.unchanged(0, 3)
  }

  @Test func `grain is no difference`() throws {
    #expect(try Told(Footage.whole, Footage.whole.grain(3)).states == [.unchanged, .unchanged, .unchanged, .unchanged])
  }
}
