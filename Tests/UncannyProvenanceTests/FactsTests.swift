import Foundation
import Testing
import UncannyPerception
import UncannyReport

@testable import UncannyProvenance

/// What is made of JSON and of texts that anybody may have written.
@Suite struct FactsTests {
  private func store(_ manifests: String, active: String = "a") -> String {
    #"{"active_manifest":"\#(active)","validation_state":"Valid","manifests":{\#(manifests)}}"#
  }

  @Test func `ingredients that are made of each other are told once`() throws {
    let json = store(
      #""a":{"ingredients":[{"title":"b","active_manifest":"b"},{"title":"a","active_manifest":"a"}]},"#
        + #""b":{"title":"B","ingredients":[{"active_manifest":"a"}],"digitalSourceType":"x/digitalCapture"}"#)
    let facts = try ManifestFacts(json: json)
    #expect(facts.ingredients == ["b", "a"])
    #expect(facts.sources.map { $0.place } == ["what went into it: B"])
  }

  @Test func `JSON of any shape is told in words`() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    for json in ["", "null", "[]", "{", deep, store(#""a":[]"#), store("", active: "b"), #"{"manifests":{"a":{}}}"#] {
      #expect(throws: ManifestError.self) { try ManifestFacts(json: json) }
    }
    let odd = store(
      #""a":{"title":7,"ingredients":{"x":1},"assertions":[1,null,{"label":"c2pa.actions","data":{"actions":[7,{}]}}],"#
        + #""signature_info":"no","claim_generator_info":[1]}"#)
    #expect(throws: Never.self) { try ManifestFacts(json: odd) }
  }

  @Test func `many statements are cut, and long ones too`() throws {
    let many = (0..<5000).map { #"{"digitalSourceType":"\#($0)"}"# }.joined(separator: ",")
    let long = String(repeating: "x", count: 1_000_000)
    let facts = try ManifestFacts(json: store(#""a":{"claim_generator":"\#(long)","assertions":[\#(many)]}"#))
    #expect(facts.sources.count == 100)
    #expect(facts.generator?.count == 200)
  }

  @Test func `text loses what may do harm on a terminal`() {
    #expect(PlainText.shortened("a\u{1B}[2Jb\u{0}c\n\u{202E}d") == "a [2Jb c d")
  }

  @Test(arguments: [
    (#"{"3":{"class_type":"KSampler","inputs":{}}}"#, "a workflow of ComfyUI"),
    ("a cat\nSteps: 20, Sampler: Euler a, CFG scale: 7", "parameters of Stable Diffusion"),
    ("made with Sora by OpenAI", "names OpenAI Sora"), ("Kling 2.1", "names Kling"),
    (
      #"<x Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>"#,
      "declares how it was made: made with a trained algorithm"
    ),
  ])
  func `texts that name a generator are claims`(_ text: String, _ meaning: String) {
    #expect(Claims.claims(in: [("comment", text)]).map { $0.meaning } == [meaning])
  }

  @Test(arguments: ["swansong", "a walk in the park", "Lavf60.16.100", "", "the wan light of Runway Street"])
  func `other texts are none`(_ text: String) {
    #expect(Claims.claims(in: [("comment", text)]).isEmpty)
  }

  @Test func `boxes that lie about their size, and texts that are not UTF-8, are read as far as they go`() throws {
    func box(_ type: String, _ content: [UInt8], size: UInt32? = nil) -> [UInt8] {
      let length = size ?? UInt32(8 + content.count)
      return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + Array(type.utf8) + content
    }
    let value = box("data", [0, 0, 0, 1, 0, 0, 0, 0] + Array("ComfyUI ".utf8) + [0xFF, 0xFE])
    let key = Array("com.apple.quicktime.software".utf8)
    let keys = box("keys", [0, 0, 0, 0, 0, 0, 0, 1] + box("mdta", key))
    let list = box("ilst", [0, 0, 0, UInt8(8 + value.count), 0, 0, 0, 1] + value)
    let whole = box("moov", box("meta", box("hdlr", [UInt8](repeating: 0, count: 24)) + keys + list))
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "clip.mov")
    for tail in [[], box("moov", [], size: .max), box("moov", [], size: 1), box("meta", [], size: 3)] {
      try Data(whole + tail).write(to: file)
      let texts = try #require(ContainerTexts(path: file.path)).texts
      #expect(texts.map { $0.place } == ["com.apple.quicktime.software"])
      #expect(texts.first?.text.hasPrefix("ComfyUI ") == true)
      let nowhere = FileProvenance(in: ModelFolder(path: folder.path)).facts(of: file.path)
      #expect(nowhere.manifest == .unread && nowhere.claims.first?.meaning == "names ComfyUI")
    }
  }
}
