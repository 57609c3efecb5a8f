import Testing
import Uncanny

@testable import UncannyReport

/// What is to become of a clip, and in which order clips stand.
struct TriageTests {
  private func digest(_ changes: [Outcome.Change], complete: Bool = true) -> ClipDigest {
    let media = Wire.Media(
      uri: "a.mp4", width: 640, height: 360, frameRate: 25, frames: 250, duration: 10, complete: complete)
    return ClipDigest(Samples.report(changes, media: media))
  }

  private func event(
    _ id: Int, _ severity: Severity, fault: String = "smear.top", confidence: Float = 1, score: Float = 0.7
  ) -> Outcome.Change {
    .ended(Samples.event(id, fault: fault, severity: severity, to: 51, score: score, confidence: confidence))
  }

  @Test func `a clip in which nothing was found is kept, without a place to look at`() {
    let judgement = TriageJudgement(digest([]))
    #expect(judgement.verdict == .keep && judgement.points == 0 && judgement.parts == [])
    #expect(judgement.reason == "nothing found" && judgement.time == nil && judgement.frame == nil)
  }

  @Test(arguments: [
    (Severity.info, TriageJudgement.Verdict.keep), (.warning, .look), (.error, .reject), (.critical, .reject),
  ])
  func `the worst fault decides`(severity: Severity, verdict: TriageJudgement.Verdict) {
    let judgement = TriageJudgement(digest([event(1, severity)]))
    #expect(judgement.verdict == verdict)
    #expect(severity == .info || judgement.frame == 50 && judgement.time == 2)
  }

  @Test func `an error that is not sure asks for a look only`() {
    #expect(TriageJudgement(digest([event(1, .error, confidence: 0.5)])).verdict == .look)
  }

  @Test func `a warning that lasts a fifth of the clip rejects it, in one piece or in several`() {
    func lasting(_ frames: Int, _ pieces: Int = 1) -> TriageJudgement {
      TriageJudgement(
        digest(
          (0..<pieces).map { piece in
            .ended(Samples.event(piece, from: 60 * piece, to: 60 * piece + frames / pieces, confidence: 1))
          }))
    }
    #expect(lasting(25).verdict == .look && lasting(50).verdict == .reject && lasting(50, 2).verdict == .reject)
    #expect(lasting(250).points == 1.6, "more than four times is no more")
  }

  @Test func `a slide of the light is information on a film, and counts in a clip`() {
    func slide(_ score: Float) -> TriageJudgement {
      let event = Samples.event(
        1, detector: "drift", fault: "drift.exposure", severity: .info, to: 75, score: score, confidence: 1)
      return TriageJudgement(digest([.ended(event)]))
    }
    #expect(slide(1).verdict == .reject && slide(0.4).verdict == .keep)
  }

  @Test func `several faults add up`() {
    let several = TriageJudgement(
      digest([event(1, .warning), event(2, .warning, fault: "smear.low"), event(3, .warning, fault: "smear.mid")]))
    #expect(several.parts.count == 3 && several.verdict == .reject)
    #expect(several.reason.hasSuffix("; 2 other faults"))
    #expect(abs(several.points - several.parts.reduce(0) { $0 + $1.points }) < 1e-9)
  }

  @Test func `of several events of a fault the worst is the one to look at`() {
    let worst = Outcome.Change.ended(
      Samples.event(2, fault: "smear.top", severity: .error, from: 100, to: 110, score: 0.9))
    let fault = digest([event(1, .warning), worst]).faults.first
    #expect(fault?.frame == 100 && fault?.severity == .error && fault?.count == 2)
    #expect(fault.map { abs($0.seconds - 0.44) < 1e-9 } == true)
  }

  @Test func `weights change what a detector or a fault counts, the fault before the detector`() throws {
    let weights = try TriageWeights(parsing: "smear=0, smear.low=2.5", names: ["smear"])
    let digest = digest([event(1, .error), event(2, .warning, fault: "smear.low")])
    let judgement = TriageJudgement(digest, weights)
    #expect(judgement.parts == [.init(name: "smear.low", points: 1.032)])
    #expect(judgement.verdict == .reject)
  }

  @Test(arguments: ["smear", "smear=", "smear=x", "smear=-1", "smear=101", "smear=nan", "=1", "a=b=c"])
  func `weights that are none are not understood`(text: String) {
    #expect(throws: TriageWeightsError.self) { try TriageWeights(parsing: text, names: ["smear"]) }
  }

  @Test func `a detector that there is not has no weight`() {
    #expect(throws: TriageWeightsError.unknown("smaer")) { try TriageWeights(parsing: "smaer=1", names: ["smear"]) }
  }

