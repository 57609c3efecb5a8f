import Foundation
import TestMedia
import TestSupport
import Testing
import Uncanny
import UncannyDetectors
import UncannyPipeline
import UncannyReport

extension RealTime {
  /// What is kept of the moments of events.
  @Suite(.timeLimit(.minutes(2)))
  struct MomentTests {
    let folder: TemporaryFolder
    /// Two seconds of bars, one of black, and one of bars again.
    let clip: String

    init() async throws {
      folder = try TemporaryFolder()
      clip = folder.file("clip.mkv")
      let format = "video/x-raw,format=I420,width=322,height=182,framerate=30/1"
      let parts = [("smpte", 60), ("black", 30), ("smpte", 30)].map { pattern, frames in
        "videotestsrc pattern=\(pattern) num-buffers=\(frames) ! \(format) ! both."
      }
      try await Clip.write(
        "concat name=both ! x264enc speed-preset=ultrafast ! h264parse ! mux. "
          + parts.joined(separator: " ") + " matroskamux name=mux", to: clip)
    }

    private func moments(in path: String, size: Int64 = 1_000_000_000, said: Seen<String> = Seen()) throws -> Moments {
      try Moments(in: path, size: size, severity: .warning, catalog: .standard) { said.add($0) }
    }

    private func watch(_ moments: Moments) async throws {
      _ = try await run(
        .watch(.file(clip), nil, delay: .zero), settings: Session.Settings(models: .none, moments: moments))
    }

    @Test func `an event has a clip with its frames, a picture of the worst, and its facts`() async throws {
      let path = folder.file("a/moments")
      let said = Seen<String>()
      try await watch(try moments(in: path, said: said))
      #expect(said.all == [])
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      #expect(names.map { $0.drop { $0 != "-" } } == ["-black-1.jpg", "-black-1.json", "-black-1.mp4"], "\(names)")
      let stem = try #require(names.first.map { "\(path)/\($0.dropLast(4))" })
      let event = try String(contentsOfFile: "\(stem).json", encoding: .utf8)
      let schema = try Schema([JSON(parsing: Repository.text(of: "docs/formats/event.schema.json"))])
      #expect(try schema.violations(in: JSON(parsing: event), of: "uncanny.event/1") == [])
      #expect(event.contains(#""start_frame":60,"#) && event.contains(#""end_frame":90,"#), "\(event)")
      let ear = Ear()
      let run = try await run(
        .check(.file("\(stem).mp4"), copy: nil), settings: Session.Settings(models: .none), ear: ear)
      let media = try #require(run.reports.first?.media)
      // the last fifth of a second is not shown yet when the feed ends
      #expect((100...120).contains(media.frames) && media.width == 322, "\(media.frames)")
      // what was found is drawn in, so that it is not quite black any more
      #expect(ear.events.ended.allSatisfy { (55...65).contains($0.start.frame) })
      let picture = try Data(contentsOf: URL(fileURLWithPath: "\(stem).jpg"))
      #expect(picture.starts(with: [0xFF, 0xD8]) && picture.count < 8000, "bars take more: \(picture.count)")
    }

    @Test func `the oldest go when there are too many, and nothing else does`() async throws {
      let path = folder.file("moments")
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for name in ["20200101T000000.000Z-black-1.mp4", "holiday.mp4", "20200101T000000.000Z.mp4"] {
        _ = try folder.write([UInt8](repeating: 0, count: 1000), to: "moments/\(name)")
      }
      try await watch(try moments(in: path, size: 1_000_000))
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 6)
      try await watch(try moments(in: path, size: 1))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
          "20200101T000000.000Z.mp4", "holiday.mp4",
        ])
    }

    @Test func `a folder that cannot be is an error before anything is watched`() throws {
      _ = try folder.write([UInt8](), to: "file")
      let error = #expect(throws: SessionError.self) { try self.moments(in: folder.file("file/x")) }
      #expect(error.map { "\($0)" } == "\(folder.file("file/x")): no folder can be made there")
    }

    @Test func `a folder that goes away is said once, and the watch goes on`() async throws {
      let path = folder.file("gone")
      let said = Seen<String>()
      let moments = try moments(in: path, said: said)
      try FileManager.default.removeItem(atPath: path)
      _ = try folder.write([UInt8](), to: "gone")
      try await watch(moments)
      #expect(said.all == ["moments: \(path): cannot be written"])
    }
  }
}
