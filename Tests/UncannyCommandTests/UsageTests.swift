import TestMedia
import Testing

/// Wrong usage is status 2, said on standard error, with nothing done.
@Suite(.timeLimit(.minutes(5)))
struct UsageTests {
  @Test(arguments: [
    (["check"], "input"),
    (["watch"], "input"),
    (["show"], "id"),
    (["show", "freze"], "unknown detector \"freze\""),
    (["check", "a.mp4", "--nosuch"], "--nosuch"),
    (["nosuch"], "nosuch"),
    (["check", "a.mp4", "--plan", "freze"], "--plan: unknown detector \"freze\""),
    (["check", "a.mp4", "--plan", "freeze:tolerence=1"], "unknown parameter \"tolerence\""),
    (["check", "a.mp4", "--plan", "freeze:tolerance"], "write name=value"),
    (["check", "a.mp4", "--plan", "freeze:tolerance=x"], "is no number"),
    (["check", "a.mp4", "--plan", "black:area=7"], "area cannot be 7.0"),
    (["check", "a.mp4", "--fail-on", "sometimes"], "sometimes"),
    (["check", "a.mp4", "--overlay", "a.gif"], "--overlay: cannot write \"a.gif\""),
    (["check", "a.mp4", "b.mp4", "--report", "r.json"], "one input at a time"),
    (["check", "a.mp4", "--report", "-", "--events", "-"], "standard output"),
    (["watch", "a.mp4", "--overlay", "http://a/b"], "cannot send to"),
    (["watch", "a.mp4", "--overlay", "udp://nowhere"], "cannot send to"),
    (["watch", "a.mp4", "--delay", "-1"], "--delay"),
    (["watch", "a.mp4", "--delay", "nan"], "--delay"),
    (["watch", "a.mp4", "--patience", "-1"], "--patience"),
    (["watch", "a.mp4", "--duration", "0"], "--duration"),
    (["run", "nowhere.launch"], "nowhere.launch: no such file"),
    (["run", "fakesrc ! ${NOWHERE_SET}"], "${NOWHERE_SET} is not set"),
    (["run", "fakesrc ! fakesink", "--set", "name=1"], "\"name=1\" sets nothing"),
    (["run", "fakesrc ! fakesink", "--dot", "-", "--report", "-"], "standard output"),
    (["play", "test"], "uncanny watch test"),
    (["watch", "a.mp4", "--duration", "1e30"], "--duration"),
    (["check", "a.mp4", "--markers", "a.gif"], "--markers: cannot write markers to \"a.gif\""),
    (["check", "a.mp4", "--markers", "-"], "--markers: cannot write"),
    (["check", "a.mp4", "b.mp4", "--markers", "a.edl"], "one input at a time"),
    (["check", "a.mp4", "--start-timecode", "1:2:3"], "--start-timecode 1:2:3: write HH:MM:SS:FF"),
    (["check", "a.mp4", "--junit", "-", "--markdown", "-"], "standard output"),
    (["watch", "a.mp4", "--values", "-", "--markdown", "-"], "standard output"),
    (["check", "a.mp4", "--report", "r.json", "--events", "r.json"], "--events would overwrite --report"),
  ])
  func `wrong usage says what is wrong`(arguments: [String], word: String) async throws {
    let result = try await Built.run(arguments)
    #expect(result.status == 2)
    #expect(!result.isOverdue)
    #expect(result.output == "", "standard output is for data")
    #expect(result.words.first?.hasPrefix("Error: ") == true, "\(result.words)")
    #expect(result.words.contains { $0.contains(word) }, "\(result.words)")
  }
}
