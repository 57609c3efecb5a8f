import Foundation
import TestMedia
import Testing
import Uncanny
import UncannyDetectors
import UncannyPipeline
import UncannyReport

/// A film held against the look of a picture, whichever way it is looked at.
@Suite(.timeLimit(.minutes(5)))
struct ReferencePictureTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func clip() async throws -> String {
    let path = folder.file("clip.mkv")
    try await Clip.write("\(Clip.picture(frames: 50)) ! h264parse ! matroskamux", to: path)
    return path
  }

  /// A still of what the clip shows, graded or not.
  private func still(_ name: String, _ grade: String = "identity", encoder: String = "pngenc") async throws -> String {
    let path = folder.file(name)
    try await Clip.write(
      "videotestsrc pattern=smpte num-buffers=1 ! video/x-raw,format=I420,width=320,height=180 ! \(grade) ! videoconvert "
        + "! \(encoder)", to: path)
    return path
  }

  private func faults(_ route: Route, _ reference: String) async throws -> [String] {
    let result = try await run(route, plan: "none,look:reference=\(reference)")
    #expect(result.failure == nil)
    return try #require(result.reports.first).events.filter { $0.severity != .info }.map { $0.fault }
  }

  @Test(arguments: ["pngenc", "jpegenc"]) func `a clip has the look of its own still`(encoder: String) async throws {
    let still = try await still("still.img", encoder: encoder)
    #expect(try await faults(.check(.file(try await clip()), copy: nil), still) == [])
  }

  @Test func `a clip brighter than its reference is told, with a copy and without`() async throws {
    let (clip, still) = (try await clip(), try await still("dark.png", "videobalance brightness=-0.3"))
    #expect(try await faults(.check(.file(clip), copy: nil), still) == ["look.reference-exposure"])
    #expect(
      try await faults(.check(.file(clip), copy: .file(folder.file("copy.mkv"))), still) == ["look.reference-exposure"])
  }

  @Test func `what was looked at once serves several sessions, and elements too`() async throws {
    let (clip, still) = (try await clip(), try await still("dark.png", "videobalance brightness=-0.3"))
    let plan = try await Session.completed(
      try Plan(parsing: "none,look:reference=\(still)", from: .standard), from: .standard)
    try FileManager.default.removeItem(atPath: still)
    for copy in [nil, Output.file(folder.file("copy.mkv"))] {
      let session = Session(.check(.file(clip), copy: copy), plan: plan, catalog: .standard)
      #expect(try await session.run().reports.first?.events.map { $0.fault } == ["look.reference-exposure"])
    }
  }

  @Test func `a clip may be the reference`() async throws {
    let clip = try await clip()
    #expect(try await faults(.check(.file(clip), copy: nil), clip) == [])
  }

  @Test(arguments: ["plan=\"none,look:reference=FILE\"", "plan=none,look look-reference=FILE"])
  func `an element of a launch file holds against the file that it names`(settings: String) async throws {
    let (clip, still) = (try await clip(), try await still("dark.png", "videobalance brightness=-0.3"))
    let path = try folder.write(
      "filesrc location=\(clip) ! decodebin ! videoconvert ! uncanny \(settings.replacing("FILE", with: still)) ! fakesink"
        .utf8,
      to: "own.launch")
    let result = try await run(.launch(try LaunchFile(path, variables: [:])))
    #expect(result.failure == nil)
    #expect(result.reports.first?.events.map { $0.fault } == ["look.reference-exposure"])
  }

  @Test func `what is no picture is told in a line that names it`() async throws {
    let clip = try await clip()
    let text = try folder.write("no picture\n".utf8, to: "words.png")
    for (path, why) in [(folder.file("none.png"), "no such file"), (text, "words.png"), (folder.path, "is a folder")] {
      do {
        _ = try await run(.check(.file(clip), copy: nil), plan: "none,look:reference=\(path)")
        Issue.record("\(path) was taken for a picture")
      } catch let error as SessionError {
        let words = "\(error)"
        #expect(words.hasPrefix("look:reference ") && words.contains(why) && !words.contains("\n"), "\(words)")
      }
    }
  }
}
