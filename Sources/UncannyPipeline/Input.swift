internal import Foundation
internal import GStreamer

/// Where a session's pictures come from.
public enum Input: Sendable, Equatable {
  /// A file, by its path.
  case file(String)
  /// Anything that has a URI: `srt://`, `udp://`, `rtsp://`, `http://`, `https://` and whatever else is installed.
  case uri(String)
  /// A test picture that runs in real time, by the name of a pattern of `videotestsrc`.
  case pattern(String)
  /// A picture, or the first frame of a clip, by its path; it stands for two seconds.
  case still(String)

  /// What a user writes: a URI, `test` or `test:PATTERN`, or else the path of a file.
  public init(_ text: String) {
    if text == "test" || text == "testsrc" {
      self = .pattern("smpte")
    } else if text.hasPrefix("test:") {
      self = .pattern(String(text.dropFirst("test:".count)))
    } else if let url = URL(string: text), url.scheme == "file" {
      self = .file(url.path)
    } else if text.range(of: "^[A-Za-z][A-Za-z0-9+.-]*://", options: .regularExpression) != nil {
      self = .uri(text)
    } else {
      self = .file(text)
    }
  }

  /// As it may be shown once credentials are taken out.
  public var text: String {
    switch self {
    case .file(let path), .still(let path): path
    case .uri(let uri): uri
    case .pattern(let name): "test:\(name)"
    }
  }

  /// Whether it comes at its own pace and cannot be had faster.
  public var isLive: Bool {
    switch self {
    case .file, .still: false
    case .pattern: true
    case .uri(let uri): !["http", "https", "file"].contains(uri.split(separator: ":").first.map { $0.lowercased() })
    }
  }

  /// What can be said against it before anything is started.
  ///
  /// - Throws: `SessionError.unreadable` for a file that is missing, a folder, empty, or not ours to read.
  public func check() throws(SessionError) {
    let path: String
    switch self {
    case .file(let file), .still(let file): path = file
    case .uri, .pattern: return
    }
    guard let facts = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
    else { throw .unreadable("\(path): no such file") }
    guard facts[.type] as? FileAttributeType != .typeDirectory else { throw .unreadable("\(path): is a folder") }
    guard FileManager.default.isReadableFile(atPath: path) else { throw .unreadable("\(path): not allowed to read it") }
    let size = (facts[.size] as? NSNumber)?.int64Value
    guard size != 0 else { throw .unreadable("\(path): the file is empty") }
  }

  /// The beginning of a pipeline, up to the element `pictures` that decoded pictures go into; its property is set by
  /// `configure`. What `decoder` finds is linked by `Streams`.
  ///
  /// - Parameter withSound: whether sound is decoded too.
  func description(withSound: Bool) -> String {
    // decodes what is asked for and leaves the rest alone
    let wanted = withSound ? "video/x-raw(ANY);audio/x-raw(ANY)" : "video/x-raw(ANY)"
    let decode = "caps=\"\(wanted)\" expose-all-streams=false"
    switch self {
    case .file: return "filesrc name=source ! decodebin name=decoder \(decode)  videoconvert name=pictures"
    case .still:
      return "filesrc name=source ! decodebin name=decoder \(decode)  videoconvert name=pictures ! imagefreeze "
        + "num-buffers=50 ! capsfilter caps=video/x-raw,framerate=25/1"
    case .uri: return "uridecodebin name=source \(decode)  videoconvert name=pictures"
    case .pattern:
      return
        "videotestsrc name=source is-live=true ! video/x-raw,width=1280,height=720,framerate=30/1 ! videoconvert "
        + "name=pictures"
    }
  }

  /// The name of the element whose pads come as they are found; `nil` when there is none.
  var decoder: String? {
    switch self {
    case .file, .still: "decoder"
    case .uri: "source"
    case .pattern: nil
    }
  }

  /// As a URI, for elements that take nothing else.
  var address: String {
    switch self {
    case .file(let path), .still(let path): URL(fileURLWithPath: path).absoluteString
    case .uri(let uri): uri
    case .pattern(let name): "test:\(name)"
    }
  }

  /// Sets what the description leaves open: no text of a user's is ever parsed as part of a pipeline.
  func configure(_ pipeline: Pipeline) throws(GStreamerError) {
    guard let source = pipeline.element(named: "source") else { return }
    switch self {
    case .file(let path), .still(let path): try source.set("location", to: .string(path))
    case .uri(let uri): try source.set("uri", to: .string(uri))
    case .pattern(let name): try source.set("pattern", fromText: name)
    }
  }
}

/// Why a session could not do its work.
public enum SessionError: Error, Equatable, CustomStringConvertible {
  /// Nothing of the input could be looked at.
  case unreadable(String)
  /// The input, or an output, failed on the way.
  case broken(String)
  /// Somebody stopped it before its end.
  case stopped(String)

  public var description: String {
    switch self {
    case .unreadable(let why), .broken(let why), .stopped(let why): why
    }
  }
}
