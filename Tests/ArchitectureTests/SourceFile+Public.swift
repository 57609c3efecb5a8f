/// A declaration that other modules see.
struct PublicDeclaration: Sendable {
  /// Counted from 1.
  var line: Int
  var text: String
  /// Whether a doc comment stands above it, or above a sibling of its type that stands directly above it: one comment may be
  /// for both.
  var isDocumented: Bool

  /// Whether a comment could only repeat it: what a protocol asks for is documented there, the words of an initialiser
  /// stand at its properties, and `severity: Severity` is what it says.
  var speaksForItself: Bool {
    if Self.known.contains(where: { text.contains("public \($0)") }) { return true }
    guard let match = text.firstMatch(of: #/\b(?:let|var) (\w+): (?:\w+\.)*(\w+)/#) else { return false }
    return match.1.lowercased() == match.2.lowercased()
  }

  private static let known = [
    "init(", "init<", "extension ", "typealias ", "var description", "let rawValue", "func encode(to", "func hash(into",
    "static func ==", "static func <", "static func +", "static func -", "static let card", "static let parameters",
    "static let needs", "static let examples", "mutating func inspect(", "static func message(for",
    "mutating func conclude(", "func values(", "func compare(",
  ]
}

extension SourceFile {
  /// The public declarations, found by the word: no parser is needed for code that is formatted.
  var publicDeclarations: [PublicDeclaration] {
    var found: [PublicDeclaration] = []
    for (index, line) in code.enumerated()
    where line.contains("public ") && line.contains(#/^\s*(?:@\w+(?:\([^)]*\))? )*public (?!import\b)/#) {
      var above = index - 1
      while above >= 0, lines[above].unindented.hasPrefix("@") { above -= 1 }
      let isDocumented = above >= 0 && lines[above].unindented.hasPrefix("///")
      let isShared = found.last.map { $0.line == index && $0.isDocumented && Self.type($0.text) == Self.type(line) }
      found.append(PublicDeclaration(line: index + 1, text: line, isDocumented: isDocumented || isShared ?? false))
    }
    return found
  }

  /// What follows the name of a property.
  private static func type(_ line: String) -> Substring {
    line.firstMatch(of: #/(?:let|var) \w+(:|\s*=)(.*)/#)?.2 ?? line[...]
  }
}
