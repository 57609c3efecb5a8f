internal import Foundation
internal import UncannyReport

/// The files of a triage, in one folder.
///
///     triage.jsonl   a line a clip, the best first
///     triage.csv     the same for a sheet
///     keep.txt look.txt reject.txt   paths, a line each, the best first
///     ledger.sqlite  what is known of each clip, to go on after an interruption
struct TriageOutput: Sendable {
  let folder: String

  /// Makes the folder where there is none.
  ///
  /// - Throws: `WriteError`.
  init(folder: String) throws {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw WriteError(path: folder) }
  }

  var ledger: String { place("ledger.sqlite") }

  /// Writes all files but the ledger; each is written whole.
  ///
  /// - Throws: `WriteError`.
  func write(_ rows: [TriageRow]) throws {
    try WholeFile.write(rows.map { try JSONText.line($0) + "\n" }.joined(), to: place("triage.jsonl"))
    let lines = [TriageTable.head] + rows.map { TriageTable.line($0) }
    try WholeFile.write(lines.map { $0 + "\r\n" }.joined(), to: place("triage.csv"))
    for verdict in TriageJudgement.Verdict.allCases {
      let paths = rows.filter { $0.verdict == verdict }.map { $0.path + "\n" }
      try WholeFile.write(paths.joined(), to: place("\(verdict.rawValue).txt"))
    }
  }

  private func place(_ name: String) -> String { "\(folder)/\(name)" }
}
