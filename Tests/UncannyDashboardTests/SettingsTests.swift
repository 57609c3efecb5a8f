import Synchronization
import TestMedia
import TestSupport
import Testing
import Uncanny
import UncannyDetectors
import UncannyReport

@testable import UncannyDashboard

/// What can be changed of a feed, over real connections of this machine.
@Suite(.timeLimit(.minutes(2)))
struct SettingsTests {
  /// Writes down what it is to do.
  final class Course: FeedControl {
    let words = Mutex<[String]>([])

    func adopt(_ plan: Plan, saying words: String) throws(PlanError) {
      if plan.choices.contains(where: { !$0.texts.isEmpty }) {
        throw .unfit("a.png", name: "reference", why: "not seen")
      }
      self.words.withLock { $0.append(words) }
    }

    func mute(_ fault: String, for length: ClockTime?, saying words: String) {
      self.words.withLock { $0.append("\(words) (\(length?.seconds ?? -1))") }
    }

    func unmute(_ fault: String, saying words: String) { self.words.withLock { $0.append(words) } }
  }

  let served: ServerTests.Served
  let course = Course()

  init() async throws {
    served = try await ServerTests.Served()
    served.feed.answer(to: course)
  }

  private func ask(
    _ method: String, _ path: String, _ body: String? = nil, fields: [String] = []
  ) async throws -> (status: Int, body: JSON?) {
    let answer = try await Connection.answer(
      to: "/api/feeds/1\(path)", port: served.port, fields: fields, method: method, body: body)
    return (answer.status, try? JSON(parsing: answer.body))
  }

  private var settings: JSON? { get async throws { try await ask("GET", "/settings").body } }

