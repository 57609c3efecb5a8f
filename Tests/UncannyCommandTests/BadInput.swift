import GStreamer
import TestMedia

/// An input that something is wrong with, or odd about, and what should come of it.
struct BadInput: Sendable, CustomStringConvertible {
  var description: String
  /// What `uncanny check` answers.
  var status: Int32
  /// What standard error says; `nil` for nothing at all.
  var word: String?
  /// How many frames are looked at; `nil` where that is not the point.
  var frames: Int?
  /// Makes it, and says what to check.
  var make: @Sendable (TemporaryFolder) async throws -> String

  init(
    _ description: String, _ status: Int32, _ word: String? = nil, frames: Int? = nil,
    make: @escaping @Sendable (TemporaryFolder) async throws -> String
  ) {
    self.description = description
    self.status = status
    self.word = word
    self.frames = frames
    self.make = make
  }

  static let all = noVideo + cut + odd + unreachable

  private static let noVideo = [
    BadInput("a file that is not there", 3, "no such file") { $0.file("nowhere.mp4") },
    BadInput("a folder", 3, "is a folder") { $0.path },
    BadInput("an empty file", 3, "the file is empty") { try $0.write([], to: "empty.mp4") },
    BadInput("noise that is called MP4", 3) { folder in
      var state: UInt64 = 1
      let noise = (0..<1024).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      return try folder.write(noise, to: "noise.mp4")
    },
    BadInput("text that is called MP4", 3) {
      try $0.write("It was a dark and stormy night.\n".utf8, to: "text.mp4")
    },
    BadInput("an unknown scheme", 3) { _ in "nosuch://somewhere/x" },
  ]

  private static let cut =
    [10, 50, 90].map { percent in
      BadInput("an MP4 with its index at the end, cut at \(percent) %", 3) { try await cutMP4("", percent, in: $0) }
    }
    + [50, 90].map { percent in
      BadInput("an MP4 with its index in front, cut at \(percent) %", 4, "ends before its media does") {
        try await cutMP4("faststart=true", percent, in: $0)
      }
    } + [
      BadInput("an MP4 of which not even the index is whole", 3) { try await cutMP4("faststart=true", 1, in: $0) }
    ]

  private static func cutMP4(_ how: String, _ percent: Int, in folder: TemporaryFolder) async throws -> String {
    try await Clip.write("\(Clip.picture(frames: 100)) ! h264parse ! mp4mux \(how)", to: folder.file("whole.mp4"))
    let bytes = try folder.bytes(of: "whole.mp4")
    return try folder.write(bytes.prefix(bytes.count * percent / 100), to: "cut.mp4")
  }

  private static let odd =
    [(1, 1), (2, 1), (1, 64), (16, 8), (321, 181), (3, 2000)].map { width, height in
      BadInput("a picture of \(width)x\(height)", 0, frames: 10) { folder in
        try await Clip.write(
          "videotestsrc num-buffers=10 pattern=white ! video/x-raw,format=I420,width=\(width),height=\(height),"
            + "framerate=25/1 ! matroskamux", to: folder.file("odd.mkv"))
        return folder.file("odd.mkv")
      }
    } + [
      BadInput("a rate that changes", 0, frames: 50) { try await joined([(320, 180, 25), (320, 180, 10)], in: $0) },
      BadInput("a size that changes", 0, frames: 50) { try await joined([(320, 180, 25), (640, 360, 25)], in: $0) },
      BadInput("one still picture", 0, frames: 1) { folder in
        try await Clip.write(
          "videotestsrc num-buffers=1 ! video/x-raw,width=64,height=64 ! pngenc", to: folder.file("still.png"))
        return folder.file("still.png")
      },
    ]

  /// Transport streams of 25 frames each, one behind the other.
  private static func joined(
    _ parts: [(width: Int, height: Int, rate: Int)], in folder: TemporaryFolder
  ) async throws -> String {
    var bytes: [UInt8] = []
    for part in parts {
      let picture = Clip.picture(frames: 25, width: part.width, height: part.height, rate: "\(part.rate)/1")
      try await Clip.write("\(picture) ! h264parse config-interval=-1 ! mpegtsmux", to: folder.file("part.ts"))
      bytes += try folder.bytes(of: "part.ts")
    }
    return try folder.write(bytes, to: "joined.ts")
  }

  private static let unreachable = [
    BadInput("a web server that refuses", 3) { _ in "http://127.0.0.1:\(Port.stream())/a.mp4" },
    BadInput("a camera that refuses", 3) { _ in "rtsp://127.0.0.1:\(Port.stream())/a" },
    BadInput("a host that is none", 3) { _ in "http://nowhere.invalid/a.mp4" },
  ]
}
