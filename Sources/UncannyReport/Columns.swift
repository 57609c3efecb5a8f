/// Lines of a listing for a terminal: cells in columns, and a message at the end that is cut where the line ends.
struct Columns: Sendable {
  struct Line: Sendable {
    var cells: [String]
    /// Of the cell that is colored.
    var ink: Table.Ink
    var message: String
  }

  var titles: [String]
  /// Over the messages; with `nil` a line whose message is empty ends with its last cell.
  var messageTitle: String?
  /// Columns whose cells stand to the right.
  var right: Set<Int>
  /// The column that is colored.
  var inked: Int
  /// Cells of the terminal's line; `nil` for no cutting. A message keeps at least eight.
  var width: Int?
  var isColored: Bool

  /// The head and the lines, without their breaks.
  func texts(of lines: [Line]) -> [String] {
    let widths = titles.indices.map { column in lines.reduce(titles[column].count) { max($0, $1.cells[column].count) } }
    let room = width.map { max(8, $0 - widths.reduce(0) { $0 + $1 + 2 }) }
    func padded(_ cells: [String]) -> [String] {
      cells.indices.map { cells[$0].padded(to: widths[$0], left: right.contains($0)) }
    }
    let head = padded(titles) + (messageTitle.map { [$0] } ?? [])
    return [Table.Ink.dim.paint(head.joined(separator: "  "), isColored)]
      + lines.map { line in
        var cells = padded(line.cells)
        cells[inked] = line.ink.paint(cells[inked], isColored)
        if messageTitle != nil || !line.message.isEmpty { cells.append(line.message.printable.cut(to: room)) }
        return cells.joined(separator: "  ")
      }
  }
}

extension Wire.Media {
  /// What a listing says of a film, in one line.
  var listed: String {
    let hasPicture = width > 0
    var parts = [uri.printable, hasPicture ? "\(width)x\(height)" : "no picture"]
    if let frameRate { parts.append("\(frameRate.text(decimals: 3, padded: false)) fps") }
    if let duration { parts.append(Table.clock(duration)) }
    if hasPicture { parts.append(frames.text("frame")) }
    if complete == false { parts.append("incomplete") }
    return parts.joined(separator: "  ")
  }
}
