import GStreamer
import TestMedia
import Testing
import Uncanny
import UncannyPipeline
import UncannyReport

/// Files with sound, without, with nothing else, and with sound that does not fit the pictures.
@Suite(.timeLimit(.minutes(5)))
struct SoundTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// So many tenths of a second of a tone; `wave` may be `silence`.
  private func sound(_ tenths: Int, wave: String = "sine", volume: Double = 0.3, channels: Int = 2) -> String {
    "audiotestsrc wave=\(wave) volume=\(volume) samplesperbuffer=4800 num-buffers=\(tenths) ! "
      + "audio/x-raw,format=S16LE,rate=48000,channels=\(channels) ! audioconvert"
  }

  private func file(_ name: String, pictures: Int, _ branches: String..., muxer: String = "matroskamux") async throws
    -> String
  {
    let path = folder.file(name)
    let video = pictures > 0 ? "\(Clip.picture(frames: pictures)) ! h264parse ! queue ! m.  " : ""
    let rest = branches.map { "\($0) ! queue ! m.  " }.joined()
    let pipeline = try Pipeline(parsing: "\(video)\(rest)\(muxer) name=m ! filesink name=file")
    try pipeline.element(named: "file")?.set("location", to: .string(path))
    try pipeline.start()
    defer { pipeline.stop() }
    for await message in pipeline.messages {
      if case .error(let error) = message { throw error }
      if message == .eos { break }
    }
    return path
  }

  private func check(
    _ path: String, copy: Output? = nil, plan: String = "none,black,silence,clipping,loudness,phase", ear: Ear = Ear()
  ) async throws -> Wire.Report {
    let result = try await run(.check(.file(path), copy: copy), plan: plan, ear: ear)
    #expect(result.failure == nil)
    let report = try #require(result.reports.first)
    #expect(try violations(report) == [])
    #expect(report.media.complete == true)
    return report
  }

  private func verdicts(_ report: Wire.Report) -> [String] {
    report.checks.map { "\($0.detector) \($0.verdict.rawValue)\($0.why.map { ": \($0)" } ?? "")" }
  }

  @Test func `a file without sound is looked at, and says that it has none`() async throws {
    let report = try await check(try await file("a.mkv", pictures: 25))
    #expect(report.performance.framesAnalyzed == 25)
    #expect(verdicts(report).first == "black clear")
    #expect(report.checks.dropFirst().allSatisfy { $0.verdict == .skipped && $0.why == "the input has no sound" })
  }

  @Test(arguments: ["wavenc", "matroskamux"]) func `a file without a picture is heard`(_ muxer: String) async throws {
    let report = try await check(try await file("a", pictures: 0, sound(40), muxer: muxer))
    #expect(report.media.frames == 0 && report.media.width == 0 && report.shots.isEmpty)
    #expect(abs((report.media.duration ?? 0) - 4) < 0.01)
    #expect(verdicts(report).first == "black skipped: no picture in it")
    #expect(report.events.map { $0.fault } == ["phase.mono"])
    #expect(report.events.allSatisfy { $0.id == "a1" && $0.startFrame == 0 && $0.endFrame == 0 })
    // a sine of 0.3: half its square, in both channels, and what the weighting gives at 440 Hz
    let loudness = try #require(report.checks.first { $0.detector == "loudness" }?.values["integrated"])
    #expect(abs(loudness - -11.1) < 0.3)
  }

  @Test func `without a detector of sound a file without a picture cannot be read`() async throws {
    let path = try await file("a.wav", pictures: 0, sound(10), muxer: "wavenc")
    await #expect(throws: SessionError.self) { try await run(.check(.file(path), copy: nil), plan: "none,black") }
  }

  @Test(arguments: [10, 80]) func `sound may be shorter or longer than the pictures`(_ tenths: Int) async throws {
    let report = try await check(try await file("a.mkv", pictures: 50, sound(tenths)))
    #expect(report.performance.framesAnalyzed == 50)
    #expect(report.checks.allSatisfy { $0.verdict != .skipped })
    #expect(report.media.duration == 2)
  }

  /// A tone, three seconds of nothing, and a tone again, beside pictures.
  private func interrupted() async throws -> String {
    let parts = [sound(10), sound(30, wave: "silence"), sound(10)].map { "\($0) ! c." }.joined(separator: "  ")
    return try await file(
      "a.mkv", pictures: 125, "\(parts)  concat name=c ! audio/x-raw,rate=48000,channels=2")
  }

  @Test func `silence is found at its time and at its frames`() async throws {
    let ear = Ear()
    let path = try await interrupted()
    let report = try await check(path, plan: "none,black,silence", ear: ear)
    let event = try #require(report.events.first)
    #expect(report.events.count == 1 && event.fault == "silence" && event.id == "a1")
    #expect(abs(event.start - 1) < 0.03 && abs((event.end ?? 0) - 4) < 0.03)
    #expect(abs(event.startFrame - 25) <= 1 && abs((event.endFrame ?? 0) - 100) <= 1)
    #expect(ear.events.began.count == 1 && ear.events.ended.count == 1)
    #expect(try await check(path, plan: "none,black,silence").events == report.events)
    let copied = try await check(path, copy: .file(folder.file("copy.mkv")), plan: "none,black,silence")
    #expect(copied.events == report.events)
    #expect(copied.checks == report.checks)
  }

  @Test func `sound in AAC is heard`() async throws {
    let encoder = ["avenc_aac", "voaacenc", "fdkaacenc"].first { Registry.hasElement($0) }
    let coded = try #require(encoder, "no encoder of AAC is installed")
    let report = try await check(
      try await file("a.mp4", pictures: 50, "\(sound(20)) ! \(coded) ! aacparse", muxer: "mp4mux"))
    #expect(report.media.audioCodec?.contains("AAC") == true)
    #expect(report.checks.allSatisfy { $0.verdict != .skipped })
  }

  @Test func `of several tracks the first is heard`() async throws {
    let report = try await check(
      try await file("a.mkv", pictures: 50, sound(40, volume: 0.03), sound(40, volume: 0.5, channels: 1)))
    #expect(report.performance.framesAnalyzed == 50)
    let loudness = try #require(report.checks.first { $0.detector == "loudness" }?.values["integrated"])
    #expect(abs(loudness - -31.1) < 0.5)
  }

  @Test func `sound that begins later is where it is`() async throws {
    let later = sound(30, wave: "silence").replacing("audiotestsrc", with: "audiotestsrc timestamp-offset=1000000000")
    let report = try await check(
      try await file("a.mkv", pictures: 125, later), plan: "none,black,silence")
    let event = try #require(report.events.first)
    #expect(event.fault == "silence.mute" && abs(event.start - 1) < 0.03 && abs((event.end ?? 0) - 4) < 0.03)
    #expect(abs(event.startFrame - 25) <= 1)
  }

  @Test func `a pipeline of the user's says that it hears nothing`() async throws {
    let result = try await run(
      .launch(try LaunchFile("videotestsrc num-buffers=5 ! uncanny plan=none,black,silence ! fakesink")))
    let report = try #require(result.reports.first)
    #expect(verdicts(report).last == "silence skipped: the element is given pictures only")
  }

  @Test func `a file that is watched is heard too`() async throws {
    let path = try await file("a.mkv", pictures: 50, sound(20, wave: "silence"))
    let result = try await run(.watch(.file(path), nil, delay: .zero), plan: "none,black,silence")
    let report = try #require(result.reports.first)
    #expect(report.checks.map { $0.verdict } == [.clear, .clear])
    #expect(result.failure == nil)
  }
}
