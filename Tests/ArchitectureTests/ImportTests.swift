import TestSupport
import Testing

/// Who may know whom. A change of this table is a change of the design.
private let table: [String: Set<String>] = [
  "Uncanny": ["CKernels", "Synchronization"],
  "UncannyScenes": ["Uncanny"],
  "UncannyDetectors": ["Uncanny", "UncannyScenes"],
  "UncannyOverlay": ["Uncanny"],
  "UncannyCompare": ["Uncanny", "Foundation"],
  "UncannyReport": ["Uncanny", "UncannyCompare", "FoundationEssentials"],
  "GStreamer": ["CGStreamer", "Synchronization"],
  "UncannyPerception": ["CGStreamer", "COpenVINO", "Dispatch", "Foundation", "Synchronization", "Uncanny"],
  "UncannyProvenance": ["CProvenance", "Foundation", "Synchronization", "UncannyPerception", "UncannyReport"],
  "UncannyDashboard": [
    "Foundation", "FoundationEssentials", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore",
    "Synchronization",
    "Uncanny",
    "UncannyReport",
  ],
  "UncannyAlerts": [
    "CMosquitto", "Foundation", "FoundationNetworking", "GRDB", "Synchronization", "Uncanny", "UncannyReport", "Yams",
  ],
  "UncannyElement": ["CGStreamer", "Uncanny", "UncannyDetectors", "UncannyOverlay", "Synchronization"],
  "UncannyPlugin": ["CGStreamer", "Uncanny", "UncannyElement"],
  "UncannyPipeline": [
    "GStreamer", "Uncanny", "UncannyDetectors", "UncannyElement", "UncannyOverlay", "UncannyPerception",
    "UncannyProvenance", "UncannyReport",
    "Foundation", "FoundationEssentials", "Histogram", "Synchronization",
  ],
]

/// Modules of the toolchain: not dependencies in the package.
private let system: Set<String> = [
  "Dispatch", "Synchronization", "Foundation", "FoundationEssentials", "FoundationNetworking",
]

@Suite struct ImportTests {
  @Test(arguments: table.keys.sorted()) func `a module imports what it may`(_ module: String) throws {
    for file in SourceFile.all(of: module) {
      for line in file.imports {
        let name = line.split(separator: " ").last.map { String($0) } ?? ""
        #expect(table[module]?.contains(name) == true, "\(file.path) may not import \(name)")
      }
    }
  }

  @Test func `every module but the command is in the table`() throws {
    let modules = Set(SourceFile.all.map { $0.module })
    #expect(modules == Set(table.keys).union(["UncannyCommand"]))
  }

  @Test func `only the wrapper shows nothing of GStreamer's C types`() throws {
    for file in SourceFile.all(of: "GStreamer") {
      for line in file.imports where line.hasSuffix(" CGStreamer") {
        #expect(line == "internal import CGStreamer", "\(file.path)")
      }
    }
  }

  @Test func `the package declares the same dependencies`() throws {
    for (module, imports) in table.sorted(by: { $0.key < $1.key }) {
      let declared = try Manifest.dependencies(of: module)
      #expect(declared.isSubset(of: imports), "\(module) declares \(declared.subtracting(imports).sorted())")
      let lines = SourceFile.all(of: module).flatMap { $0.imports }
      let imported = Set(lines.compactMap { line in line.split(separator: " ").last.map { String($0) } })
      let missing = imported.subtracting(system).subtracting(declared)
      #expect(missing.isEmpty, "\(module) imports \(missing.sorted()) without declaring them")
    }
  }
}

/// What Package.swift says.
private enum Manifest {
  /// The names in the dependencies of a target.
  static func dependencies(of module: String) throws -> Set<String> {
    let text = try Repository.text(of: "Package.swift")
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let pattern = try Regex(#"target\( ?name: "\#(module)", dependencies: \[(.*?)\], (swiftSettings|path|cSettings)"#)
    guard let match = flat.firstMatch(of: pattern), let list = match.output[1].substring else { return [] }
    let products = list.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) }
    let targets = list.replacing(/\.product\([^)]*\)/, with: "").matches(of: /"(\w+)"/).map { String($0.1) }
    return Set(products + targets)
  }
}
