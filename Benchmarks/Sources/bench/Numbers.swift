internal import Foundation

extension Double {
  /// With so many decimals, as a table has it; a dash where it is no number.
  func formatted(_ decimals: Int) -> String { isFinite ? String(format: "%.\(decimals)f", self) : "-" }
}

/// A table in Markdown.
enum Markdown {
  static func table(_ head: [String], _ rows: [[String]]) -> String {
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      "| "
        + cells.enumerated().map { index, cell in
          let space = String(repeating: " ", count: widths[index] - cell.count)
          return index == 0 ? cell + space : space + cell
        }.joined(separator: " | ") + " |"
    }
    let rule =
      "|"
      + widths.enumerated().map { index, width in
        index == 0 ? String(repeating: "-", count: width + 2) : String(repeating: "-", count: width + 1) + ":"
      }.joined(separator: "|") + "|"
    return ([line(head), rule] + rows.map(line)).joined(separator: "\n")
  }
}
