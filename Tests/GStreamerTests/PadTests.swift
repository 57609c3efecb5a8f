import GStreamer
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PadTests {
  @Test(arguments: ["I420", "NV12", "I420_10LE", "P010_10LE"])
  func `a drawing reaches its own sink, and the other branch of the tee stays clean`(format: String) async throws {
    let pipeline = try Pipeline(
      parsing: """
        videotestsrc num-buffers=4 pattern=black ! video/x-raw,format=\(format),width=33,height=17 ! tee name=split \
        split. ! queue ! identity name=draw ! appsink name=drawn sync=false \
        split. ! queue ! appsink name=plain sync=false
        """)
    let pad = try #require(pipeline.element(named: "draw")?.pad(named: "src"))
    let failures = Seen<GStreamerError>()
    let times = Seen<Int64?>()
    pad.onWritableBuffer { buffer in
      times.add(buffer.runningTime)
      do throws(GStreamerError) {
        try buffer.withMutablePlanes { luma, lumaStride, chroma0, chroma1, chromaStride in
          for column in 0..<4 { luma[2 * lumaStride + column] = 99 }
          chroma0[chromaStride] = 98
          if !chroma1.isEmpty { chroma1[chromaStride] = 97 }
        }
      } catch {
        failures.add(error)
      }
    }
    let drawn = Seen<[UInt8]>()
    let plain = Seen<[UInt8]>()
    try #require(pipeline.sink("drawn")).onSample { marks(in: $0, to: drawn) }
    try #require(pipeline.sink("plain")).onSample { marks(in: $0, to: plain) }
    #expect(try await play(pipeline).last == .eos)
    #expect(failures.all == [])
    #expect(times.all.count == 4 && times.all.first == 0)
    #expect(drawn.all.count == 4 && plain.all.count == 4)
    for marks in drawn.all { #expect(marks.prefix(2) == [99, 98] && (marks.count == 2 || marks[2] == 97)) }
    for marks in plain.all { #expect(!marks.contains { (97...99).contains($0) }) }
  }

  @Test func `a format that cannot be drawn into is an error`() async throws {
    let pipeline = try Pipeline(
      parsing: "videotestsrc num-buffers=1 ! video/x-raw,format=BGRA ! fakesink name=sink")
    let pad = try #require(pipeline.element(named: "sink")?.pad(named: "sink"))
    let seen = Seen<String>()
    pad.onWritableBuffer { buffer in
      do throws(GStreamerError) {
        try buffer.withMutablePlanes { _, _, _, _, _ in seen.add("drawn") }
      } catch {
        seen.add(error.message)
      }
    }
    #expect(try await play(pipeline).last == .eos)
    #expect(seen.all == ["BGRA cannot be drawn into"])
  }

  @Test func `single fields are lent at their own height, and not drawn into by that of the picture`() async throws {
    let pipeline = try Pipeline(
      parsing: """
        videotestsrc num-buffers=4 ! video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! \
        interlace field-pattern=1:1 ! video/x-raw(format:Interlaced),interlace-mode=alternate ! \
        appsink name=sink sync=false
        """)
    let pad = try #require(pipeline.element(named: "sink")?.pad(named: "sink"))
    let heights = Seen<Int>()
    let drawn = Seen<Bool>()
    pad.onWritableBuffer { buffer in
      let result: Void? = try? buffer.withMutablePlanes { _, _, _, _, _ in }
      drawn.add(result != nil)
    }
    try #require(pipeline.sink("sink")).onSample { sample in
      try? heights.add(sample.withFrame { $0.height })
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    #expect(!heights.all.isEmpty && heights.all.allSatisfy { $0 == 24 })
    #expect(!drawn.all.contains(true))
  }

  @Test func `buffers are seen until the probe is removed`() async throws {
    let pipeline = try Pipeline(
      parsing: "videotestsrc num-buffers=5 ! video/x-raw,framerate=25/1 ! identity name=here ! fakesink name=sink")
    let here = try #require(pipeline.element(named: "here")?.pad(named: "src"))
    let there = try #require(pipeline.element(named: "sink")?.pad(named: "sink"))
    let seen = Seen<[Int64?]>()
    let after = Seen<Bool>()
    let probe = here.onBuffer { buffer in
      seen.add([buffer.pts, buffer.duration, buffer.runningTime])
      #expect(buffer.address != 0 && buffer.byteCount > 0)
    }
    there.onBuffer { buffer in
      after.add(buffer.flags.contains(.discont))
      if buffer.pts == 80_000_000 { probe.remove() }
    }
    #expect(try await play(pipeline).last == .eos)
    let expected: [[Int64?]] = [0, 40_000_000, 80_000_000].map { (time: Int64) in [time, 40_000_000, time] }
    #expect(seen.all == expected)
    #expect(after.all == [true, false, false, false, false])
    probe.remove()
  }

  @Test func `buffers in lists are seen one by one, and made writable`() async throws {
    let pipeline = try Pipeline(
      parsing: "videotestsrc num-buffers=2 ! rtpvrawpay name=pay chunks-per-frame=2 ! fakesink name=sink")
    let pad = try #require(pipeline.element(named: "pay")?.pad(named: "src"))
    let sink = try #require(pipeline.element(named: "sink")?.pad(named: "sink"))
    let (seen, writable) = (Seen<Int>(), Seen<Int64?>())
    pad.onWritableBuffer { writable.add($0.pts) }
    sink.onBuffer { seen.add($0.byteCount) }
    #expect(try await play(pipeline).last == .eos)
    #expect(seen.all.count > 4)
    #expect(seen.all.count == writable.all.count)
  }

  @Test func `events are seen in their order`() async throws {
    let pipeline = try Pipeline(
      parsing: "videotestsrc num-buffers=1 ! video/x-raw,format=I420,width=64,height=48 ! fakesink name=sink")
    let pad = try #require(pipeline.element(named: "sink")?.pad(named: "sink"))
    let seen = Seen<PadEvent>()
    pad.onEvent { seen.add($0) }
    #expect(try await play(pipeline).last == .eos)
    let order = seen.all.compactMap { event in
      switch event {
      case .streamStart: "start"
      case .caps(let caps): caps.videoInfo.map { "caps \($0.width)x\($0.height)" }
      case .segment: "segment"
      case .eos: "eos"
      default: nil
      }
    }
    #expect(order == ["start", "caps 64x48", "segment", "eos"])
  }

  @Test func `a closure goes with its pipeline`() throws {
    weak let kept: Seen<Int>?
    do {
      let seen = Seen<Int>()
      kept = seen
      let pipeline = try Pipeline(parsing: "videotestsrc ! appsink name=sink")
      try #require(pipeline.sink("sink")).onSample { _ in
        seen.add(1)
        return .ok
      }
      try #require(pipeline.element(named: "sink")?.pad(named: "sink")).onBuffer { _ in seen.add(2) }
    }
    #expect(kept == nil)
  }
}

/// The bytes where the test draws: luma of row 2, and chroma of row 1.
private func marks(in sample: borrowing Sample, to seen: Seen<[UInt8]>) -> FlowResult {
  try? seen.add(
    sample.withFrame { frame in
      // SAFETY: bytes have no invalid bits, and the offsets are checked.
      (0..<frame.planeCount).map { plane in
        let row = plane == 0 ? 2 : 1
        return unsafe frame.bytes(plane).unsafeLoad(fromByteOffset: row * frame.stride(plane), as: UInt8.self)
      }
    })
  return .ok
}
