import Testing
import Uncanny
import UncannyCompare
import UncannyScenes

/// What is where.
@Suite struct OrderTests {
  private let s = Footage.shots

  @Test func `a film and itself are the same`() throws {
    let reel = try Reel(Footage.whole)
    let comparison = Comparer(reel, reel).comparison()
    #expect(comparison.isSame && comparison.rows.count == 4)
    #expect(comparison.rows.allSatisfy { $0.framesA == $0.framesB && $0.likeness?.worst ?? 0 > 0.999 })
  }

  @Test func `a shot that is gone is missing where it was, and no other has changed`() throws {
    let told = try Told(Footage.film([s[0], s[2], s[3]]))
    #expect(told.states == [.unchanged, .missing, .unchanged, .unchanged])
    #expect(try told.row(1).framesA == 50..<110)
    told.unchanged(0, 2, 3)
  }

  @Test func `the first and the last may be gone too`() throws {
    #expect(try Told(Footage.film([s[1], s[2], s[3]])).states == [.missing, .unchanged, .unchanged, .unchanged])
    #expect(try Told(Footage.film([s[0], s[1], s[2]])).states == [.unchanged, .unchanged, .unchanged, .missing])
  }

  @Test func `a shot that is put in is new, to the frame`() throws {
    let told = try Told(Footage.film([s[0], s[1], .street(count: 38, seed: 99, pan: 0.003), s[2], s[3]]))
    #expect(told.states == [.unchanged, .unchanged, .new, .unchanged, .unchanged])
    #expect(told.rows[2].framesB == 110..<148)
  }

  @Test func `a shot in place of another is told as that`() throws {
    let told = try Told(Footage.film([s[0], .street(count: 40, seed: 99, pan: 0.003), s[2], s[3]]))
    #expect(try told.row(1).state == .missing)
    let new = try #require(told.rows.first { $0.state == .new })
    #expect(new.inPlaceOf == [1] && new.framesB == 50..<90)
    told.unchanged(0, 2, 3)
  }

  @Test func `of two shots that are exchanged one has moved`() throws {
    let told = try Told(Footage.film([s[0], s[2], s[1], s[3]]))
    #expect(told.states.sorted { $0.rawValue < $1.rawValue } == [.moved, .unchanged, .unchanged, .unchanged])
    #expect(try told.row(2).state == .moved, "the shorter one")
  }

  @Test func `a shot that is there twice is repeated once`() throws {
    let told = try Told(Footage.film([s[0], s[1], s[2], s[1], s[3]]))
    #expect(told.states == [.unchanged, .unchanged, .unchanged, .repeated, .unchanged])
  }

  @Test func `a shot that another parts is told as its parts`() throws {
    let long = Footage.film([s[0], .street(count: 100, seed: 17, pan: 0.004), s[2]])
    let tail = Scene.street(count: 100, seed: 17, pan: 0.004).paced { $0 + 45 }
    var end = tail
    end.count = 55
    let parted = Footage.film([s[0], .street(count: 45, seed: 17, pan: 0.004), s[3], end, s[2]])
    let told = try Told(long, parted)
    #expect(told.of(1).compactMap { $0.framesA } == [50..<95, 95..<150], "\(told.rows)")
    #expect(told.of(1).map { $0.differences } == [[.split(part: 1, of: 2)], [.split(part: 2, of: 2)]])
    #expect(told.rows.filter { $0.state == .new }.count == 1)
    told.unchanged(0, 2)
  }

  @Test func `a picture that does not move stays in its place among its like`() throws {
    let card = Scene.card(count: 40)
    let film = Footage.film([s[0], card, s[1], card, s[2], card])
    #expect(try Told(film, film).states.allSatisfy { $0 == .unchanged })
    let without = try Told(film, Footage.film([s[0], card, s[1], s[2], card]))
    #expect(without.states.filter { $0 == .missing }.count == 1, "\(without.rows)")
    #expect(!without.states.contains(.moved) && !without.states.contains(.repeated))
  }

  @Test func `setups that come again are not taken for each other`() throws {
    // two people in turn: each picture goes on where it was left
    func side(_ seed: Int, from start: Int) -> Scene {
      var scene = Scene.street(count: 40, seed: seed, pan: 0.001).paced { $0 + start }
      scene.count = 40
      return scene
    }
    let film = [side(3, from: 0), side(23, from: 0), side(3, from: 40), side(23, from: 40), side(3, from: 80)]
    #expect(try Told(Footage.film(film), Footage.film(film)).states.allSatisfy { $0 == .unchanged })
    let told = try Told(Footage.film(film), Footage.film([film[0], film[1], film[3], film[4]]))
    #expect(told.of(2).map { $0.state } == [.missing], "\(told.rows)")
    told.unchanged(0, 1, 3, 4)
  }

  @Test func `black that is put in is a plain picture, and moves nothing`() throws {
    let told = try Told(Footage.film([s[0], s[1], .plain(.black, count: 20), s[2], s[3]]))
    #expect(told.states == [.unchanged, .unchanged, .new, .unchanged, .unchanged])
    #expect(told.rows[2].isPlain && told.rows[2].framesB == 110..<130)
    let back = try Told(Footage.film([s[0], s[1], .plain(.black, count: 20), s[2], s[3]]), Footage.whole)
    #expect(!back.states.contains(.moved) && !back.states.contains(.new), "\(back.rows)")
  }

  @Test func `films of one frame, of none, and of nothing to see`() throws {
    let one = Footage.shot(0, 1)
    #expect(try Told(one, one).rows.count <= 2)
    #expect(Comparer(Reel([], shots: []), Reel([], shots: [])).comparison().rows.isEmpty)
    let none = Comparer(try Reel(Footage.whole), Reel([], shots: [])).comparison()
    #expect(none.rows.map { $0.state } == [.missing, .missing, .missing, .missing])
    let black = Scene.plain(.black, count: 30)
    #expect(try Told(black, black).states == [.unchanged])
  }
}
