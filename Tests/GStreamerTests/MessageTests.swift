import GStreamer
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MessageTests {
  @Test func `an element's structure comes back as it was posted`() async throws {
    let structure = Structure(
      name: "test-result",
      fields: [
        "text": .string("a \"quoted\" Ü"), "signed": .int(-5), "unsigned": .uint(.max), "score": .double(0.25),
        "truth": .bool(true), "rate": .fraction(30000, 1001),
      ])
    let pipeline = try Pipeline(parsing: "fakesrc ! identity name=poster ! fakesink")
    try #require(pipeline.element(named: "poster")).post(structure)
    let told = await messages(of: pipeline) { message in
      if case .element = message { true } else { false }
    }
    #expect(told.last == .element(source: "poster", structure))
  }

  @Test func `a structure without a proper name is refused`() throws {
    let element = try Element(factory: "fakesrc")
    #expect(throws: GStreamerError.self) { try element.post(Structure(name: "")) }
    #expect(throws: GStreamerError.self) { try element.post(Structure(name: "1 name")) }
    #expect(throws: GStreamerError.self) { try element.post(Structure(name: "nobody-listens")) }
  }

  @Test func `an element's own messages are read`() async throws {
    let pipeline = try Pipeline(parsing: "audiotestsrc num-buffers=20 ! level name=meter interval=100000000 ! fakesink")
    let levels = try await play(pipeline).compactMap { message in
      if case .element("meter", let structure) = message { structure } else { nil }
    }
    let first = try #require(levels.first)
    #expect(first.name == "level")
    #expect(first["duration"]?.int == 100_000_000)
    // The peaks of the channels are an array, which is left out.
    #expect(first["peak"] == nil)
  }

  @Test func `tags are told`() async throws {
    let pipeline = try Pipeline(
      parsing: "videotestsrc num-buffers=2 ! taginject tags=\"title=(string)Hello,bitrate=(uint)64000\" ! fakesink")
    let tags = try await play(pipeline).reduce(into: [String: String]()) { tags, message in
      if case .tag(let new) = message { tags.merge(new) { $1 } }
    }
    #expect(tags["title"] == "Hello")
    #expect(tags["bitrate"] == "64000")
  }

  @Test func `a missing plug-in is told in words and in the installers' form`() async throws {
    let pipeline = try Pipeline(
      parsing: "videotestsrc ! capssetter join=false replace=true caps=video/x-nosuch ! decodebin ! fakesink")
    let missing = try await play(pipeline).compactMap { message in
      if case .missingPlugin(let description, let detail) = message { (description, detail) } else { nil }
    }
    let first = try #require(missing.first)
    #expect(first.0.contains("x-nosuch"))
    #expect(first.1.contains("decoder-video/x-nosuch"))
  }
}
