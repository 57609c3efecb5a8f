import Foundation
import TestSupport
import Testing
import UncannyReport

@testable import UncannyProvenance

private let provenance = FileProvenance()
private let isAbsent = Comment(rawValue: "the C2PA library is not installed")

/// What files declare: signed ones, and what becomes of them.
@Suite(.enabled(if: provenance.absence == nil, isAbsent)) struct ManifestTests {
  private func signed(_ name: String) -> String { "\(Repository.root)/Tests/UncannyProvenanceTests/Signed/\(name)" }

  private func facts(of bytes: Data, named name: String) throws -> Wire.Provenance {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try bytes.write(to: file)
    return provenance.facts(of: file.path)
  }

  @Test func `a clip that says it was generated is told with who signed and what made it`() {
    let facts = provenance.facts(of: signed("generated.mp4"))
    #expect(facts.manifest == .present)
    #expect(facts.trusted == false)
    #expect(facts.signer == "Uncanny Test, Uncanny Test Signer")
    #expect(facts.sources.map { $0.meaning } == ["made with a trained algorithm"])
    #expect(facts.actions == [.init(action: "c2pa.created", agent: "Example Generator 2")])
    #expect(facts.generator?.hasPrefix("Uncanny test 1") == true)
    #expect(facts.problems.isEmpty && facts.declaresGenerator)
    #expect(facts.statement.contains("made with a trained algorithm"))
  }

  @Test func `what went into a composite is told too`() {
    let facts = provenance.facts(of: signed("composite.mp4"))
    #expect(facts.manifest == .present)
    #expect(facts.ingredients == ["a photograph"])
    #expect(Set(facts.sources.map { $0.type }) == ["compositeWithTrainedAlgorithmicMedia", "digitalCapture"])
    #expect(facts.sources.first { $0.type == "digitalCapture" }?.place == "what went into it: a photograph")
  }

  @Test(arguments: [
    ("captured.jpg", "captured by a camera"), ("made.wav", "made by an algorithm that was not trained"),
  ])
  func `pictures and sound are read`(_ name: String, _ meaning: String) {
    let facts = provenance.facts(of: signed(name))
    #expect(facts.manifest == .present && !facts.declaresGenerator)
    #expect(facts.sources.map { $0.meaning } == [meaning])
  }

  @Test func `one byte of the picture that was changed breaks it`() throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: signed("generated.mp4")))
    let picture = try #require(bytes.range(of: Data("mdat".utf8)))
    bytes[picture.upperBound + 40] ^= 1
    let facts = try facts(of: bytes, named: "clip.mp4")
    #expect(facts.manifest == .broken)
    #expect(facts.problems.contains { $0.contains("bmffHash.mismatch") })
    // what it says is still told, as what it says
    #expect(facts.sources.map { $0.type } == ["trainedAlgorithmicMedia"])
  }

  @Test func `a clip without a manifest, or from which it was taken, has none`() throws {
    #expect(provenance.facts(of: signed("plain.mp4")).manifest == .absent)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: signed("generated.mp4")))
    let box = try #require(bytes.range(of: Data("uuid".utf8)))
    let start = box.lowerBound - 4
    let length = bytes[start..<box.lowerBound].reduce(0) { $0 << 8 | Int($1) }
    let facts = try facts(of: bytes[..<start] + bytes[(start + length)...], named: "clip.mp4")
    #expect(facts.manifest == .absent)
    #expect(facts.sources.isEmpty && facts.statement.contains("no evidence"))
  }

  @Test func `a manifest elsewhere is named, without its password, and not fetched`() {
    let facts = provenance.facts(of: signed("remote.mp4"))
    #expect(facts.manifest == .remote)
    #expect(facts.remote?.contains("manifests.example.com/clip.c2pa") == true)
    #expect(facts.remote?.contains("secret") == false)
  }

  @Test func `a file that breaks off anywhere is told in words`() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: signed("composite.mp4")))
    for length in stride(from: 0, to: bytes.count, by: 397) {
      let facts = try facts(of: bytes.prefix(length), named: "clip.mp4")
      #expect(!facts.statement.isEmpty && facts.manifest != .present)
    }
  }

  @Test func `any byte of the manifest may be another`() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: signed("generated.mp4")))
    let box = try #require(bytes.range(of: Data("uuid".utf8)))
    for place in stride(from: box.lowerBound - 4, to: box.upperBound + 3000, by: 53) where place < bytes.count {
      var other = bytes
      other[place] ^= 0xFF
      #expect(try facts(of: other, named: "clip.mp4").manifest != .present || place > box.upperBound)
    }
  }

  @Test func `a manifest of 200 MB is not read`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "clip.mp4").path
    let kind: [UInt8] = [
      0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
    ]
    let length = UInt32(200 << 20)
    let header =
      Data([0, 0, 0, 16] + Array("ftypisom".utf8) + [0, 0, 0, 0])
      + Data((0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + Array("uuid".utf8) + kind)
    try header.write(to: URL(fileURLWithPath: path))
    // a file with a hole: it takes no room
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: 16 + UInt64(length))
    try file.close()
    let facts = provenance.facts(of: path)
    #expect(facts.manifest == .broken && facts.problems == ["its manifest is 199 MiB, more than is read"])
  }
}
