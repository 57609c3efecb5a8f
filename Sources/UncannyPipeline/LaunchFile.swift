internal import Foundation

/// A pipeline in the notation of gst-launch, as a file or a text.
///
/// In a file, a line whose first mark is `#` is a comment, and the first one is the title. `${NAME:-default}` stands for a
/// variable of the environment, or for the default where there is none; nothing else is expanded, and no shell is run.
public struct LaunchFile: Sendable, Equatable {
  /// The file's path, or `pipeline`: a description may hold passwords and is not shown.
  public let name: String
  /// The first comment; `nil` where there is none.
  public let title: String?
  /// What GStreamer parses.
  public let description: String
  /// Properties that are set in place of what the description says.
  public var settings: [Setting] = []
  /// As written, with all lines.
  let source: String
  /// Whether it was read from a file, which may have comments.
  let isFile: Bool

  /// - Parameters:
  ///   - argument: the path of a `.launch` file, or a description.
  ///   - variables: what the names stand for; `nil` for the environment.
  /// - Throws: `LaunchError`.
  public init(
    _ argument: String, variables: [String: String]? = nil
  ) throws(LaunchError) {
    isFile =
      argument.hasSuffix(".launch") || !argument.contains("!") && FileManager.default.fileExists(atPath: argument)
    var text = argument
    if isFile {
      guard let data = FileManager.default.contents(atPath: argument) else { throw .unreadable(argument) }
      guard let decoded = String(data: data, encoding: .utf8) else { throw .notText(argument) }
      text = decoded
    }
    name = isFile ? argument : "pipeline"
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    title = isFile ? lines.first { $0.hasPrefix("#") }.map { $0.drop { "# ".contains($0) } }.map(String.init) : nil
    let body = (isFile ? lines.filter { !$0.hasPrefix("#") } : lines).joined(separator: " ")
    source = text
    description = try Self.expand(body, variables ?? ProcessInfo.processInfo.environment)
    guard !description.trimmingCharacters(in: .whitespaces).isEmpty else { throw .empty(argument) }
  }

  /// A property of an element, as `name.property=value` says it.
  public struct Setting: Sendable, Equatable {
    /// The name of the element.
    public var element: String
    public var property: String
    /// As it would stand in the description.
    public var value: String

    /// - Throws: `LaunchError.notASetting`.
    public init(_ text: String) throws(LaunchError) {
      guard let equals = text.firstIndex(of: "="), let dot = text[..<equals].firstIndex(of: ".") else {
        throw .notASetting(text)
      }
      element = String(text[..<dot])
      property = String(text[text.index(after: dot)..<equals])
      value = String(text[text.index(after: equals)...])
      guard !element.isEmpty, !property.isEmpty else { throw .notASetting(text) }
    }
  }

  private static func expand(_ text: String, _ variables: [String: String]) throws(LaunchError) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "${") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}") else { throw .unclosed }
      let inner = rest[..<end]
      rest = rest[rest.index(after: end)...]
      let split = inner.range(of: ":-")
      let name = String(split.map { inner[..<$0.lowerBound] } ?? inner)
      let value = variables[name].flatMap { $0.isEmpty ? nil : $0 } ?? split.map { String(inner[$0.upperBound...]) }
      guard let value else { throw .unset(name) }
      result += value
    }
    return result + rest
  }
}

/// Why a launch file cannot be used.
public enum LaunchError: Error, Equatable, CustomStringConvertible {
  case unreadable(String)
  case notText(String)
  case empty(String)
  case unclosed
  case unset(String)
  case notASetting(String)

  public var description: String {
    switch self {
    case .unreadable(let path): "\(path): no such file, or not allowed to read it"
    case .notText(let path): "\(path): is no text"
    case .empty(let path): "\(path): has no pipeline in it"
    case .unclosed: "\"${\" without \"}\""
    case .unset(let name): "${\(name)} is not set; set it in the environment, or write ${\(name):-default}"
    case .notASetting(let text): "\"\(text)\" sets nothing; write element.property=value"
    }
  }
}
