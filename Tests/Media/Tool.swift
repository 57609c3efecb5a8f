internal import Foundation

/// Programs of the system, and where the tests were built.
public enum Tool {
  /// The folder of the built products.
  ///
  /// - Throws: where the tests cannot tell where they are.
  public static func products() throws -> String {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: own).deletingLastPathComponent().path
  }

  /// Where a program is on the search path; `nil` when it is not.
  public static func path(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether Debian's Python can load GStreamer.
  public static let hasPythonBindings =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
    && FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/gi")
    && (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib").contains { folder in
      FileManager.default.fileExists(atPath: "/usr/lib/\(folder)/girepository-1.0/Gst-1.0.typelib")
    }) == true
}
