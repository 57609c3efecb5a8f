import GStreamer
import TestMedia
import Testing
import Uncanny
import UncannyPipeline
import UncannyReport

/// The files in `pipelines`, run against sources on this machine.
extension RealTime {
  @Suite(.timeLimit(.minutes(5)))
  struct PipelineFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func clip(frames: Int = 50) async throws -> String {
      let path = folder.file("black.mp4")
      try await Clip.write("\(Clip.picture("black", frames: frames)) ! h264parse ! mp4mux", to: path)
      return path
    }

    /// A live feed of black, up to the muxer.
    private let feed =
      "videotestsrc is-live=true pattern=black ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! x264enc "
      + "tune=zerolatency speed-preset=ultrafast key-int-max=12 ! h264parse config-interval=-1 ! mpegtsmux alignment=7"

    /// One place looked at frames, and saw black.
    private func expectBlack(_ result: Session.Run, least frames: Int, _ name: String) throws {
      let report = try #require(result.reports.first)
      #expect(result.reports.count == 1)
      #expect(result.failure == nil)
      #expect(report.performance.framesAnalyzed >= frames)
      #expect(report.events.contains { $0.detector == "black" })
      #expect(report.media.uri.hasSuffix("\(name).launch"))
      #expect(try violations(report) == [])
    }

    @Test func `check-file looks at every frame`() async throws {
      let result = try await run(try launch("check-file", ["FILE": try await clip()]))
      try expectBlack(result, least: 50, "check-file")
      #expect(result.reports.first?.performance.framesAnalyzed == 50)
      #expect(result.reports.first?.media.width == 320)
    }

    @Test func `play-file plays a file to its end at its own pace`() async throws {
      let began = ContinuousClock.now
      let result = try await run(
        try launch("play-file", ["FILE": try await clip(), "SINK": "fakesink sync=true qos=false"]))
      try expectBlack(result, least: 50, "play-file")
      #expect(ContinuousClock.now - began > .seconds(1.9))
    }

    @Test func `test-picture shows its pattern`() async throws {
      let result = try await run(try launch("test-picture", ["SINK": "fakesink sync=true"]), frames: 15)
      try expectBlack(result, least: 15, "test-picture")
      let snow = try await run(try launch("test-picture", ["PATTERN": "snow", "SINK": "fakesink"]), frames: 5)
      #expect(snow.reports.first?.events.contains { $0.detector == "black" } == false)
    }

    @Test func `srt-monitor watches a feed`() async throws {
      let address = "srt://127.0.0.1:\(Port.datagram())"
      let sender = try Sender("\(feed) ! srtsink uri=\(address)?mode=listener wait-for-connection=false")
      defer { sender.stop() }
      let result = try await run(try launch("srt-monitor", ["URI": address, "SINK": "fakesink sync=true"]), frames: 25)
      try expectBlack(result, least: 25, "srt-monitor")
    }

    @Test func `udp-restream watches a feed and sends it on`() async throws {
      let (from, to) = (Port.datagram(), Port.datagram())
      let sender = try Sender("\(feed) ! udpsink host=127.0.0.1 port=\(from)")
      defer { sender.stop() }
      let received = Seen<Double>()
      let receiver = try Pipeline(
        parsing: "udpsrc address=127.0.0.1 port=\(to) caps=video/mpegts,systemstream=true ! queue ! decodebin "
          + "! videoconvert ! video/x-raw,format=I420 ! appsink name=sink sync=false")
      let sink = try #require(receiver.element(named: "sink").flatMap { AppSink($0) })
      // the drawn frame around a black picture
      sink.onSample { sample in
        if let edge = try? sample.withFrame({ $0.mean(0..<2, 80..<100) }) { received.add(edge) }
        return .ok
      }
      try receiver.start()
      defer { receiver.stop() }
      let result = try await run(
        try launch("udp-restream", ["ADDRESS": "127.0.0.1", "PORT": "\(from)", "TO_PORT": "\(to)"]), frames: 50)
      try expectBlack(result, least: 50, "udp-restream")
      #expect(received.all.count > 10)
      #expect(received.all.contains { $0 > 60 }, "the warning is on the picture that is sent on")
    }

    @Test(.enabled(if: WebServer.python != nil, "no python3 to serve files"))
    func `hls-monitor plays a list over HTTP`() async throws {
      let segments =
        "\(Clip.picture("black", frames: 100)) ! h264parse ! hlssink2 name=hls target-duration=1 playlist-length=0 "
        + "max-files=0 location=\(folder.path)/part%03d.ts playlist-location=\(folder.path)/playlist.m3u8"
      let writer = try Pipeline(parsing: segments)
      try writer.start()
      for await message in writer.messages {
        if case .error(let error) = message { throw error }
        if message == .eos { break }
      }
      writer.stop()
      let server = try await WebServer(folder.path)
      let result = try await run(
        try launch("hls-monitor", ["URI": "\(server.address)/playlist.m3u8", "SINK": "fakesink sync=false"]), frames: 50
      )
      try expectBlack(result, least: 50, "hls-monitor")
    }

    @Test func `multiviewer has a report for each of its feeds`() async throws {
      let file = try await clip(frames: 100)
      let variables = [
        "A": "filesrc location=\(file) ! decodebin", "B": "videotestsrc is-live=true pattern=black",
        "C": "videotestsrc is-live=true pattern=snow", "SINK": "fakesink sync=true",
      ]
      let result = try await run(try launch("multiviewer", variables), frames: 60)
      #expect(result.failure == nil)
      #expect(result.reports.map { $0.media.uri.split(separator: "#").last } == ["a", "b", "c", "d"])
      for report in result.reports {
        #expect(report.performance.framesAnalyzed > 0)
        #expect(try violations(report) == [])
      }
      #expect(result.reports.map { $0.events.contains { $0.detector == "black" } } == [true, true, false, false])
    }

    @Test(.enabled(if: CameraServer.isAvailable, "no RTSP server to be had: python3 or libgstrtspserver is missing"))
    func `rtsp-camera watches a camera`() async throws {
      let camera = try await CameraServer()
      let result = try await run(
        try launch("rtsp-camera", ["URI": camera.address, "SINK": "fakesink sync=true"]), frames: 25)
      try expectBlack(result, least: 25, "rtsp-camera")
    }

    @Test(.enabled(if: CameraServer.isAvailable, "no RTSP server to be had: python3 or libgstrtspserver is missing"))
    func `a camera that goes away in the middle is a failure`() async throws {
      let camera = try await CameraServer()
      let ear = Ear { if case .progress(let progress) = $0, progress.frames >= 10 { camera.kill() } }
      let result = try await run(
        .watch(.uri(camera.address), nil, delay: .zero), settings: .init(patience: .seconds(10)), ear: ear)
      #expect(result.failure != nil)
      let report = try #require(result.reports.first)
      #expect(report.media.complete == false && report.performance.framesAnalyzed >= 10)
      #expect(try violations(report) == [])
    }
  }
}
