import Glibc
import Synchronization
import TestMedia
import Testing
import Uncanny
import UncannyPipeline
import UncannyReport

extension RealTime {
  /// A live picture that there is too little time for.
  @Suite(.timeLimit(.minutes(2)))
  struct GovernorTests {
    private let catalog = Catalog([Catalog.Entry(Slow.self)])

    @Test func `what takes too long is left out, told, counted, and tried again`() async throws {
      let ear = Ear()
      let session = try await run(
        .watch(.pattern("ball"), nil, delay: .zero), plan: "all", catalog: catalog,
        settings: Session.Settings(models: .none), frames: 240, ear: ear)
      let late = ear.events.began.filter { $0.fault == "stream.late" }
      // what is slow follows motion: there is no other step
      #expect(late.first?.severity == .warning && late.allSatisfy { $0.evidence[0] == 2 })
      #expect(Set(late.map { $0.id }).count == late.count)
      #expect(ear.events.ended.filter { $0.fault == "stream.late" }.count == late.count, "at the latest at the end")
      let intakes = ear.updates.compactMap { if case .progress(let progress) = $0 { progress.intake } else { nil } }
      #expect(intakes.contains { $0.effort == .still })
      #expect(intakes.last?.spent.detectors["slow"].map { $0 > .milliseconds(60) } == true)
      let report = try #require(session.reports.first)
      #expect(try violations(report) == [])
      let check = try #require(report.checks.first)
      #expect(check.verdict == .undecided && check.why?.contains("there was no time for it on") == true)
      // most of what came was looked at, though each look would have taken two frame times
      #expect(report.performance.framesAnalyzed > report.performance.framesReceived * 3 / 4)
    }

    @Test func `frames that come in a bunch are all looked at, and nothing is left out`() async throws {
      let port = Port.stream()
      let count = Atomic(0)
      // a sender that gives way for a quarter of a second, and then sends six frames at once, as transport streams are sent
      let sender = try Sender(
        "videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! identity name=draw ! "
          + "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=12 ! mpegtsmux alignment=7 ! "
          + "udpsink host=127.0.0.1 port=\(port) sync=false"
      ) { _ in if count.add(1, ordering: .relaxed).newValue % 6 == 0 { usleep(240_000) } }
      let ear = Ear()
      let session = try await run(
        .watch(.uri("udp://127.0.0.1:\(port)"), nil, delay: .zero), plan: "none,black,freeze",
        settings: Session.Settings(models: .none), frames: 75, ear: ear)
      sender.stop()
      let performance = try #require(session.reports.first?.performance)
      #expect(performance.framesReceived >= 75)
      // before there was room for a bunch, every fourth frame was dropped
      #expect(performance.framesSkipped <= performance.framesReceived / 20, "\(performance)")
    }

    @Test func `a file that is checked gets all of the plan, however long that takes`() async throws {
      let folder = try TemporaryFolder()
      try await Clip.write("\(Clip.picture(frames: 20)) ! h264parse ! mp4mux", to: folder.file("a.mp4"))
      let ear = Ear()
      let session = try await run(
        .check(.file(folder.file("a.mp4")), copy: nil), plan: "all", catalog: catalog,
        settings: Session.Settings(models: .none), ear: ear)
      #expect(ear.events.began.isEmpty)
      #expect(session.reports.first?.checks.first?.verdict == .clear)
    }
  }
}

/// Takes two frame times of any feed for each frame.
private struct Slow: Detector {
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let end = ContinuousClock.now + .milliseconds(70)
    while ContinuousClock.now < end {}
    return .clean
  }

  static let needs = Features.trails
  static let parameters: [Parameter<Slow>] = []
  static let card = Card(
    id: "slow", family: .signal, title: "slow", faults: [.init(title: "slow")], severity: Escalation(.warning),
    delay: .zero, hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero), evidence: [], sees: "",
    why: "", method: "", limits: "", undecided: "it has seen nothing", references: [])
  static func message(for event: Event) -> String { "slow" }
}
