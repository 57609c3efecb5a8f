internal import Foundation

/// The clip that programs are compared on.
struct Clip: Sendable {
  let path: String
  let frames: Int
  let rate: Double
  let size: String

  /// The one a user names, or else one that is made once and kept: 300 frames of a zoom into the Mandelbrot set with
  /// grain, 1080p30, H.264 at about 12 Mb/s, a key frame at most every 250 frames.
  static func open(_ path: String?) throws -> Clip {
    if let path { return try described(path) }
    let folder = try cache()
    let target = folder.appendingPathComponent("mandelbrot-1080p30.mkv")
    if !FileManager.default.fileExists(atPath: target.path) {
      Words.say("making \(target.path)")
      let partial = folder.appendingPathComponent("partial-\(ProcessInfo.processInfo.processIdentifier).mkv")
      _ = try Usage.running([
        "ffmpeg", "-y", "-f", "lavfi", "-i", "mandelbrot=size=1920x1080:rate=30:maxiter=400:end_pts=600",
        "-vf", "noise=alls=5:allf=t:all_seed=1,format=yuv420p", "-frames:v", "300", "-c:v", "libx264",
        "-preset", "veryfast", "-b:v", "12M", "-maxrate", "16M", "-bufsize", "24M", partial.path,
      ])
      try FileManager.default.moveItem(at: partial, to: target)
    }
    return try described(target.path)
  }

  private static func described(_ path: String) throws -> Clip {
    let text = try Child.output(of: [
      "ffprobe", "-v", "error", "-select_streams", "v:0", "-count_packets", "-show_entries",
      "stream=width,height,avg_frame_rate,nb_read_packets", "-of", "default=noprint_wrappers=1", path,
    ])
    var facts: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { facts[parts[0]] = parts[1] }
    }
    let rate = (facts["avg_frame_rate"] ?? "").split(separator: "/").compactMap { Double($0) }
    guard let frames = facts["nb_read_packets"].flatMap({ Int($0) }), frames > 0, rate.count == 2, rate[1] > 0 else {
      throw BenchError.unreadable(path)
    }
    return Clip(
      path: path, frames: frames, rate: rate[0] / rate[1], size: "\(facts["width"] ?? "?")x\(facts["height"] ?? "?")")
  }

  private static func cache() throws -> URL {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CACHE_HOME"].map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
    let folder = base.appendingPathComponent("uncanny-benchmarks")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}

/// Standard error: what is for people.
enum Words {
  static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
