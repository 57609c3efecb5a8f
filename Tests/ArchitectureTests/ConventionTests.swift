import Testing

/// Conventions that a reader relies on, held by a test instead of by prose.
@Suite struct ConventionTests {
  /// Where memory may be touched without the compiler's guarantees: at the edges to C, and where an array is lent as bytes.
  private static let unsafePlaces = [
    "Sources/GStreamer/", "Sources/UncannyElement/", "Sources/UncannyPlugin/", "Sources/Uncanny/Measure/",
    "Sources/UncannyPerception/Runtime/",
    "Sources/UncannyProvenance/ManifestLibrary.swift",
    "Sources/UncannyScenes/Picture+Frame.swift",
    "Sources/UncannyAlerts/Channels/Datagram.swift",
    "Sources/UncannyAlerts/Channels/MQTT.swift",
    "Sources/UncannyAlerts/StandardOutput.swift",
    // Where the pointer of an element passes from one edge to the other.
    "Sources/UncannyPipeline/Element+Uncanny.swift",
  ]

  private static let emptyWords = ["Manager", "Helper", "Util"]

  @Test func `unsafe code stands at the edges only`() {
    for file in SourceFile.all where !Self.unsafePlaces.contains(where: { file.path.hasPrefix($0) }) {
      for (number, line) in file.code.enumerated() where line.contains("unsafe") || line.contains("@") {
        let word = line.firstMatch(of: /\bunsafe\b|@unchecked|@unsafe|\bnonisolated\(unsafe\)|@safe\b/)
        #expect(word == nil, "\(file.path):\(number + 1): \(line)")
      }
    }
  }

  @Test func `every use of unsafe code says why it holds`() {
    for file in SourceFile.all where file.code.contains(where: { $0.contains("unsafe ") }) {
      #expect(file.lines.contains { $0.contains("SAFETY") }, "\(file.path) has no SAFETY comment")
    }
  }

  @Test func `no file is longer than 250 lines`() {
    for file in SourceFile.all { #expect(file.lines.count <= 251, "\(file.path)") }
  }

  @Test func `no type is named for what it is not`() {
    for file in SourceFile.all {
      for line in file.code where Self.emptyWords.contains(where: { line.contains($0) }) {
        let name = line.firstMatch(of: #/\b(?:struct|class|enum|actor|protocol) \w*(?:Manager|Helper|Utils?)\b/#)
        #expect(name == nil, "\(file.path): \(line)")
      }
    }
  }

  @Test func `nothing that a stream can reach is forced`() {
    for file in SourceFile.all {
      for (number, line) in file.code.enumerated() {
        let isForced = ["try!", "as!", "fatalError("].contains { line.contains($0) }
        #expect(!isForced, "\(file.path):\(number + 1): \(line)")
      }
    }
  }

  @Test func `every public declaration has a comment`() {
    for file in SourceFile.all {
      for declaration in file.publicDeclarations where !declaration.isDocumented {
        #expect(declaration.speaksForItself, "\(file.path):\(declaration.line): \(declaration.text)")
      }
    }
  }
}
