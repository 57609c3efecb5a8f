import Foundation
import TestMedia
import TestSupport

/// The program as it was built, beside the tests.
enum Built {
  /// - Throws: when it is not there.
  static func path() throws -> String {
    let path = try Tool.products() + "/uncanny"
    guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
    return path
  }

  /// Starts it. Lines are a hundred cells wide whatever the terminal is, and there are no models, which take their time.
  static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Child {
    let usual = ["COLUMNS": "100", "UNCANNY_MODELS": "/nowhere"]
    return try Child(path(), arguments, environment: usual.merging(environment) { $1 })
  }

  /// Runs it to its end, which must come within 20 seconds.
  static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Child.Result {
    try await start(arguments, environment: environment).result()
  }

  struct NotBuilt: Error { var path: String }
}

/// What the program writes, held against its schemas.
enum Formats {
  static func violations(inReport text: String) throws -> [String] { try violations(text, "uncanny.report/1") }

  static func violations(inLine text: String) throws -> [String] { try violations(text, "uncanny.event/1") }

  static func violations(inAlert text: String) throws -> [String] { try violations(text, "uncanny.alert/1") }

  static func violations(inComparison text: String) throws -> [String] { try violations(text, "uncanny.comparison/1") }

  static func violations(inStoredEvent text: String) throws -> [String] {
    try violations(text, "uncanny.stored-event/1")
  }

  private static func violations(_ text: String, _ id: String) throws -> [String] {
    let schema = try Schema(
      ["event", "report", "alert", "stored-event", "comparison", "difference"].map {
        try JSON(parsing: Repository.text(of: "docs/formats/\($0).schema.json"))
      })
    return try schema.violations(in: JSON(parsing: text), of: id, isClosed: true)
  }
}
