import TestSupport
import Testing
import Uncanny
import UncannyCompare
import UncannyReport

/// How a comparison is told.
@Suite struct ComparisonTests {
  private static func reel(_ rate: Double = 25) -> Reel {
    let trace = (0..<100).map {
      Trace.Picture(stamp: Stamp(frame: $0, rate: rate), signature: Signature(luma: []))
    }
    return Reel(trace, shots: [(0, .start), (40, .cut)])
  }

  private static let everything: [Difference] = [
    .trimmedHead(frames: 3), .trimmedTail(frames: 1), .cutOut(frames: 2), .extendedHead(frames: 4),
    .extendedTail(frames: 5), .split(part: 1, of: 2), .retimed(speed: 1.1), .retimed(speed: -1), .mirrored,
    .reframed(width: 0.95, height: 0.95), .letterboxed(before: SIMD2(1, 1), after: SIMD2(1, 0.75)),
    .graded(Grade(stops: 0.4, contrast: 0.9, saturation: 1.2, warmth: 3, tint: -3)), .fadesIn(frames: 12),
    .fadesOut(frames: 12), .transition(before: .cut, after: .dissolve),
    .partReplaced(x: 0.1, y: 0.2, width: 0.3, height: 0.4, frames: 50..<60), .picture,
  ]

  private static func told(_ rows: [Comparison.Row], _ second: Reel = reel()) -> Wire.Comparison {
    Wire.Comparison(
      Comparison(rows: rows), of: reel(), and: second, tool: Samples.tool, a: Samples.media, b: Samples.media)
  }

  private static let rich = told([
    .init(state: .unchanged, shotA: 0, shotB: 0, framesA: 0..<40, framesB: 0..<40),
    .init(
      state: .changed, shotA: 1, shotB: 1, framesA: 43..<100, framesB: 40..<97, differences: everything,
      likeness: Likeness(mean: 0.98, worst: 0.9, worstFrame: 50, worstPartner: 53, color: 1.5), isTimed: false),
    .init(state: .new, shotB: 1, framesB: 97..<99, isPlain: true),
    .init(state: .missing, shotA: 1, framesA: 90..<100, inPlaceOf: [1]),
    .init(state: .undecided, shotB: 1, framesB: 99..<100, reason: "it is too short to be found again"),
  ])

  @Test func `a comparison obeys its schema and writes nothing else`() throws {
    let schema = try Schema(
      ["comparison", "difference"].map { try JSON(parsing: Repository.text(of: "docs/formats/\($0).schema.json")) })
    let json = try JSON(parsing: JSONText.document(Self.rich))
    #expect(schema.violations(in: json, of: "uncanny.comparison/1", isClosed: true) == [])
  }

  @Test func `the verdict follows from the shots`() {
    let same = Comparison.Row(state: .unchanged, shotA: 0, shotB: 0, framesA: 0..<40, framesB: 0..<40)
    let open = Comparison.Row(state: .undecided, shotB: 1, framesB: 40..<50)
    #expect(Self.told([same]).verdict == .same && Self.told([same, open]).verdict == .undecided)
    #expect(
      Self.rich.verdict == .different
        && Self.rich.counts == [
          "unchanged": 1, "changed": 1, "new": 1, "missing": 1, "undecided": 1,
        ])
  }

  @Test func `offsets are in frames where the rates are one, and in seconds always`() {
    #expect(Self.rich.shots[1].offsetFrames == -3 && Self.rich.shots[1].offset == -0.12)
    let row = Comparison.Row(state: .moved, shotA: 1, shotB: 0, framesA: 50..<100, framesB: 0..<50)
    let other = Self.told([row], Self.reel(50)).shots[0]
    #expect(other.offsetFrames == nil && other.offset == -2)
  }

  @Test func `what all shots share is told once more for all`() {
    let rows = [0..<40, 40..<100].enumerated().map { number, frames in
      Comparison.Row(
        state: .changed, shotA: number, shotB: number, framesA: frames, framesB: frames,
        differences: [.retimed(speed: 25.0 / 24), number == 0 ? .mirrored : .fadesIn(frames: 3)])
    }
    #expect(Self.told(rows).common.map { $0.kind } == [.retimed])
    #expect(Self.told([rows[0]]).common == [])
  }

  @Test func `each difference has words of its own`() {
    let message = Self.rich.shots[1].message
    let words = message.split(separator: "; ")
    #expect(words.count == Self.everything.count + 1 && Set(words).count == words.count, "\(message)")
    #expect(message.hasPrefix("3 frames are missing at its beginning; 1 frame is missing at its end"))
    #expect(message.contains("faster, x 1.1; backwards; left and right"))
    #expect(message.hasSuffix("at which end cannot be said"))
  }

  @Test func `the listing counts shots from 1 and shows the last frame`() {
    let lines = ComparisonTable(Self.rich).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "A  clip.mp4  1920x1080  25 fps  00:00:10.000  250 frames")
    #expect(lines[3].hasPrefix("unchanged  1  0-39    1  0-39"))
    #expect(lines.contains { $0.hasPrefix("missing    2  90-99   -") })
    #expect(lines.dropLast().last == "different: 1 unchanged, 1 changed, 1 new, 1 missing, 1 undecided")
    let narrow = ComparisonTable(Self.rich, width: 80).text.split(separator: "\n")
    #expect(narrow.dropFirst(2).allSatisfy { $0.count <= 80 })
  }

  @Test func `the page shows each shot of both, is XML too, and nothing in it is markup of a file`() throws {
    let media = Wire.Media(uri: "/a/<b>&.mp4", width: 4, height: 3, frames: 100)
    let page = ComparisonPage(
      Wire.Comparison(tool: Samples.tool, a: media, b: media, common: [], shots: Self.rich.shots)
    ).text
    #expect(!page.contains("<b>&.mp4") && page.contains("&lt;b&gt;&amp;.mp4"))
    #expect(page.matches(of: /<li id=/).count == 5 && page.contains("not there"))
    let wishes = ComparisonWishes(of: Self.rich)
    #expect(wishes.a.wishes.map { $0.frame }.contains(58) == false && wishes.b.wishes.map { $0.frame }.contains(55))
    #expect(wishes.a.wishes.count == 3 && wishes.b.wishes.count == 4)
  }
}
