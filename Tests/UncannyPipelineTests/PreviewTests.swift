import Testing
import Uncanny
import UncannyPipeline
import UncannyReport

extension RealTime {
  /// Small pictures of a feed while it runs, and how the feed stands.
  @Suite(.timeLimit(.minutes(1)))
  struct PreviewTests {
    private func watch() async throws -> (pictures: [(Preview.Picture, at: ContinuousClock.Instant)], intakes: [Intake])
    {
      let pictures = Seen<(Preview.Picture, at: ContinuousClock.Instant)>()
      let ear = Ear()
      _ = try await run(
        .watch(.pattern("ball"), nil, delay: .zero),
        settings: Session.Settings(models: .none, preview: Preview { pictures.add(($0, at: .now)) }), frames: 90,
        ear: ear)
      let intakes = ear.updates.compactMap { if case .progress(let progress) = $0 { progress.intake } else { nil } }
      return (pictures.all, intakes)
    }

    @Test func `pictures are JPEGs of known frames in their order, half a second late at most`() async throws {
      let (pictures, intakes) = try await watch()
      #expect(pictures.count > 10 && pictures.allSatisfy { $0.0.bytes.starts(with: [0xFF, 0xD8]) })
      let frames = pictures.compactMap { $0.0.frame }
      #expect(frames.count == pictures.count && frames == Array(Set(frames)).sorted())
      // when frame 0 of thirty a second arrived: when the latest did, less what lies between
      let starts = intakes.compactMap { intake in
        intake.lastArrival.map { $0 - .seconds(Double(intake.received - 1) / 30) }
      }
      let start = try #require(starts.min())
      let lags = pictures.compactMap { picture, at in picture.frame.map { at - (start + .seconds(Double($0) / 30)) } }
      #expect(lags.sorted()[lags.count / 2] < .milliseconds(500), "\(lags)")
    }

    @Test func `the intake is told while it runs, and nothing of it falls`() async throws {
      let intakes = try await watch().intakes
      let last = try #require(intakes.last)
      #expect(intakes.count > 5 && last.connection == .live && last.width == 1280 && last.rate == 30)
      for (before, after) in zip(intakes, intakes.dropFirst()) {
        #expect(
          after.received >= before.received && after.analyzed >= before.analyzed && after.dropped >= before.dropped)
      }
      #expect(last.analyzed + last.dropped <= last.received)
      #expect(last.latencies.counts.reduce(0, +) == last.analyzed)
    }
  }
}
