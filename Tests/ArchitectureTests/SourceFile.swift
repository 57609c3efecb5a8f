import TestSupport

/// A Swift file of the program, as text.
struct SourceFile: Sendable {
  /// From the package's folder.
  let path: String
  let lines: [String]

  /// The folder below `Sources`.
  var module: String { path.split(separator: "/").dropFirst().first.map { String($0) } ?? "" }

  /// Its import declarations.
  var imports: [String] {
    code.filter {
      $0.firstMatch(of: #/^(?:@\w+ )*(?:(?:public|package|internal|private|fileprivate) )?import\b/#) != nil
    }
  }

  /// The lines without comments and without what stands in quotation marks.
  var code: [String] {
    var isQuoted = false
    return lines.map { line in
      if line.contains("\"\"\"") {
        isQuoted.toggle()
        return ""
      }
      if isQuoted || line.firstMatch(of: #/^\s*///#) != nil { return "" }
      return line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "\"\"").replacing(#/\s//.*$/#, with: "")
    }
  }

  static let all: [SourceFile] = {
    let paths = (try? Repository.files(in: "Sources", ending: ".swift")) ?? []
    return paths.compactMap { path in
      (try? Repository.text(of: path)).map {
        SourceFile(path: path, lines: $0.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) })
      }
    }
  }()

  static func all(of module: String) -> [SourceFile] { all.filter { $0.module == module } }
}
