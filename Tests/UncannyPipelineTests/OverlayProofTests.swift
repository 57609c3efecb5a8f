import GStreamer
import TestMedia
import Testing
import Uncanny
import UncannyOverlay
import UncannyPipeline
import UncannyReport

/// That what is drawn on a frame is about that very frame.
///
/// The source draws a number into each frame, the analysis reads it and asks for boxes that spell it, and the output must
/// show both numbers alike.
extension RealTime {
  @Suite(.timeLimit(.minutes(2)))
  struct OverlayProofTests {
    let folder: TemporaryFolder
    var output: String { folder.file("out.mkv") }

    init() throws { folder = try TemporaryFolder() }

    private func watch(
      _ input: Input, plan: String = "default", delay: ClockTime = .milliseconds(800), frames: Int? = nil
    ) async throws -> (run: Session.Run, frames: [BarcodeFrame]) {
      let style = Style(showsLabels: false, showsStrip: false)
      let result = try await run(
        .watch(input, .file(output), delay: delay), plan: plan, catalog: Catalog([.init(BarcodeReader.self)]),
        settings: .init(style: style, patience: .seconds(10)), frames: frames)
      let seen = try await UncannyPipelineTests.frames(of: output) { frame, pts in
        BarcodeFrame(
          pts: pts, number: Barcode.number { frame.mean($0, $1) }, drawn: Barcode.drawn { frame.mean($0, $1) })
      }
      return (result, seen)
    }

    private func clip(_ count: Int) async throws -> String {
      let path = folder.file("clip.mkv")
      try await Clip.write(
        "videotestsrc num-buffers=\(count) ! \(Barcode.stage) ! avenc_ffv1 ! matroskamux", to: path, draw: Barcode.draw)
      return path
    }

    /// Every frame that carries a number carries its own.
    ///
    /// - Parameters:
    ///   - count: how many frames were analysed: on a busy machine fewer than came, which is not what is proved here.
    ///   - share: of these, how many must carry their number.
    private func expectOwnNumbers(_ frames: [BarcodeFrame], of count: Int, least share: Double) {
      let drawn = frames.filter { $0.drawn != nil }
      for frame in drawn { #expect(frame.drawn == frame.number, "at \(frame.pts) ns") }
      #expect(Double(drawn.count) >= share * Double(count), "\(drawn.count) of \(count)")
      #expect(Set(frames.map { $0.number }).count > frames.count * 9 / 10, "the numbers tell frames apart")
    }

    private func longestGap(_ frames: [BarcodeFrame]) -> Int64 {
      zip(frames, frames.dropFirst()).map { $1.pts - $0.pts }.max() ?? 0
    }

    @Test func `a file at its pace carries on each frame what was found on it`() async throws {
      let (result, frames) = try await watch(.file(try await clip(100)))
      #expect(result.failure == nil)
      #expect(frames.count == 100)
      #expect(frames.map { $0.number } == (0..<100).map { $0 })
      let analyzed = try #require(result.reports.first).performance.framesAnalyzed
      #expect(analyzed > 50)
      expectOwnNumbers(frames, of: analyzed, least: 0.9)
      let overlay = try #require(result.overlay)
      #expect(overlay.exact + overlay.stale == 100)
      #expect(overlay.exact == frames.count { $0.drawn != nil })
    }

    @Test func `a live feed carries on each frame what was found on it`() async throws {
      let address = "srt://127.0.0.1:\(Port.datagram())"
      let sender = try Sender(
        "videotestsrc is-live=true ! \(Barcode.stage) ! x264enc tune=zerolatency speed-preset=ultrafast quantizer=15 "
          + "pass=quant key-int-max=12 ! h264parse config-interval=-1 ! mpegtsmux alignment=7 "
          + "! srtsink uri=\(address)?mode=listener wait-for-connection=false", draw: Barcode.draw)
      let (result, frames) = try await watch(.uri(address), frames: 100)
      sender.stop()
      #expect(result.failure == nil)
      let analyzed = try #require(result.reports.first).performance.framesAnalyzed
      #expect(analyzed >= 100)
      expectOwnNumbers(frames, of: analyzed, least: 0.9)
    }

    @Test func `an analysis that falls behind leaves frames bare, and never marks the wrong one`() async throws {
      let (result, frames) = try await watch(
        .file(try await clip(125)), plan: "barcode:burn=60")
      #expect(result.failure == nil)
      let performance = try #require(result.reports.first?.performance)
      #expect(performance.framesSkipped > 20, "frames were dropped before the analysis")
      #expect(performance.framesReceived == 125)
      #expect(frames.count == 125, "the display shows all of them")
      expectOwnNumbers(frames, of: performance.framesAnalyzed, least: 0.8)
      #expect(longestGap(frames) <= 80_000_000)
    }

    @Test func `results that come too late are not drawn on another frame`() async throws {
      let (result, frames) = try await watch(
        .file(try await clip(75)), plan: "barcode:burn=120", delay: .milliseconds(40))
      #expect(result.failure == nil)
      expectOwnNumbers(frames, of: 0, least: 0)
      #expect(frames.count { $0.drawn == nil } > 20)
      #expect(frames.count == 75)
      #expect(longestGap(frames) <= 80_000_000)
    }

    @Test func `without an analysis there are no numbers in the lower half`() async throws {
      let frames = try await UncannyPipelineTests.frames(of: try await clip(20)) { frame, pts in
        BarcodeFrame(
          pts: pts, number: Barcode.number { frame.mean($0, $1) }, drawn: Barcode.drawn { frame.mean($0, $1) })
      }
      #expect(frames.map { $0.number } == (0..<20).map { $0 })
      #expect(frames.allSatisfy { $0.drawn == nil })
    }
  }
}
