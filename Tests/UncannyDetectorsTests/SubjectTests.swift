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
    for member in troupe.members { #expect(Set(member.map { troupe.roles[$0].shot?.index }).count == 2) }
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

  /// A film of a truck, by its hues, with a picture of it as it has to be.
  private func conclusion(hues: [Float], against hue: Float, kinds: [[Float]]? = nil) -> Conclusion {
    var subject = Subject()
    subject.reference = Self.summary(shot: 0, appearances: [Self.appearance(hue: hue, ground: 180)])
    return subject.conclude(
      hues.enumerated().map { index, hue in
        let stamp = Stamp(frame: index * 50, running: .seconds(Double(index) * 2), stream: .seconds(Double(index) * 2))
        return Self.summary(
          shot: index,
          appearances: [Self.appearance(hue: hue, ground: 180, embedding: kinds?[index] ?? [1, 0, 0], at: stamp)])
      })
  }

  @Test func `a reference accuses where the film agrees with itself`() {
    #expect(conclusion(hues: [40, 41, 40], against: 40).findings.allSatisfy { $0.score < 0.5 })
    let told = conclusion(hues: [40, 41, 40], against: 16)
    #expect(told.findings.count == 3 && told.findings.allSatisfy { $0.score >= 0.5 && $0.evidence[0] >= 1 })
    #expect(told.cast.first?.appearances.map { $0.differences } == [["hue"], ["hue"], ["hue"]])
  }

  @Test func `one shot is enough to be held against a reference, and the reference is none of them`() {
    let told = conclusion(hues: [40], against: 16)
    #expect(told.cast.map { $0.appearances.map { $0.shot } } == [[0]])
    #expect(told.findings.map { $0.score >= 0.5 } == [true])
  }

  @Test func `another vehicle is not held against the hero's reference`() {
    let told = conclusion(hues: [16, 60, 16], against: 16, kinds: [[1, 0, 0], [0.2, 1, 0], [1, 0, 0.1]])
    #expect(told.findings.allSatisfy { $0.score < 0.5 })
    #expect(told.cast.first?.appearances.map { $0.shot } == [0, 2])
  }

  @Test func `a picture without a vehicle is no reference`() throws {
    let plan = try Plan(parsing: "none,subject:reference=truck.jpg", from: .standard)
    let empty = Self.summary(shot: 0, embeddings: [])
    #expect(throws: PlanError.self) { try plan.holding(against: ["truck.jpg": empty]) }
    #expect(throws: Never.self) { try plan.holding(against: ["truck.jpg": empty], skipped: ["subject"]) }
  }

  private static func summary(shot index: Int, appearances: [Appearance]) -> ShotSummary {
    var summary = summary(shot: index, embeddings: [])
    summary.appearances = appearances
    return summary
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
