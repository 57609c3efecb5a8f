/// Setting text in lines and columns.
extension Manual {
  /// Breaks `text` at spaces into lines of at most 100 characters; all but the first begin with `indent` spaces.
  static func wrap(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= 100 {
        line += " " + word
      } else {
        lines.append(line)
        line = margin + word
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// Columns two spaces apart, the last as long as it is; a newline at the end of each row.
  static func aligned(_ rows: [[String]]) -> String {
    let widths = widths(of: rows)
    return rows.map { row in
      row.indices.map { column in
        column == row.count - 1 ? row[column] : padded(row[column], to: widths[column] + 2)
      }.joined() + "\n"
    }.joined()
  }

  /// A table in Markdown; the first row is its head.
  static func table(_ rows: [[String]]) -> String {
    let widths = widths(of: rows)
    let lines = rows.map { row in
      "| " + row.indices.map { padded(row[$0], to: widths[$0]) }.joined(separator: " | ") + " |"
    }
    let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|"
    return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
  }

  private static func widths(of rows: [[String]]) -> [Int] {
    (rows.first ?? []).indices.map { column in rows.reduce(0) { max($0, $1[column].count) } }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