  @Test func `a plan is taken over, and it is said who wished what`() async throws {
    let answer = try await ask("PUT", "/plan", #"{"plan": "none,black:hold=1,freeze", "by": "Anna"}"#)
    #expect(answer.status == 200 && answer.body?["plan"] == .string("none,black:hold=1.0,freeze"))
    #expect(answer.body?["revision"] == .number(1))
    let words = course.words.withLock { $0 }
    #expect(words.count == 1 && words[0].hasPrefix("plan changed by Anna at 127.0.0.1: -flash, "), "\(words)")
    #expect(words[0].hasSuffix(", black:hold=1.0"))
    #expect(served.feed.facts.settings.plan.choices.map { $0.entry.card.id } == ["black", "freeze"])
  }

  @Test func `what is no plan changes nothing, and it is said why`() async throws {
    let before = try await settings
    for (body, words) in [
      (#"{"plan": "blakc"}"#, "unknown detector \"blakc\"; did you mean black?"),
      (#"{"plan": "black:hold=-1"}"#, "hold cannot be -1.0; it goes from 0.0 to 3600.0"),
      (#"{"plan": "look:reference=a.png"}"#, "reference a.png: not seen"),
    ] {
      let answer = try await ask("PUT", "/plan", body)
      #expect(answer.status == 422 && answer.body?["error"] == .string(words), "\(String(describing: answer.body))")
    }
    for body in ["", "{", "[]", #"{"plan": 1}"#, #"{"by": "x"}"#, "\0\0", #"{"plan": "black", "revision": "x"}"#] {
      #expect(try await ask("PUT", "/plan", body).status == 400, "\(body)")
    }
    #expect(try await settings == before && course.words.withLock { $0 } == [])
  }

  @Test func `who changes what somebody else has changed meanwhile is told so`() async throws {
    #expect(try await ask("PUT", "/plan", #"{"plan": "none,black", "revision": 0}"#).status == 200)
    let late = try await ask("PUT", "/plan", #"{"plan": "none,freeze", "revision": 0}"#)
    #expect(late.status == 409 && late.body?["error"] == .string("somebody has changed the plan meanwhile"))
    #expect(try await ask("PUT", "/plan", #"{"plan": "none,freeze", "revision": 1}"#).status == 200)
  }

  @Test func `a plan that is in force already is no change`() async throws {
    #expect(try await ask("PUT", "/plan", #"{"plan": "default"}"#).body?["revision"] == .number(0))
    #expect(course.words.withLock { $0 } == [])
  }

  @Test func `what is muted is told, counts for nothing on the page, and is taken back`() async throws {
    served.feed.take(Sample.intake(), elapsed: .seconds(1))
    served.feed.take(.began(Sample.event(severity: .error)), latency: nil)
    #expect(served.feed.facts.worst == .error)
    #expect(try await ask("PUT", "/mutes/black", #"{"minutes": 30, "by": "Bo"}"#).status == 200)
    #expect(try await ask("PUT", "/mutes/flash.red", "{}").status == 200)
    #expect(served.feed.facts.worst == nil)
    let status = LiveStatus(served.feed.facts)
    #expect(status.muted.map { $0.fault } == ["black", "flash.red"] && status.open.map { $0.isMuted } == [true])
    #expect(status.muted[0].by == "Bo at 127.0.0.1" && status.muted[0].until != nil && status.muted[1].until == nil)
    #expect(try await ask("DELETE", "/mutes/black?by=Bo").status == 200)
    #expect(served.feed.facts.worst == .error)
    #expect(try await ask("DELETE", "/mutes/black").status == 200, "twice is as once")
    #expect(
      course.words.withLock { $0 } == [
        "black muted for 30.0 min by Bo at 127.0.0.1 (1800.0)",
        "flash.red muted until it is taken back by somebody at 127.0.0.1 (-1.0)",
        "black no more muted, by Bo at 127.0.0.1",
      ])
  }

  @Test func `what cannot be muted is said`() async throws {
    let unknown = try await ask("PUT", "/mutes/blakc", "{}")
    #expect(
      unknown.status == 422 && unknown.body?["error"] == .string("there is no fault \"blakc\"; did you mean black?"))
    for minutes in ["0", "-5", "1e9", "43201"] {
      #expect(try await ask("PUT", "/mutes/black", "{\"minutes\": \(minutes)}").status == 422, "\(minutes)")
    }
    #expect(try await ask("PUT", "/mutes/black", "").status == 400)
    #expect(course.words.withLock { $0 } == [])
  }

  @Test(arguments: ["POST", "PATCH"])
  func `nothing else can be asked for`(method: String) async throws {
    let status = try await ask(method, "/plan").status
    #expect(status == 404 || status == 405)
    #expect(try await ask(method, "/plan", #"{"plan": "none"}"#).status == 413)
    #expect(course.words.withLock { $0 } == [])
  }

  @Test func `a name is one line of text, whatever comes`() {
    #expect(Author(name: "  A\u{0}n\n\u{202E}na\t ", address: nil).words == "Anna")
    #expect(
      Author(name: String(repeating: "x", count: 1000), address: "::1").words == String(repeating: "x", count: 64)
        + " at ::1")
    #expect(
      Author(name: "\n", address: "a").words == "somebody at a" && Author(name: nil, address: nil).words == "somebody")
  }

  @Test func `a page from elsewhere changes nothing`() async throws {
    for field in ["Origin: https://attacker.example", "Sec-Fetch-Site: cross-site"] {
      #expect(try await ask("PUT", "/plan", #"{"plan": "none"}"#, fields: [field]).status == 403)
      #expect(try await ask("DELETE", "/mutes/black", fields: [field]).status == 403)
    }
    #expect(course.words.withLock { $0 } == [])
  }

  @Test func `more changes than people make are refused, for a while`() throws {
    var settings = FeedSettings(plan: Plan(all: .standard))
    let start = ContinuousClock.now
    for number in 0..<30 { try settings.count(at: start + .milliseconds(100 * number)) }
    #expect(throws: Refusal.tooMany) { try settings.count(at: start + .seconds(9)) }
    try settings.count(at: start + .seconds(11))
  }

  @Test func `a mute is over when its time is`() {
    var settings = FeedSettings(plan: Plan(all: .standard))
    let start = ContinuousClock.now
    settings.mute("flash", minutes: 2, by: Author(name: "Bo", address: nil), at: start)
    #expect(
      settings.isMuted("flash.red", at: start + .seconds(119))
        && !settings.isMuted("flash.red", at: start + .seconds(120)))
    #expect(!settings.isMuted("black", at: start) && settings.muted(at: start + .seconds(120)).isEmpty)
  }

  @Test func `a feed that is not watched now is not changed`() async throws {
    served.feed.end()
    let answer = try await ask("PUT", "/plan", #"{"plan": "none"}"#)
    #expect(answer.status == 503 && answer.body?["error"] == .string("the feed is not watched now"))
    #expect(served.feed.settings.revision == 0)
  }
}
