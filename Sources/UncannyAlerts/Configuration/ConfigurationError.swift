/// What is wrong with a configuration file, and where.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// The file as it was named.
  public let file: String
  /// From 1; `nil` where it is about the whole file.
  public let line: Int?
  /// What is wrong and what would be right; lower case, no full stop.
  public let message: String

  public init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String { line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)" }
}
