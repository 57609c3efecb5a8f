import Testing
import Uncanny
import UncannyReport

@testable import UncannyPipeline

/// Whether a session goes on, by what it tells.
@Suite struct PulseTests {
  private let start = ContinuousClock.now

  private func progress(arrived: Int, analyzed: Int) -> Update.Progress {
    var intake = Intake()
    intake.received = arrived
    return Update.Progress(frames: analyzed, position: .zero, duration: nil, elapsed: .zero, intake: intake)
  }

  private func isAlive(_ told: [(arrived: Int, analyzed: Int)], seconds: Int) async -> Bool {
    let pulse = Pulse()
    for (second, counts) in told.enumerated() {
      await pulse.note(progress(arrived: counts.arrived, analyzed: counts.analyzed), at: start + .seconds(second))
    }
    return await pulse.isAlive(at: start + .seconds(seconds))
  }

  @Test func `one that looks at what comes goes on`() async {
    #expect(await isAlive((0..<30).map { (25 * $0, 25 * $0) }, seconds: 30))
  }

  @Test func `one to which nothing comes goes on`() async {
    #expect(await isAlive([(100, 100)] + Array(repeating: (100, 100), count: 30), seconds: 31))
  }

  @Test func `one that looks at nothing of what comes does not`() async {
    #expect(await isAlive([(0, 0)] + (1..<5).map { (25 * $0, 0) }, seconds: 5), "not yet")
    #expect(await !isAlive([(0, 0)] + (1..<9).map { (25 * $0, 0) }, seconds: 9))
    #expect(await isAlive([(0, 0)] + (1..<9).map { (25 * $0, 0) } + [(250, 1)], seconds: 9), "one was looked at")
  }

  @Test func `one that says nothing does not, unless it is over`() async {
    #expect(await !isAlive([(1, 1)], seconds: 6))
    let pulse = Pulse()
    // as a session ends its sinks
    let sink: any Sink = pulse
    await sink.finish()
    #expect(await pulse.isAlive(at: start + .seconds(60)))
  }
}
