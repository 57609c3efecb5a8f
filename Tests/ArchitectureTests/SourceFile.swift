import TestSupport

/// A Swift file of the program, as text.
struct SourceFile: Sendable {
  /// From the package's folder.
  let path: String
  let lines: [String]
  /// The lines without comments and without what stands in quotation marks.
  let code: [String]

  /// The folder below `Sources`.
  var module: String { path.split(separator: "/").dropFirst().first.map { String($0) } ?? "" }

  /// Its import declarations.
  var imports: [String] {
    code.filter { $0.contains("import ") && $0.firstMatch(of: #/^(?:@\w+ )*(?:\w+ )?import\b/#) != nil }
  }

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    var isQuoted = false
    code = lines.map { line in
      if line.contains("\"\"\"") {
        isQuoted.toggle()
        return ""
      }
      return isQuoted ? "" : Self.code(of: line)
    }
  }

  static let all: [SourceFile] = {
    let paths = (try? Repository.files(in: "Sources", ending: ".swift")) ?? []
    return paths.compactMap { path in
      (try? Repository.text(of: path)).map { SourceFile(path: path, text: $0) }
    }
  }()

  static func all(of module: String) -> [SourceFile] { all.filter { $0.module == module } }

  private static func code(of line: String) -> String {
    var kept: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    for byte in line.utf8 {
      if isQuoted {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isQuoted = false
          kept.append(byte)
        }
        continue
      }
      if byte == UInt8(ascii: "/"), kept.last == byte {
        kept.removeLast()
        break
      }
      isQuoted = byte == UInt8(ascii: "\"")
      kept.append(byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }
}

extension String {
  /// Without the spaces that it begins with.
  var unindented: Substring { drop { $0 == " " } }
}
