internal import FoundationEssentials

/// The files of this repository, as they stand beside the tests.
public enum Repository {
  /// The folder of the package, without a slash at the end.
  public static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")

  /// The text of a file.
  ///
  /// - Parameter path: from the package's folder, such as `docs/formats/README.md`.
  public static func text(of path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  /// The files below a folder, sorted, each from the package's folder.
  ///
  /// - Parameters:
  ///   - folder: from the package's folder, such as `Sources/Uncanny`.
  ///   - suffix: how the name ends, such as `.swift`.
  public static func files(in folder: String, ending suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)").filter { $0.hasSuffix(suffix) }.sorted()
      .map { "\(folder)/\($0)" }
  }
}
