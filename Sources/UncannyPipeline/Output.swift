internal import Foundation
internal import GStreamer

/// Where the picture with the findings drawn into it goes.
public enum Output: Sendable, Equatable {
  /// A window.
  case display
  /// A file: `.mp4`, `.mkv` or `.ts`.
  case file(String)
  /// An SRT address to send an MPEG transport stream to.
  case srt(String)
  /// A UDP address, unicast or multicast, to send an MPEG transport stream to.
  case udp(host: String, port: Int)

  /// What a user writes: `display`, `srt://...`, `udp://HOST:PORT`, or the path of a file.
  ///
  /// - Throws: `OutputError` when it is none of these.
  public init(_ text: String) throws(OutputError) {
    if text == "display" {
      self = .display
    } else if text.hasPrefix("srt://") {
      self = .srt(text)
    } else if text.hasPrefix("udp://") {
      guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, let port = parts.port,
        (1...65535).contains(port)
      else { throw OutputError.notAnAddress(text) }
      self = .udp(host: host, port: port)
    } else if text.contains("://") {
      throw OutputError.notAnAddress(text)
    } else {
      guard Self.muxers[Self.suffix(text)] != nil else { throw OutputError.unknownContainer(text) }
      self = .file(text)
    }
  }

  /// How the last element is called.
  static let elementName = "output"

  /// The end of a pipeline, from raw pictures on.
  var description: String {
    let encode = "\(Self.even) ! x264enc speed-preset=veryfast"
    // a key frame a second: a viewer that joins waits no longer than that
    let send = "\(encode) tune=zerolatency bitrate=8000 key-int-max=30 ! h264parse config-interval=-1"
    switch self {
    case .display: return "videoconvert ! autovideosink name=output"
    case .file(let path):
      return
        "\(encode) pass=qual quantizer=20 ! h264parse ! queue ! \(Self.muxers[Self.suffix(path)] ?? "matroskamux") ! filesink name=output"
    case .srt: return "\(send) ! mpegtsmux alignment=7 ! srtsink name=output wait-for-connection=false"
    case .udp: return "\(send) ! mpegtsmux alignment=7 ! udpsink name=output"
    }
  }

  func configure(_ pipeline: Pipeline) throws(GStreamerError) {
    guard let output = pipeline.element(named: "output") else { return }
    switch self {
    case .display: break
    case .file(let path): try output.set("location", to: .string(path))
    case .srt(let uri): try output.set("uri", to: .string(uri))
    case .udp(let host, let port):
      try output.set("host", to: .string(host))
      try output.set("port", to: .int(port))
    }
  }

  /// What an encoder of H.264 takes: the sides are even.
  static let even =
    "videoconvert ! videoscale ! video/x-raw,format=I420,width=(int)[2,16384,2],height=(int)[2,16384,2]"

  private static let muxers = ["mp4": "mp4mux", "mov": "qtmux", "mkv": "matroskamux", "ts": "mpegtsmux"]

  private static func suffix(_ path: String) -> String { (path as NSString).pathExtension.lowercased() }
}

/// Why a text is no output.
public enum OutputError: Error, Equatable, CustomStringConvertible {
  case unknownContainer(String)
  case notAnAddress(String)

  public var description: String {
    switch self {
    case .unknownContainer(let text): "cannot write \"\(text)\"; a file ends in .mp4, .mov, .mkv or .ts"
    case .notAnAddress(let text):
      "cannot send to \"\(text)\"; write srt://HOST:PORT, udp://HOST:PORT, display or a file"
    }
  }
}
