import Foundation
import TestMedia
import TestSupport
import Testing

/// The live page of the program as it is built.
@Suite(.timeLimit(.minutes(5)))
struct DashboardTests {
  /// A watch with a page, and the port of the page.
  private func watch(_ arguments: [String], limit: Duration = .seconds(60)) async throws -> (Child, Int) {
    let port = Port.stream()
    let child = try Child(
      Built.path(), ["watch"] + arguments + ["--dashboard", "127.0.0.1:\(port)", "--quiet"],
      environment: ["UNCANNY_MODELS": "/nowhere"], limit: limit)
    #expect(await poll("/healthz", port) { $0 == "ok\n" } == "ok\n")
    return (child, port)
  }

  private func end(_ child: Child) async {
    child.send(SIGINT)
    let result = await child.result()
    #expect(!result.isOverdue)
    #expect(result.words.first?.hasPrefix("live page at http://127.0.0.1:") == true, "\(result.words)")
  }

  @Test func `a fault is in the API and in the stream of events as soon as it is known, with a picture`() async throws {
    let (child, port) = try await watch(["test:black", "--plan", "none,black"])
    let listening = try Connection(asking: "/api/events/stream", port: port)
    #expect(await listening.text { $0.contains("\"fault\":\"black\"") }.contains("event: pulse"))
    let events = await poll("/api/feeds/1/events?since=0", port) { $0.contains("\"picture\":") }
    #expect(events.contains("\"fault\":\"black\"") && events.contains("\"source\":\"test:black\""))
    // known after two frames, told with the picture that is a fifth of a second behind
    let latency = events.firstMatch(of: /"latency_ms":([0-9.]+)/).flatMap { Double($0.1) }
    #expect(try #require(latency) < 1000)
    let picture = try Connection(asking: "/api/feeds/1/events/1/picture.jpg", port: port, fields: ["Connection: close"])
    #expect(String(decoding: await picture.bytes(), as: UTF8.self).contains("image/jpeg"))
    let metrics = await poll("/metrics", port) {
      $0.contains("uncanny_detector_score{source=\"test:black\",detector=\"black\"} 1")
    }
    #expect(metrics.contains("uncanny_open_events{source=\"test:black\",fault=\"black\",severity="))
    #expect(try await Connection.answer(to: "/readyz", port: port).status == 200)
    await end(child)
  }

  @Test func `the picture moves, at most ten times a second, and shows the frame of half a second ago at most`()
    async throws
  {
    let (child, port) = try await watch(["test:ball", "--plan", "none,black,freeze:hold=60"])
    let watching = try Connection(asking: "/api/feeds/1/preview.mjpeg", port: port)
    func count(_ bytes: [UInt8]) -> Int {
      String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n--picture\r\n").count - 1
    }
    let began = ContinuousClock.now
    let bytes = await watching.bytes { count($0) >= 12 }
    #expect(count(bytes) >= 12)
    #expect(ContinuousClock.now - began > .milliseconds(900))
    let pictures = String(decoding: bytes, as: UTF8.self).components(separatedBy: "--picture\r\n").dropFirst().prefix(
      12)
    #expect(Set(pictures).count == 12)
    await end(child)
  }

