import Foundation
import Glibc
import TestMedia
import Testing

/// Where things are written, and where never.
@Suite(.timeLimit(.minutes(5)))
struct PlaceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func clip() async throws -> String {
    let path = folder.file("clip.mkv")
    try await Clip.write("\(Clip.picture(frames: 10)) ! h264parse ! matroskamux", to: path)
    return path
  }

  @Test(arguments: ["--report", "--events", "--overlay"])
  func `the input is never overwritten, by whatever name`(option: String) async throws {
    let clip = try await clip()
    let before = try Data(contentsOf: URL(fileURLWithPath: clip))
    let link = folder.file("link.mkv")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: clip)
    for name in [clip, link] {
      let result = try await Built.run(["check", clip, option, name])
      #expect(result.status == 2)
      #expect(result.words.first?.contains("would overwrite the input") == true, "\(result.words)")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: clip)) == before)
  }

  @Test func `a link is followed, not replaced`() async throws {
    let link = folder.file("link.json")
    try folder.write("before".utf8, to: "report.json")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.file("report.json"))
    #expect(try await Built.run(["check", try await clip(), "--quiet", "--report", link]).status == 0)
    #expect(folder.text(of: "report.json")?.hasPrefix("{") == true)
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: link)) != nil)
  }

  @Test(arguments: ["--report", "--events"])
  func `a device stays one`(option: String) async throws {
    #expect(try await Built.run(["check", try await clip(), "--quiet", option, "/dev/null"]).status == 0)
    let facts = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(facts[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func `what was interrupted is not passed`() async throws {
    // a test picture has no end
    let child = try Built.start(["check", "test:black", "--quiet", "--fail-on", "never", "--events", "-"])
    #expect(await child.line { $0.contains("\"began\"") } != nil)
    child.send(SIGINT)
    let result = await child.result()
    #expect(result.status == 4)
    #expect(result.words == ["uncanny: test:black: was stopped before its end"])
  }
}
