internal import FoundationEssentials

/// JSON as this program writes it: keys sorted, slashes plain, the same value always the same bytes.
///
/// Thread: any.
public enum JSONText {
  /// One line without a line break, for JSON Lines.
  ///
  /// - Throws: only for values that JSON cannot hold, such as an infinity; no `Wire` value has one.
  public static func line(_ value: some Encodable) throws -> String {
    try text(of: value, formatting: [.sortedKeys, .withoutEscapingSlashes])
  }

  /// Indented text for a file that people open too; ends with a line break.
  ///
  /// - Throws: only for values that JSON cannot hold, such as an infinity; no `Wire` value has one.
  public static func document(_ value: some Encodable) throws -> String {
    try text(of: value, formatting: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]) + "\n"
  }

  private static func text(of value: some Encodable, formatting: JSONEncoder.OutputFormatting) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