  @Test func `a plan that is changed holds from then on, and stands among the events with who did it`() async throws {
    let folder = try TemporaryFolder()
    let report = folder.file("report.json")
    let (child, port) = try await watch(["test:black", "--plan", "none,freeze:hold=600", "--report", report])
    _ = await poll("/readyz", port) { $0 == "ready\n" }
    let answer = try await Connection.answer(
      to: "/api/feeds/1/plan", port: port, method: "PUT", body: #"{"plan": "none,black", "by": "Anna"}"#)
    #expect(answer.status == 200 && answer.body.contains(#""plan":"none,black""#), "\(answer)")
    let events = await poll("/api/feeds/1/events?since=0", port) { $0.contains(#""fault":"black""#) }
    #expect(events.contains("plan changed by Anna at 127.0.0.1: -freeze, black"))
    #expect(events.contains(#""fault":"stream.settings""#) && events.contains(#""fault":"black""#))
    let file = try await Connection.answer(
      to: "/api/feeds/1/plan", port: port, method: "PUT", body: #"{"plan": "look:reference=/etc/passwd"}"#)
    #expect(file.status == 422 && file.body.contains("has not been looked at"), "\(file.body)")
    await end(child)
    let json = try JSON(parsing: folder.text(of: "report.json") ?? "")
    #expect(json["tool"]?["settings"]?["plan"] == .string("none,black"))
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python"))
  func `what is muted is not sent, and what lasts is sent once it is heard again`() async throws {
    let receiver = try await Receiver()
    let folder = try TemporaryFolder()
    let settings = """
      alerts:
        channels: [{name: desk, webhook: "\(receiver.address)/hook"}]
        rules: [{name: off air, faults: black, severity: info}]
      """
    let (child, port) = try await watch(
      ["test:black", "--plan", "none", "--config", try folder.write(settings.utf8, to: "uncanny.yaml")])
    func change(_ method: String, _ path: String, _ body: String? = nil) async throws -> Int {
      try await Connection.answer(to: "/api/feeds/1/\(path)", port: port, method: method, body: body).status
    }
    _ = await poll("/readyz", port) { $0 == "ready\n" }
    #expect(try await change("PUT", "mutes/black", #"{"minutes": 5}"#) == 200)
    #expect(try await change("PUT", "plan", #"{"plan": "none,black"}"#) == 200)
    let events = await poll("/api/feeds/1/events?since=0", port) { $0.contains(#""fault":"black""#) }
    #expect(events.contains("black muted for 5.0 min by somebody at 127.0.0.1"))
    let metrics = try await Connection.answer(to: "/metrics", port: port).body
    #expect(metrics.contains(#"uncanny_muted{source="test:black",fault="black"} 1"#))
    let moment = Date.now
    #expect(try await change("DELETE", "mutes/black?by=Bo") == 200)
    guard case .string(let body)? = try await receiver.request(1)?["body"],
      case .string(let text)? = try JSON(parsing: body)["fired"]
    else {
      Issue.record("nothing was sent")
      return
    }
    let fired = try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    #expect(fired.timeIntervalSince(moment) > -0.002, "\(body)")
    let last = await poll("/api/feeds/1/events?since=0", port) { $0.contains("no more muted") }
    #expect(last.contains("black no more muted, by Bo at 127.0.0.1"))
    await end(child)
  }

  @Test func `several inputs are several feeds, and each ends for itself`() async throws {
    let folder = try TemporaryFolder()
    try await Clip.write("\(Clip.picture(frames: 25)) ! mp4mux", to: folder.file("short.mp4"))
    let (child, port) = try await watch(["test:black", folder.file("short.mp4"), "--plan", "none,black"])
    let feeds = await poll("/api/feeds", port) { $0.contains("\"connection\":\"ended\"") }
    #expect(feeds.contains("\"feed\":2") && feeds.contains("short.mp4") && feeds.contains("\"connection\":\"live\""))
    let ready = try await Connection.answer(to: "/readyz", port: port)
    #expect(ready.status == 503 && ready.body == "feed 2: the input is over\n")
    await end(child)
  }

  @Test func `an address in use is one line, before anything is looked at`() async throws {
    let (child, port) = try await watch(["test:black", "--plan", "none,black"])
    let other = try await Built.run(["watch", "test:black", "--dashboard", "\(port)", "--events", "-"])
    #expect(other.status == 4 && other.output.isEmpty)
    #expect(other.words == ["uncanny: 127.0.0.1:\(port): the address is in use"])
    await end(child)
  }

  @Test(arguments: [
    (["--dashboard", "0.0.0.0:8080"], "needs a token"), (["--dashboard", "nowhere"], "is no address"),
    (["--dashboard", "8080", "--token", "short"], "at least 16"), (["--token", "0123456789abcdef"], "--token is for"),
  ])
  func `wrong usage says what is wrong`(arguments: [String], word: String) async throws {
    let result = try await Built.run(["watch", "test"] + arguments)
    #expect(result.status == 2 && result.words.first?.contains(word) == true, "\(result.words)")
  }

  @Test func `what is written for one input is refused for several`() async throws {
    for option in ["--report", "--values", "--markers", "--overlay"] {
      let result = try await Built.run(["watch", "test", "test:snow", option, "a.edl"])
      #expect(result.status == 2 && result.words.contains { $0.contains("one input at a time") }, "\(option)")
    }
  }

  private static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: chromium != nil && WebServer.python != nil, "Chromium or Python is not installed"))
  func `a browser shows the event, its picture, and that the picture moves`() async throws {
    let (child, port) = try await watch(["test:ball", "--plan", "none,black"], limit: .seconds(120))
    let browser = try Child(
      #require(WebServer.python),
      [
        "\(Repository.root)/Tests/UncannyCommandTests/Browser/look.py", "\(Repository.root)/scripts",
        #require(Self.chromium), "http://127.0.0.1:\(port)/",
      ], limit: .seconds(100))
    let result = await browser.result()
    let page = result.output
    #expect(page.hasPrefix("Black picture, 100 % of the area\n"), "\(page) \(result.words)")
    #expect(page.contains("open for ") && page.contains("of the feed, black"))
    #expect(page.contains("the picture moves\n"))
    #expect(page.contains("the plan: none,black:hold=3.0\n") && page.contains("The plan is in force\n"))
    #expect(page.contains("black muted until ") && page.contains(" by Bo at 127.0.0.1"))
    #expect(page.hasSuffix("heard again\n"))
    await end(child)
  }

  /// Asks again until the answer is what is meant; the last answer after twenty seconds.
  private func poll(_ path: String, _ port: Int, until isMeant: (String) -> Bool) async -> String {
    let end = ContinuousClock.now + .seconds(20)
    var body = ""
    while ContinuousClock.now < end {
      body = (try? await Connection.answer(to: path, port: port).body) ?? ""
      if isMeant(body) { return body }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return body
  }
}
