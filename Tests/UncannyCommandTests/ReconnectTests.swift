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
