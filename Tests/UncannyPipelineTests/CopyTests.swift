import GStreamer
import TestMedia
import Testing
import Uncanny
import UncannyPipeline
import UncannyReport

/// What `check` writes beside its report: a copy in which each mark stands on the frames that it is about.
@Suite(.timeLimit(.minutes(5)))
struct CopyTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Two grays, but black in `frames`.
  private func clip(_ count: Int, blackIn frames: Range<Int>) async throws -> String {
    let path = folder.file("clip.mkv")
    try await Clip.write(
      "videotestsrc num-buffers=\(count) ! \(Barcode.stage) ! avenc_ffv1 ! matroskamux", to: path
    ) { buffer in
      let number = Int(((buffer.pts ?? 0) * 25 + 500_000_000) / 1_000_000_000)
      try? buffer.withMutablePlanes { luma, _, cb, cr, _ in
        for index in luma.indices { luma[index] = frames.contains(number) ? 16 : index % 2 == 0 ? 54 : 66 }
        for index in cb.indices { cb[index] = 128 }
        for index in cr.indices { cr[index] = 128 }
      }
    }
    return path
  }

  @Test(arguments: ["mkv", "mp4", "ts"])
  func `the mark of a black picture stands from its decision to its end`(suffix: String) async throws {
    let black = 20..<45
    let (input, output) = (try await clip(60, blackIn: black), folder.file("copy.\(suffix)"))
    let ear = Ear()
    let result = try await run(.check(.file(input), copy: .file(output)), ear: ear)
    #expect(result.failure == nil)
    let report = try #require(result.reports.first)
    #expect(try violations(report) == [])
    let began = try #require(ear.events.began.first)
    let ended = try #require(ear.events.ended.first)
    #expect(began.start.frame == black.lowerBound && ended.end?.frame == black.upperBound)
    #expect(began.decided.frame > black.lowerBound)
    // a mark about the whole picture is a frame around it: bright at the left edge, at the height where nothing else is
    let marked = try await frames(of: output) { frame, _ in
      (ground: frame.mean(300..<340, 160..<200), edge: frame.mean(0..<2, 160..<200))
    }
    #expect(marked.count == 60)
    for (index, frame) in marked.enumerated() {
      #expect(black.contains(index) == (frame.ground < 30), "frame \(index) of the copy is frame \(index) of the clip")
      let isMarked = frame.edge - frame.ground > 40
      #expect(isMarked == (began.decided.frame..<black.upperBound).contains(index), "frame \(index)")
    }
  }

  @Test func `a copy is checked as the file itself is`() async throws {
    let input = try await clip(60, blackIn: 20..<45)
    let plain = try await run(.check(.file(input), copy: nil), plan: "default,-subject,-text,-face")
    let copied = try await run(
      .check(.file(input), copy: .file(folder.file("copy.mkv"))), plan: "default,-subject,-text,-face")
    let (left, right) = (try #require(plain.reports.first), try #require(copied.reports.first))
    #expect(left.events == right.events)
    #expect(left.shots == right.shots)
    #expect(left.checks == right.checks)
    #expect(left.media == right.media)
    #expect(left.performance.framesAnalyzed == 60 && right.performance.framesAnalyzed == 60)
  }

  @Test func `checking twice gives the same report apart from its speed`() async throws {
    let input = try await clip(60, blackIn: 20..<45)
    let first = try await run(.check(.file(input), copy: nil), plan: "default,-subject,-text,-face")
    let second = try await run(.check(.file(input), copy: nil), plan: "default,-subject,-text,-face")
    let (left, right) = (try #require(first.reports.first), try #require(second.reports.first))
    #expect(!left.events.isEmpty)
    #expect(left.events == right.events && left.shots == right.shots && left.checks == right.checks)
    #expect(left.media == right.media && left.tool == right.tool && left.verdict == right.verdict)
  }

  @Test func `a copy that cannot be written is a failure`() async throws {
    let input = try await clip(20, blackIn: 5..<10)
    await #expect(throws: SessionError.self) {
      try await run(.check(.file(input), copy: .file("\(folder.path)/nowhere/copy.mkv")))
    }
  }
}
