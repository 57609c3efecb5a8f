import GStreamer
import Testing

@testable import UncannyPipeline

/// Breaks in what decoders are given.
@Suite(.timeLimit(.minutes(2)))
struct DiscontinuityTests {
  /// How many breaks there are where so large a part of the coded pictures gets lost.
  private func breaks(losing share: Double) async throws -> Int {
    let pipeline = try Pipeline(
      parsing: "videotestsrc num-buffers=100 ! video/x-raw,format=I420,width=64,height=64,framerate=25/1 ! x264enc "
        + "tune=zerolatency key-int-max=1 ! h264parse ! identity drop-probability=\(share) ! avdec_h264 ! fakesink")
    let discontinuities = Discontinuities()
    discontinuities.follow(pipeline)
    discontinuities.follow(pipeline)
    try pipeline.start()
    defer { pipeline.stop() }
    for await message in pipeline.messages {
      if case .error(let error) = message { throw error }
      if case .eos = message { break }
    }
    return discontinuities.count
  }

  @Test func `what comes whole has none, and what gets lost is counted`() async throws {
    #expect(try await breaks(losing: 0) == 0)
    let count = try await breaks(losing: 0.3)
    #expect(count > 5 && count < 40, "\(count): each gap is one, however long")
  }
}
