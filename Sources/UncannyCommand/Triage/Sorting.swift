internal import Foundation
internal import UncannyReport

/// Puts clips into a folder for each verdict. Nothing is ever deleted or overwritten: a name that is taken gets a number.
struct Sorting: Sendable {
  /// How a clip comes into its folder.
  enum Manner: Sendable { case link, move }

  let manner: Manner
  let folder: String

  /// - Throws: `WriteError` for the first clip that cannot be put there.
  func sort(_ rows: [TriageRow]) throws {
    let files = FileManager.default
    for row in rows {
      let home = "\(folder)/\(row.verdict.rawValue)"
      let source = URL(fileURLWithPath: row.path)
      guard files.fileExists(atPath: source.path) else { continue }
      do {
        try files.createDirectory(atPath: home, withIntermediateDirectories: true)
        switch manner {
        case .move: try files.moveItem(atPath: source.path, toPath: free(home, source))
        case .link:
          // what was linked before is not linked again
          let target = "\(home)/\(source.lastPathComponent)"
          if (try? files.destinationOfSymbolicLink(atPath: target)) == source.path { continue }
          try files.createSymbolicLink(atPath: free(home, source), withDestinationPath: source.path)
        }
      } catch { throw WriteError(path: "\(home)/\(source.lastPathComponent)") }
    }
  }

  /// A name in a folder that nothing has yet.
  private func free(_ home: String, _ source: URL) -> String {
    let ending = source.pathExtension.isEmpty ? "" : ".\(source.pathExtension)"
    let stem = source.deletingPathExtension().lastPathComponent
    var name = "\(home)/\(stem)\(ending)"
    var number = 2
    // also a link that leads nowhere takes its name
    while (try? FileManager.default.attributesOfItem(atPath: name)) != nil {
      name = "\(home)/\(stem)-\(number)\(ending)"
      number += 1
    }
    return name
  }
}
