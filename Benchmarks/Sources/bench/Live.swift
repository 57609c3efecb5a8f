internal import Foundation
internal import Uncanny
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport

/// How late results are on a live feed, and whether the picture that is shown ever waits.
///
/// A child encodes a 1080p30 test picture in real time and sends it over SRT on the loopback; a session watches it and
/// writes what it shows to a file. Other programs may keep the cores busy meanwhile. Encoder, session and the session's own encoder have the machine's cores between them.
struct Live: Codable, Sendable {
  var seconds: Double
  /// How many other programs kept a core busy.
  var busy: Int
  /// For how many seconds each step of the plan was left out, the first step first.
  var lightened: [Double]
  var framesReceived: Int
  var framesAnalyzed: Int
  /// Left out for lack of time.
  var framesSkipped: Int
  /// From a frame's arrival at the analysis, decoded, to its results, in milliseconds.
  var p50: Double?
  var p99: Double?
  var max: Double?
  /// How much later than it arrives a frame is shown, as declared, in milliseconds.
  var declaredDelay: Double
  /// By the timestamps of what was shown: frames, the largest distance of two in milliseconds, and how many distances
  /// were larger than one and a half frame times.
  var framesShown: Int
  var largestGap: Double?
  var gaps: Int
  /// Frames shown with the result of their own analysis, and before it.
  var exact: Int
  var stale: Int
  /// Processor time of the session a frame, in milliseconds: receiving, decoding, looking, drawing, encoding again.
  var cpu: Double

  static func measure(seconds: Double, busy: Int) async throws -> Live {
    let port = Int.random(in: 20_000..<30_000)
    let sender = try Child.process([
      "gst-launch-1.0", "-q", "videotestsrc", "is-live=true", "pattern=smpte", "!",
      "video/x-raw,format=I420,width=1920,height=1080,framerate=30/1", "!", "x264enc", "tune=zerolatency",
      "speed-preset=ultrafast", "bitrate=8000", "key-int-max=30", "!", "h264parse", "config-interval=-1", "!",
      "mpegtsmux", "alignment=7", "!", "srtsink", "uri=srt://127.0.0.1:\(port)?mode=listener",
      "wait-for-connection=false",
    ])
    try sender.run()
    defer {
      // a child of a dispatch thread inherits its signal mask: it would never hear of a polite request
      kill(sender.processIdentifier, SIGKILL)
      sender.waitUntilExit()
    }
    try await Task.sleep(for: .seconds(1))
    let others = try (0..<busy).map { _ in
      let other = try Child.process(["sh", "-c", "while :; do :; done"])
      try other.run()
      return other
    }
    defer { for other in others { kill(other.processIdentifier, SIGKILL) } }
    let shown = FileManager.default.temporaryDirectory
      .appendingPathComponent("uncanny-bench-\(ProcessInfo.processInfo.processIdentifier).mkv")
    defer { try? FileManager.default.removeItem(at: shown) }
    let delay = 200.0
    let session = Session(
      .watch(.uri("srt://127.0.0.1:\(port)"), .file(shown.path), delay: .milliseconds(delay)),
      plan: try Plan(parsing: "default", from: .standard), catalog: .standard,
      settings: Session.Settings(keeping: 1000, patience: .seconds(10)))
    let cpu = Usage.ownCPU
    async let end = session.run()
    try await Task.sleep(for: .seconds(seconds))
    session.stop()
    let run = try await end
    let used = Usage.ownCPU - cpu
    guard let performance = run.reports.first?.performance else { throw BenchError.unreadable("the session's report") }
    let times = try timestamps(of: shown.path)
    let distances = zip(times.dropFirst(), times).map { ($0 - $1) * 1000 }
    return Live(
      seconds: seconds, busy: busy, lightened: steps(of: run), framesReceived: performance.framesReceived,
      framesAnalyzed: performance.framesAnalyzed,
      framesSkipped: performance.framesSkipped, p50: performance.latency?.p50, p99: performance.latency?.p99,
      max: performance.latency?.max, declaredDelay: delay, framesShown: times.count, largestGap: distances.max(),
      gaps: distances.count { $0 > 50 }, exact: run.overlay?.exact ?? 0, stale: run.overlay?.stale ?? 0,
      cpu: used / Double(Swift.max(1, performance.framesReceived)))
  }

  private static func steps(of run: Session.Run) -> [Double] {
    let late = run.reports.flatMap { $0.events }.filter { $0.fault == "stream.late" }
    return Effort.allCases.dropFirst().map { effort in
      let share = Double(effort.rawValue) / Double(Effort.allCases.count - 1)
      return late.filter { abs($0.score - share) < 0.01 }.reduce(0) { $0 + (($1.end ?? $1.start) - $1.start) }
    }
  }

  /// Of the pictures in a file, in seconds, in order of display.
  private static func timestamps(of path: String) throws -> [Double] {
    try Child.output(of: [
      "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", path,
    ]).split(separator: "\n").compactMap { Double($0.trimmingCharacters(in: [",", " "])) }.sorted()
  }
}
