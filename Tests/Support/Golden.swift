internal import FoundationEssentials

/// A file that holds what the program should write.
public enum Golden {
  /// Holds `text` against the file; `nil` when they agree, otherwise what to do.
  ///
  /// With `UNCANNY_RECORD=1` in the environment the file is rewritten, and that is told too: a run that records does not
  /// pass.
  ///
  /// - Parameter path: from the package's folder.
  public static func difference(of text: String, from path: String) throws -> String? {
    let recorded = try? Repository.text(of: path)
    if recorded == text { return nil }
    guard isRecording else {
      return "\(path) is not up to date; run the tests with UNCANNY_RECORD=1 and look at the change"
    }
    let url = URL(filePath: "\(Repository.root)/\(path)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return "\(path) was rewritten; run the tests again without UNCANNY_RECORD"
  }

  private static var isRecording: Bool { ProcessInfo.processInfo.environment["UNCANNY_RECORD"] == "1" }
}
