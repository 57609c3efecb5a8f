internal import Foundation
internal import UncannyReport

/// The files of a triage, in one folder.
///
///     triage.jsonl   a line a clip, the best first
///     triage.csv     the same for a sheet
///     wall.html      the clips themselves, on a page that plays them
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
    let wall = TriageWall(rows, places: rows.map { Self.way(from: folder, to: $0.path) })
    try WholeFile.write(try wall.text(), to: place("wall.html"))
    for verdict in TriageJudgement.Verdict.allCases {
      let paths = rows.filter { $0.verdict == verdict }.map { $0.path + "\n" }
      try WholeFile.write(paths.joined(), to: place("\(verdict.rawValue).txt"))
    }
  }

  /// The path from a folder to a file, by way of what both have in common.
  static func way(from folder: String, to path: String) -> String {
    let here = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
    let there = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    let common = zip(here, there).prefix { $0 == $1 }.count
    return (here.dropFirst(common).map { _ in ".." } + there.dropFirst(common)).joined(separator: "/")
  }

  private func place(_ name: String) -> String { "\(folder)/\(name)" }
}
