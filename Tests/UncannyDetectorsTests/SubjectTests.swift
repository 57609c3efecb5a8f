import Testing

@testable import Uncanny
@testable import UncannyDetectors

/// How things are joined across shots, and what is read on them.
@Suite struct SubjectTests {
  @Test func `a part of a line is no other line, two letters in another order are`() {
    func distance(_ text: String, _ whole: String) -> Int {
      editDistance(Array(text), toPartOf: Array(whole))
    }
    #expect(distance("STFUEL", "FROSTFUEL") == 0)
    #expect(distance("FROSTFUEL", "FROSTFUEL") == 0)
    #expect(distance("FRSOTFEUL", "FROSTFUEL") == 4)
    #expect(distance("FROSTFULL", "FROSTFUEL") == 1)
    #expect(distance("", "FROSTFUEL") == 0)
    #expect(distance("AB", "") == 2)
  }

  @Test func `a thing has the appearances that are alike, and another vehicle is another one`() {
    let kinds: [[Float]] = [[1, 0, 0.1], [1, 0.1, 0], [0.2, 1, 0], [1, 0, 0], [0.3, 1, 0.1]]
    let troupe = Troupe(kinds.enumerated().map { Self.summary(shot: $0.offset, embeddings: [$0.element]) })
    #expect(troupe.members == [[0, 1, 3], [2, 4]])
  }

  @Test func `two of one kind in one shot are two things`() {
    let troupe = Troupe([
      Self.summary(shot: 0, embeddings: [[1, 0, 0], [0.98, 0.2, 0]]),
      Self.summary(shot: 1, embeddings: [[1, 0, 0], [0.98, 0.2, 0]]),
    ])
    #expect(troupe.members.map { $0.count } == [2, 2])
    for member in troupe.members { #expect(Set(member.map { troupe.roles[$0].shot.index }).count == 2) }
  }

  @Test func `no shots, and shots without anything, have no members`() {
    #expect(Troupe([]).members.isEmpty)
    #expect(Troupe([Self.summary(shot: 0, embeddings: []), Self.summary(shot: 1, embeddings: [])]).members.isEmpty)
    #expect(Subject().conclude([]) == Conclusion())
  }

  @Test func `hues are held against those of like light only, and the farthest goes first`() throws {
    let gaps = HueGaps(
      of: [16, 15, 30, 17, 40].map { Self.appearance(hue: $0, ground: $0 == 40 ? 60 : 180) }
    ).gaps
    let clear = try #require(gaps[2])
    #expect(abs(clear - 13) < 0.01)
    #expect(gaps[4] == nil)
    for index in [0, 1, 3] { #expect(try #require(gaps[index]) < 6) }
  }

  @Test func `two shots alone accuse nobody`() {
    let gaps = HueGaps(of: [16, 60].map { Self.appearance(hue: $0, ground: 180) }).gaps
    #expect(gaps == [nil, nil])
  }

  private static func summary(shot index: Int, embeddings: [[Float]]) -> ShotSummary {
    let stamp = Stamp(frame: index * 50, running: .seconds(Double(index) * 2), stream: .seconds(Double(index) * 2))
    var summary = ShotSummary(
      shot: Shot(index: index, start: stamp, transition: .cut), frames: 50, length: .seconds(2), look: nil)
    summary.appearances = embeddings.compactMap { appearance(hue: 20, ground: 100, embedding: $0, at: stamp) }
    return summary
  }

  private static func appearance(
    hue: Float, ground: Float, embedding: [Float] = [1, 0, 0],
    at stamp: Stamp = Stamp(frame: 0, running: .zero, stream: .zero)
  ) -> Appearance {
    let unit = Embedding.unit(embedding)
    let look = ObjectLook(
      embedding: unit, mirrored: unit,
      color: BodyColor(hue: hue, chroma: 0.1, ground: ground, brightness: 120, share: 0.5), views: [],
      picture: ColorPicture(width: 1, height: 1))
    let sighting = ObjectSighting(
      region: Region(x: 0.2, y: 0.2, width: 0.5, height: 0.5), kind: .vehicle, confidence: 0.9, look: look)
    let moment = Appearance.Moment(stamp: stamp, sighting: sighting)
    guard let appearance = Appearance([moment, moment], count: 2) else { preconditionFailure("it has two moments") }
    return appearance
  }
}
