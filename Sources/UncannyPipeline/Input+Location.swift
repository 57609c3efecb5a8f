public import Uncanny

extension Input {
  /// As a URI that other programs can follow: of a file the whole path. Credentials are still in it.
  public var location: String { address }

  /// What the file calls its first frame: its timecode track; `nil` where it has none, and for all that is no file.
  ///
  /// Reads the head of the file again; thread: any, but not one that must not wait.
  public var startTimecode: Timecode.Written? {
    guard case .file(let path) = self else { return nil }
    return TimecodeTrack.start(ofFileAt: path).flatMap { Timecode.Written(parsing: $0.description) }
  }
}
