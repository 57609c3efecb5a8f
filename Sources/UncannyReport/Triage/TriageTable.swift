internal import FoundationEssentials

/// The rows of a triage as text: comma-separated values for a sheet, and a listing for a terminal.
public enum TriageTable {
  /// The titles of the columns.
  public static let head =
    "rank,verdict,points,path,reason,time,frame,group,best,duration,width,height,frame_rate,parts,undecided"

  /// One line of comma-separated values after RFC 4180, without its break.
  public static func line(_ row: TriageRow) -> String {
    let cells: [String] = [
      "\(row.rank)", row.verdict.rawValue, row.points.text(decimals: 3, padded: true), row.path, row.reason,
      row.time.map { $0.text(decimals: 3, padded: true) } ?? "", row.frame.map { "\($0)" } ?? "",
      row.group.map { "\($0)" } ?? "", row.isBest.map { "\($0)" } ?? "",
      row.duration.map { $0.text(decimals: 3, padded: true) } ?? "", row.width.map { "\($0)" } ?? "",
      row.height.map { "\($0)" } ?? "", row.frameRate.map { $0.text(decimals: 3, padded: false) } ?? "",
      row.parts.map { "\($0.name)=\($0.points.text(decimals: 3, padded: false))" }.joined(separator: " "),
      row.undecided.joined(separator: " "),
    ]
    return cells.map { quoted($0) }.joined(separator: ",")
  }

  /// What a terminal shows: how many of each, and the first of those to be looked at and rejected.
  ///
  /// - Parameter most: how many clips of a verdict are listed.
  public static func listing(_ rows: [TriageRow], most: Int = 12) -> String {
    let counts = TriageJudgement.Verdict.allCases.map { verdict in
      "\(rows.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    var lines = ["\(rows.count.text("clip")): \(counts.joined(separator: ", "))"]
    for verdict in TriageJudgement.Verdict.allCases where verdict != .keep {
      let named = rows.filter { $0.verdict == verdict }
      lines += named.prefix(most).map { row in
        let place = row.time.map { "  \(Table.clock($0))" } ?? ""
        return "\(verdict.rawValue.padded(to: 6))  \(row.points.text(decimals: 2, padded: true))  "
          + "\(row.path.printable)\(place)  \(row.reason.printable)"
      }
      if named.count > most { lines.append("        and \(named.count - most) more to \(verdict.rawValue)") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Quoted where it must be; a cell that a sheet would take for a formula gets an apostrophe before it.
  private static func quoted(_ cell: String) -> String {
    let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = isFormula && Double(cell) == nil ? "'" + cell : cell
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"\(safe.replacing("\"", with: "\"\""))\""
  }
}
