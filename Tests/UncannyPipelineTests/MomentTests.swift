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

    init() throws { folder = try TemporaryFolder() }

    /// Bars and black in turn, each of so many frames, thirty a second.
    private func clip(_ lengths: [Int], _ muxer: String = "matroskamux") async throws -> String {
      let path = folder.file("clip")
      let format = "video/x-raw,format=I420,width=322,height=182,framerate=30/1"
      let parts = lengths.enumerated().map { index, frames in
        "videotestsrc pattern=\(index % 2 == 0 ? "smpte" : "black") num-buffers=\(frames) ! \(format) ! both."
      }
      try await Clip.write(
        "concat name=both ! x264enc speed-preset=ultrafast ! h264parse ! mux. " + parts.joined(separator: " ")
          + " \(muxer) name=mux", to: path)
      return path
    }

    private func moments(in path: String, size: Int64 = 1_000_000_000, said: Seen<String> = Seen()) throws -> Moments {
      try Moments(in: path, size: size, severity: .warning, catalog: .standard) { said.add($0) }
    }

    private func watch(_ clip: String, _ moments: Moments) async throws {
      _ = try await run(
        .watch(.file(clip), nil, delay: .zero), settings: Session.Settings(models: .none, moments: moments))
    }

    @Test(arguments: [([60, 30, 30], "matroskamux"), ([200, 15, 15], "mpegtsmux")])
    func `an event has a clip with its frames, a picture of the worst, and its facts`(
      lengths: [Int], muxer: String
    ) async throws {
      let path = folder.file("a/moments")
      let said = Seen<String>()
      try await watch(try await clip(lengths, muxer), try moments(in: path, said: said))
      #expect(said.all == [])
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      #expect(names.map { $0.drop { $0 != "-" } } == ["-black-1.jpg", "-black-1.json", "-black-1.mp4"], "\(names)")
      let stem = try #require(names.first.map { "\(path)/\($0.dropLast(4))" })
      let event = try String(contentsOfFile: "\(stem).json", encoding: .utf8)
      let schema = try Schema([JSON(parsing: Repository.text(of: "docs/formats/event.schema.json"))])
      #expect(try schema.violations(in: JSON(parsing: event), of: "uncanny.event/1") == [])
      #expect(
        event.contains("\"start_frame\":\(lengths[0]),") && event.contains("\"end_frame\":\(lengths[0] + lengths[1]),"),
        "\(event)")
      let ear = Ear()
      // what stands in the strip is not black
      let run = try await run(
        .check(.file("\(stem).mp4"), copy: nil), plan: "none,black:area=0.6", settings: Session.Settings(models: .none),
        ear: ear)
      let media = try #require(run.reports.first?.media)
      // five seconds before, from a key frame on; the last fifth of a second is not shown yet when the feed ends
      let before = min(lengths[0], 150)
      let length = before + lengths[1] + lengths[2]
      #expect((length - 20...length + 31).contains(media.frames) && (320...324).contains(media.width), "\(media)")
      let black = try #require(ear.events.ended.first)
      let start = black.start.frame
      // of a feed that has only just begun, the first frames may have come too soon
      #expect(lengths[0] == 60 ? (40...60).contains(start) : (150...181).contains(start), "\(start)")
      #expect(black.end?.frame == start + lengths[1])
      let picture = try Data(contentsOf: URL(fileURLWithPath: "\(stem).jpg"))
      #expect(picture.starts(with: [0xFF, 0xD8]) && picture.count < 8000, "bars take more: \(picture.count)")
    }

    @Test func `the oldest go when there are too many, and nothing else does`() async throws {
      let path = folder.file("moments")
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for name in ["20200101T000000.000Z-black-1.mp4", "holiday.mp4", "20200101T000000.000Z.mp4"] {
        _ = try folder.write([UInt8](repeating: 0, count: 1000), to: "moments/\(name)")
      }
      let clip = try await clip([20, 15, 10])
      try await watch(clip, try moments(in: path, size: 1_000_000))
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 6)
      try await watch(clip, try moments(in: path, size: 1))
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
      try await watch(try await clip([20, 15, 20, 15, 10]), moments)
      #expect(said.all == ["moments: \(path): cannot be written"])
    }
  }
}
