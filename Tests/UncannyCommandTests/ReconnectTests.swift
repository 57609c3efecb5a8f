import Glibc
import TestMedia
import Testing

/// A live source that goes away is sought again.
@Suite(.timeLimit(.minutes(5)))
struct ReconnectTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func watch(_ address: String, _ options: [String] = []) throws -> Child {
    try Child(
      Built.path(),
      [
        "watch", address, "--plan", "none,black", "--quiet", "--fail-on", "critical", "--events", "-", "--report",
        folder.file("report.json"),
      ] + options, environment: ["UNCANNY_MODELS": "/nowhere"], limit: .seconds(120))
  }

  private func isStream(_ fault: String, _ state: String) -> (String) -> Bool {
    { $0.contains("\"fault\":\"stream.\(fault)\"") && $0.contains("\"state\":\"\(state)\"") }
  }

  @Test func `a server that dies and comes back is watched on, and the time that it was away is an event`() async throws
  {
    let address = "srt://127.0.0.1:\(Port.datagram())"
    let sink = "srtsink uri=\(address)?mode=listener wait-for-connection=false"
    let first = try Feed(sink)
    let watch = try watch(address)
    #expect(await watch.line { $0.contains("\"fault\":\"black\"") } != nil)
    first.stop()
    #expect(await watch.line(where: isStream("lost", "began")) != nil)
    let second = try Feed(sink)
    let line = try #require(await watch.line(where: isStream("lost", "ended")))
    #expect(line.contains("\"severity\":\"error\"") && line.contains("the source was away for "))
    watch.send(SIGINT)
    second.stop()
    let result = await watch.result()
    #expect(result.status == 0 && !result.isOverdue, "\(result.words)")
    let report = try #require(folder.text(of: "report.json"))
    #expect(try Formats.violations(inReport: report) == [])
    #expect(report.contains("\"stream.lost\"") && report.contains("\"id\" : \"s1\""))
  }

  @Test func `a server that is not there yet is waited for`() async throws {
    let address = "srt://127.0.0.1:\(Port.datagram())"
    let watch = try watch(address)
    #expect(await watch.line(where: isStream("lost", "began")) != nil)
    let feed = try Feed("srtsink uri=\(address)?mode=listener wait-for-connection=false")
    #expect(await watch.line(where: isStream("lost", "ended")) != nil)
    watch.send(SIGTERM)
    #expect(await watch.result().status == 0)
    feed.stop()
  }

  @Test func `a file on a server that is not there yet is waited for, and over when it is over`() async throws {
    let clip = folder.file("clip.ts")
    try await Clip.write("\(Clip.picture("black", frames: 50)) ! h264parse ! mpegtsmux", to: clip)
    let port = Port.stream()
    let watch = try watch("http://127.0.0.1:\(port)/clip.ts")
    #expect(await watch.line(where: isStream("lost", "began")) != nil)
    let server = try await WebServer(folder.path, port: port)
    #expect(await watch.line(where: isStream("lost", "ended")) != nil)
    let result = await watch.result()
    #expect(result.status == 0 && !result.isOverdue, "\(result.words)")
    server.kill()
  }

  @Test func `packets that get lost on the way are told, and end nothing`() async throws {
    let port = Port.datagram()
    let feed = try Feed("netsim drop-probability=0.1 ! udpsink host=127.0.0.1 port=\(port)")
    let watch = try watch("udp://127.0.0.1:\(port)")
    // without a picture there is nothing to report of
    #expect(await watch.line { $0.contains("\"fault\":\"black\"") } != nil)
    #expect(await watch.line(where: isStream("discontinuity", "began")) != nil)
    watch.send(SIGINT)
    let result = await watch.result()
    feed.stop()
    #expect(result.status == 0 && !result.isOverdue, "\(result.words)")
    #expect(result.words.count < 20, "each is told once: \(result.words)")
    let report = try #require(folder.text(of: "report.json"))
    #expect(try Formats.violations(inReport: report) == [])
    #expect(report.contains("the stream is broken"))
  }

  @Test func `what a feed could not do is told while the others go on`() async throws {
    let watch = try Child(
      Built.path(),
      [
        "watch", "test:black", "test:nothing", "--plan", "none,black", "--quiet", "--fail-on", "never", "--events", "-",
      ],
      environment: ["UNCANNY_MODELS": "/nowhere"], limit: .seconds(60))
    #expect(await watch.words { $0.contains("test:nothing") } != nil)
    #expect(await watch.line { $0.contains("\"fault\":\"black\"") } != nil)
    watch.send(SIGINT)
    let result = await watch.result()
    #expect(result.status == 3 && !result.isOverdue, "\(result.words)")
  }

  @Test func `packets that stop are a stall, which ends with the next picture`() async throws {
    let port = Port.datagram()
    let first = try Feed("udpsink host=127.0.0.1 port=\(port)")
    let watch = try watch("udp://127.0.0.1:\(port)", ["--patience", "0"])
    #expect(await watch.line { $0.contains("\"fault\":\"black\"") } != nil)
    first.stop()
    #expect(await watch.line(where: isStream("stalled", "began")) != nil)
    let second = try Feed("udpsink host=127.0.0.1 port=\(port)")
    #expect(await watch.line(where: isStream("stalled", "ended")) != nil)
    watch.send(SIGINT)
    #expect(await watch.result().status == 0)
    second.stop()
  }

  @Test func `an interrupt while the source is away ends the watch, with a report of what there was`() async throws {
    let address = "srt://127.0.0.1:\(Port.datagram())"
    let feed = try Feed("srtsink uri=\(address)?mode=listener wait-for-connection=false")
    let watch = try watch(address)
    #expect(await watch.line { $0.contains("\"fault\":\"black\"") } != nil)
    feed.stop()
    #expect(await watch.line(where: isStream("lost", "began")) != nil)
    watch.send(SIGINT)
    let result = await watch.result()
    #expect(result.status == 0 && !result.isOverdue, "\(result.words)")
    #expect(folder.text(of: "report.json")?.contains("the source was away for ") == true)
  }

  @Test func `a source that stays away is given up after the time that was set`() async throws {
    let watch = try watch("srt://127.0.0.1:\(Port.datagram())", ["--give-up", "3"])
    let result = await watch.result()
    #expect(result.status == 3 && !result.isOverdue)
    #expect(result.words.last?.hasPrefix("uncanny: srt://127.0.0.1:") == true, "\(result.words)")
  }
}
