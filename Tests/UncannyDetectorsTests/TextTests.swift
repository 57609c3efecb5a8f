import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Lettering as a reader sees it: what is judged, and what is let pass.
@Suite struct TextTests {
  private let still = Scene.street(count: 100, pan: 0)
  private let other = Scene.street(count: 100, seed: 5, pan: 0)

  /// What is read of one sign, every tenth frame.
  private func sign(_ texts: [String], from first: Int = 0, left: Float = 0.2, height: Float = 0.2) -> [Observations] {
    texts.enumerated().map { index, text in
      let region = Region(x: left, y: 0.4, width: 0.6, height: height)
      let (right, bottom) = (left + 0.6, 0.4 + height)
      let line = TextSighting(
        region: region,
        corners: [SIMD2(left, 0.4), SIMD2(right, 0.4), SIMD2(right, bottom), SIMD2(left, bottom)], height: height,
        text: text, confidence: 0.98, weakest: 0.9, sharpness: 0.5)
      return Observations(stamp: Stamp(frame: first + 10 * index, rate: 25), looked: .lettering, lines: [line])
    }
  }

  private func faults(
    _ scene: Scene, _ observations: [Observations], _ settings: String = "expect=FROSTFUEL"
  ) throws -> [String] {
    let plan = try Plan(parsing: "none,text:\(settings)", from: .standard)
    return try Projection(scene, seeing: observations, plan: plan).events.map { $0.fault }
  }

  private let wrong = [String](repeating: "FRSOTFUEL", count: 4)

  @Test func `a line that once reads the word is misread otherwise`() throws {
    #expect(try faults(still, sign(wrong)) == ["text.misspelt"])
    #expect(try faults(still, sign(["THE FROSTFUEL"] + wrong)).isEmpty)
  }

  @Test func `what is small, or goes beyond the picture, is not judged`() throws {
    #expect(try faults(still, sign(wrong, height: 0.1)).isEmpty)
    #expect(try faults(still, sign(wrong, height: 0.1), "expect=FROSTFUEL:height=8") == ["text.misspelt"])
    #expect(try faults(still, sign(wrong, left: 0.4)).isEmpty)
  }

  @Test func `of several words each is looked for`() throws {
    #expect(try faults(still, sign(wrong), "expect=NORDKRAFT+FROSTFUEL") == ["text.misspelt"])
    #expect(try faults(still, sign(wrong), "expect=NORDKRAFT").isEmpty)
    #expect(try faults(still, sign(wrong), "expect=").isEmpty)
  }

  @Test func `a misspelling stands with its shot`() throws {
    let plan = try Plan(parsing: "none,text:expect=FROSTFUEL", from: .standard)
    let seen = sign(["FROSTFUEL", "FROSTFUEL", "FROSTFUEL"]) + sign(wrong + wrong + wrong.prefix(2), from: 100)
    let shown = try Projection(still.cut(to: other).cut(to: still), seeing: seen, plan: plan)
    #expect(shown.events.map { $0.fault } == ["text.misspelt"])
    #expect(shown.events.map { $0.shot } == [1])
    #expect(shown.events.map { $0.start.frame } == [100] && shown.events.first?.end?.frame == 200)
  }

  @Test func `a change between shots is told once, and not where a shot reads both`() throws {
    let (first, second) = (["NORDKRAFT", "NORDKRAFT"], ["NORDKRALT", "NORDKRALT"])
    let scene = still.cut(to: other).cut(to: still).cut(to: other)
    let there = sign(first) + sign(second, from: 100)
    #expect(try faults(scene, there + sign(first, from: 200) + sign(second, from: 300)) == ["text.drift"])
    #expect(try faults(scene, there + sign(["NORDKRAFT"], from: 105)).isEmpty)
    #expect(try faults(scene, there, "expect=NORDKRALT") == ["text.misspelt"])
  }

  @Test func `one reading is none`() throws {
    #expect(try faults(still, sign(["FRSOTFUEL"])).isEmpty)
    let plan = try Plan(parsing: "none,text:expect=FROSTFUEL", from: .standard)
    let shown = try Projection(still, seeing: sign(["FRSOTFUEL"]), plan: plan)
    #expect(shown.summary.checks.first?.verdict == .undecided)
  }

  @Test func `lines that are no lines do not trap`() throws {
    let odd = sign(wrong).map { seen in
      var seen = seen
      seen.lines[0].corners = [SIMD2(.nan, 0), SIMD2(0, 0), SIMD2(0, 0), SIMD2(0, .infinity)]
      seen.lines.append(seen.lines[0])
      seen.lines[1].corners = []
      seen.lines[0].text = "\u{0}\u{301}"
      return seen
    }
    #expect(try faults(still, odd).isEmpty)
  }
}
