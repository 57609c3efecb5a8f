import Uncanny
import UncannyDetectors
import UncannyReport

@testable import UncannyDashboard

/// Feeds and what is told of them.
enum Sample {
  static func feed(source: String = "camera") -> Feed {
    Dashboard(of: [source], plan: Plan(all: .standard), catalog: .standard, version: "1").feeds[0]
  }

  static func intake() -> Intake {
    var intake = Intake()
    intake.connection = .live
    intake.received = 100
    intake.analyzed = 90
    intake.dropped = 10
    intake.rate = 25
    intake.lastArrival = .now
    intake.position = .seconds(4)
    for milliseconds in [4, 40] { intake.latencies.note(.milliseconds(Double(milliseconds))) }
    return intake
  }

  static func stamp(_ frame: Int) -> Stamp {
    let time = ClockTime.milliseconds(Double(frame) * 40)
    return Stamp(frame: frame, running: time, stream: time, duration: .milliseconds(40))
  }

  static func event(_ id: Int = 1, start: Int = 10, end: Int? = nil, severity: Severity = .warning) -> Event {
    Event(
      id: id, detector: "black", family: .signal, fault: "black", severity: severity, start: stamp(start),
      end: end.map { stamp($0) }, decided: stamp(start + 2), score: 1, confidence: 1)
  }
}
