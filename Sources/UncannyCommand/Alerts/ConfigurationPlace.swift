internal import Foundation
internal import Uncanny
internal import UncannyAlerts
internal import UncannyDetectors

/// Where `uncanny.yaml` is.
enum ConfigurationPlace {
  private static let name = "uncanny.yaml"

  /// The file that is meant: the one that was named, or else the first that is there.
  ///
  /// - Parameter path: as it was named on the command line.
  static func path(_ path: String?, environment: [String: String]) -> String? {
    if let path = path ?? environment["UNCANNY_CONFIG"], !path.isEmpty { return path }
    let home = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { "\($0)/.config" }
    let places = [name] + (home.map { ["\($0)/uncanny/\(name)"] } ?? [])
    return places.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Whether it was only found in the working folder, which may be anybody's.
  static func isFound(_ path: String?, environment: [String: String]) -> Bool {
    path == nil && environment["UNCANNY_CONFIG"]?.isEmpty != false && self.path(nil, environment: environment) == name
  }

  /// What it says; nothing where there is none.
  ///
  /// - Throws: `ConfigurationError`.
  static func read(
    _ path: String?, environment: [String: String]
  ) throws(ConfigurationError) -> UncannyAlerts.Configuration? {
    guard let path = self.path(path, environment: environment) else { return nil }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw ConfigurationError(file: path, message: "cannot be read")
    }
    return try Configuration(parsing: text, file: path, environment: environment, vocabulary: vocabulary)
  }

  /// Every detector and every fault.
  static var vocabulary: UncannyAlerts.Configuration.Vocabulary {
    UncannyAlerts.Configuration.Vocabulary(faults: Catalog.standard.names)
  }
}
