internal import Foundation
internal import Uncanny
internal import UncannyPipeline
internal import UncannyReport

/// Writes what was measured, second by second, as comma-separated values: one line for each figure of each detector.
actor ValueLines: Sink {
  private let file: FileHandle

  private static let head = "second,detector,figure,unit,mean,least,most"

  /// - Parameter path: a file to write anew, or `-` for standard output.
  /// - Throws: `WriteError` when the file cannot be made.
  init(path: String) throws {
    file = try .anew(at: path)
    try file.write(contentsOf: Data((Self.head + "\n").utf8))
  }

  func receive(_ update: Update) {
    guard case .change(.measured(let measured), _, _) = update else { return }
    let lines = measured.rows.map { row in
      let bracketed = row.figure.split(separator: "(", maxSplits: 1).dropFirst().first ?? ""
      let unit = String(bracketed.prefix { $0 != ")" }).replacing(",", with: ";")
      let cells: [String] = [
        "\(Int(clamping: measured.start.nanoseconds / 1_000_000_000))", row.detector, Wire.Event.key(row.figure), unit,
        "\(row.mean)", "\(row.least)",
        "\(row.most)",
      ]
      return cells.joined(separator: ",") + "\n"
    }
    try? file.write(contentsOf: Data(lines.joined().utf8))
  }

  func finish() { try? file.synchronize() }
}