  @Test func `what breaks off is looked at, what cannot be read is rejected, what crashes the analysis is looked at`() {
    #expect(TriageJudgement(digest([], complete: false)).verdict == .look)
    #expect(TriageJudgement(failure: "no picture in it", crashed: false).verdict == .reject)
    let crash = TriageJudgement(failure: "the analysis crashed (signal 11), twice", crashed: true)
    #expect(crash.verdict == .look && crash.parts.map { $0.name } == ["crash"])
  }

  private func clip(_ path: String, _ points: Double, _ word: UInt64? = nil) -> TriagedClip {
    let judgement = TriageJudgement(
      digest(points > 0 ? [event(1, .warning, confidence: Float(points / 0.4))] : []))
    return TriagedClip(
      path: path, digest: nil, judgement: judgement, hash: word.map { PictureHash(words: [$0, $0, $0]) })
  }

  @Test func `the best stands first, and of equals the first by path`() {
    let rows = TriageRow.ranked([clip("c", 0.3), clip("b", 0), clip("a", 0)])
    #expect(rows.map { $0.path } == ["a", "b", "c"] && rows.map { $0.rank } == [1, 2, 3])
  }

  @Test func `clips that show the same are a group, the best of which is named`() {
    let (one, near, other): (UInt64, UInt64, UInt64) = (
      0x0F0F_0F0F_3333_5555, 0x0F0F_0F0F_3333_5556, 0xFF00_FF00_FF00_00FF
    )
    let rows = TriageRow.ranked([clip("a", 0.3, one), clip("b", 0, near), clip("c", 0.1, other), clip("d", 0.2)])
    #expect(rows.map { $0.path } == ["b", "c", "d", "a"])
    #expect(rows.map { $0.group } == [1, nil, nil, 1] && rows.map { $0.isBest } == [true, nil, nil, false])
  }

  @Test func `clips are found to be alike as by comparing each with each`() {
    var generator = SplitMix(state: 7)
    var words = (0..<200).map { _ in generator.next() }
    for index in words.indices where index % 3 == 1 {
      // a neighbor that differs in a few bits
      words[index] = (0..<Int(generator.next() % 10)).reduce(words[index - 1]) { word, _ in
        word ^ (1 << (generator.next() % 64))
      }
    }
    let hashes = words.map { PictureHash(words: [$0, 0, 0]) }
    let leaders = LikeClips(hashes).leaders
    for one in hashes.indices {
      for other in 0..<one where hashes[one].distance(to: hashes[other]) <= LikeClips.most {
        #expect(leaders[one] == leaders[other])
      }
      let isLed =
        leaders[one] == one || hashes.indices.contains { $0 != one && hashes[one].distance(to: hashes[$0]) <= 7 }
      #expect(isLed, "clip \(one) is in a group with nothing that it is like")
    }
  }

  @Test func `pictures without structure are like nothing`() {
    let flat = PictureHash(words: [0, 0, 0])
    #expect(flat.distance(to: flat) == 64)
    #expect(LikeClips([flat, flat]).leaders == [0, 1])
  }

  @Test func `a path with a comma, a quote or a formula stays one cell`() {
    let rows = TriageRow.ranked([clip("=a,\"b\"", 0)])
    #expect(TriageTable.line(rows[0]).hasPrefix("1,keep,0.000,\"'=a,\"\"b\"\"\",nothing found,"))
    #expect(TriageTable.line(rows[0]).split(separator: ",", omittingEmptySubsequences: false).count >= 15)
  }

  @Test func `the wall holds every clip as data, which no path can leave`() throws {
    let rows = TriageRow.ranked([clip("a</script><b>.mp4", 0.3), clip("b&c.mp4", 0)])
    let text = try TriageWall(rows, places: ["../b&c.mp4", "../a</script><b>.mp4"]).text()
    #expect(!text.contains("</script><b>") && text.contains("a\\u003c/script\\u003e\\u003cb\\u003e.mp4"))
    #expect(text.contains("../b\\u0026c.mp4") && text.contains("<h1>2 clips</h1>"))
    for part in [wallScript, wallStyle] {
      #expect(text.contains(Markup(HTMLPage.source(of: part)).source), "the policy knows it")
      #expect(!part.text.contains("<") && !part.text.contains("&"))
    }
  }

  @Test func `the listing counts, and does not let a path write on the terminal`() {
    let text = TriageTable.listing(TriageRow.ranked([clip("a\u{1B}[2J", 0.3), clip("b", 0)]))
    #expect(text.hasPrefix("2 clips: 1 keep, 1 look, 0 reject\nlook    0.31  a?[2J  00:00:02.000  "))
  }
}

/// Numbers that look random, the same every time (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
