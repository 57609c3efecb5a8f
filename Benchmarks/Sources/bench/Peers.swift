/// The program against decoding alone and against FFmpeg's filters, on one clip in one run.
struct Peers: Codable, Sendable {
  /// One program.
  struct Row: Codable, Sendable {
    var name: String
    /// Processor time a frame, user and system, decoding included: the median of the rounds.
    var cpu: Double
    /// Frames a second by the clock on the wall: the median of the rounds.
    var speed: Double
    /// Processor time a frame less decoding by the same library, paired within a round; `nil` for decoding itself.
    var net: Double?
  }

  var clip: String
  var frames: Int
  var rows: [Row]
  /// FFmpeg's net cost over ours, by name of the row.
  var ratios: [String: Double]
  /// The speed of `check` over that of decoding alone, paired within a round.
  var shareOfDecodeSpeed: Double

  private struct Contest {
    var name: String
    var command: [String]
    /// Index of the contest that only decodes, in the same way.
    var baseline: Int?
  }

  /// - Parameter program: the path of `uncanny`.
  static func compare(_ program: String, on clip: Clip, rounds: Int) throws -> Peers {
    let contests = contests(program, clip.path)
    let ours = 1
    var usages = Array(repeating: [Usage](), count: contests.count)
    // once unmeasured: the file into the cache, GStreamer's registry up to date
    for contest in contests.prefix(2) { _ = try Usage.running(contest.command) }
    for round in 0..<rounds {
      Words.say("round \(round + 1) of \(rounds)")
      // the two whose wall time is compared take turns, three times over
      let order = [0, ours, 0, ours] + contests.indices
      for index in order { usages[index].append(try Usage.running(contests[index].command)) }
    }
    let frames = Double(clip.frames)
    func net(_ index: Int) -> Double? {
      contests[index].baseline.map { baseline in
        zip(usages[index], usages[baseline]).map { ($0.cpu - $1.cpu) / frames }.median
      }
    }
    let rows = contests.indices.map { index in
      Row(
        name: contests[index].name, cpu: usages[index].map { $0.cpu / frames }.median,
        speed: usages[index].map { frames * 1000 / $0.wall }.median, net: net(index))
    }
    var ratios: [String: Double] = [:]
    for row in rows.dropFirst(ours + 1) {
      if let theirs = row.net, let own = rows[ours].net, own > 0 { ratios[row.name] = theirs / own }
    }
    return Peers(
      clip: "\(clip.size) at \(clip.rate.formatted(2))/s, \(clip.frames) frames of H.264", frames: clip.frames,
      rows: rows, ratios: ratios, shareOfDecodeSpeed: zip(usages[0], usages[ours]).map { $0.wall / $1.wall }.median)
  }

  private static func contests(_ program: String, _ path: String) -> [Contest] {
    let five = "freezedetect,blackdetect,blockdetect,signalstats,scdet"
    let nine = "freezedetect,blackdetect,blockdetect,blurdetect,signalstats,scdet,siti,idet,bitplanenoise"
    func ffmpeg(_ filters: String?, _ options: String...) -> [String] {
      ["ffmpeg", "-nostdin", "-v", "error"] + options + ["-i", path] + (filters.map { ["-vf", $0] } ?? [])
        + ["-an", "-f", "null", "-"]
    }
    return [
      Contest(
        name: "GStreamer, decoding alone",
        command: ["gst-launch-1.0", "-q", "filesrc", "location=\(path)", "!", "decodebin", "!", "fakesink"]),
      Contest(name: "uncanny check", command: [program, "check", path, "-q", "--fail-on", "never"], baseline: 0),
      Contest(name: "FFmpeg, decoding alone", command: ffmpeg(nil)),
      Contest(name: "FFmpeg: " + five, command: ffmpeg(five), baseline: 2),
      Contest(name: "FFmpeg: " + nine, command: ffmpeg(nine), baseline: 2),
      Contest(name: "FFmpeg, decoding alone, one thread", command: ffmpeg(nil, "-threads", "1")),
      Contest(
        name: "FFmpeg, one thread: " + five, command: ffmpeg(five, "-threads", "1", "-filter_threads", "1"),
        baseline: 5),
    ]
  }
}
