import GStreamer
import Synchronization
import Testing

/// What a callback saw of one frame.
private struct FrameFacts: Sendable, Equatable {
  var width = 0
  var height = 0
  var strides: [Int] = []
  /// The least number of bytes that each span must have is within it.
  var rowsFit = false
  var firstLuma = 0
  var lastLuma = 0
}

/// A view as a reader of frames makes it.
private struct Rows: ~Escapable, Sendable {
  let bytes: RawSpan

  @_lifetime(copy bytes)
  init(bytes: RawSpan) { self.bytes = bytes }
}

private final class Counter: Sendable {
  let total = Mutex(0)
}

@Suite(.timeLimit(.minutes(5)))
struct AppSinkTests {
  /// Of a format: bytes of a sample, chroma planes, and white as stored. The test source widens 235 to 0xebeb and
  /// takes the upper ten bits.
  static let formats: [(format: VideoFormat, size: Int, planes: Int, white: Int)] = [
    (.i420, 1, 3, 235), (.nv12, 1, 2, 235), (.i42010le, 2, 3, 943), (.p01010le, 2, 2, 943 << 6),
  ]

  @Test(arguments: formats, [(320, 180), (33, 17), (1, 1), (2, 3)])
  func `frames have the geometry, strides and times of their format`(
    format: (format: VideoFormat, size: Int, planes: Int, white: Int), size: (width: Int, height: Int)
  ) async throws {
    let pipeline = try Pipeline(
      parsing: """
        videotestsrc num-buffers=3 pattern=white ! video/x-raw,format=\(format.format),width=\(size.width),\
        height=\(size.height),framerate=25/1 ! appsink name=sink sync=false
        """)
    let sink = try #require(pipeline.sink("sink"))
    let frames = Seen<FrameFacts>()
    let times = Seen<[Int64?]>()
    let infos = Seen<VideoInfo?>()
    let ended = Seen<Bool>()
    sink.onEOS { ended.add(true) }
    sink.onSample { sample in
      times.add([sample.pts, sample.duration, sample.runningTime, sample.streamTime])
      infos.add(sample.videoInfo)
      try? frames.add(sample.withFrame { facts(about: $0, bytesPerSample: format.size) })
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    #expect(ended.all == [true])
    let expected: [[Int64?]] = [0, 40_000_000, 80_000_000].map { (time: Int64) in [time, 40_000_000, time, time] }
    #expect(times.all == expected)
    #expect(infos.all.allSatisfy { $0?.format == format.format && $0?.frameRate == VideoInfo.Fraction(25, 1) })
    #expect(frames.all.count == 3)
    for frame in frames.all {
      #expect(frame.width == size.width && frame.height == size.height)
      #expect(frame.strides.count == format.planes)
      #expect(frame.strides[0] >= size.width * format.size && frame.strides[0] % 4 == 0)
      #expect(frame.rowsFit)
      #expect(frame.firstLuma == format.white && frame.lastLuma == format.white)
    }
  }

  @Test func `caps that change in mid-stream are seen`() async throws {
    let pipeline = try Pipeline(
      parsing: """
        concat name=both ! appsink name=sink sync=false \
        videotestsrc num-buffers=2 ! video/x-raw,format=I420,width=64,height=48 ! both. \
        videotestsrc num-buffers=2 ! video/x-raw,format=NV12,width=32,height=24 ! both.
        """)
    let sink = try #require(pipeline.sink("sink"))
    let seen = Seen<String>()
    sink.onSample { sample in
      let mapped = try? sample.withFrame { "\($0.format) \($0.width)x\($0.height)" }
      seen.add(mapped ?? "unmapped")
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    #expect(seen.all == ["I420 64x48", "I420 64x48", "NV12 32x24", "NV12 32x24"])
  }

  @Test func `rows that are padded by the buffer are read by its strides`() async throws {
    // videocrop with a video meta downstream only moves the offsets: rows keep the stride of the wider picture.
    let pipeline = try Pipeline(
      parsing: """
        videotestsrc num-buffers=1 pattern=white ! video/x-raw,format=NV12,width=64,height=32 ! \
        videocrop left=10 right=20 top=2 bottom=6 ! appsink name=sink sync=false
        """)
    let sink = try #require(pipeline.sink("sink"))
    let frames = Seen<FrameFacts>()
    sink.onSample { sample in
      try? frames.add(sample.withFrame { facts(about: $0, bytesPerSample: 1) })
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    let frame = try #require(frames.all.first)
    #expect(frame.width == 34 && frame.height == 24)
    #expect(frame.rowsFit && frame.firstLuma == 235 && frame.lastLuma == 235)
  }

  @Test func `a buffer too small for its caps is an error, not a frame`() async throws {
    let pipeline = try Pipeline(
      parsing: """
        fakesrc num-buffers=1 sizetype=fixed sizemax=10 ! \
        video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! appsink name=sink sync=false
        """)
    let sink = try #require(pipeline.sink("sink"))
    let seen = Seen<String>()
    sink.onSample { sample in
      do throws(GStreamerError) {
        try sample.withFrame { _ in seen.add("frame") }
      } catch {
        seen.add(error.message)
      }
      let count = try? sample.withBytes { $0.byteCount }
      seen.add("\(count ?? -1) bytes")
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    #expect(seen.all.count == 2)
    #expect(seen.all.first?.contains("cannot be mapped") == true)
    #expect(seen.all.last == "10 bytes")
  }

  @Test func `sound is no frame`() async throws {
    let pipeline = try Pipeline(parsing: "audiotestsrc num-buffers=1 ! appsink name=sink sync=false")
    let sink = try #require(pipeline.sink("sink"))
    let seen = Seen<Bool>()
    sink.onSample { sample in
      seen.add(sample.videoInfo == nil && (try? sample.withFrame { _ in true }) == nil)
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    #expect(seen.all == [true])
  }

  @Test func `a lent span goes into what is kept behind a lock`() async throws {
    let pipeline = try Pipeline(parsing: "videotestsrc num-buffers=3 pattern=white ! appsink name=sink sync=false")
    let counter = Counter()
    try #require(pipeline.sink("sink")).onSample { sample in
      try? sample.withFrame { frame in
        let rows = Rows(bytes: frame.bytes(0))
        counter.total.withLock { $0 += rows.bytes.byteCount }
      }
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    #expect(counter.total.withLock { $0 } > 0)
  }

  @Test func `the answer of a callback goes upstream`() async throws {
    let description = "videotestsrc num-buffers=9 ! appsink name=sink sync=false async=false"
    let ends = try Pipeline(parsing: description)
    try #require(ends.sink("sink")).onSample { _ in .eos }
    #expect(try await play(ends).last == .eos)
    let fails = try Pipeline(parsing: description)
    try #require(fails.sink("sink")).onSample { _ in .error }
    guard case .error = try await play(fails).last else { throw GStreamerError(message: "no error came") }
  }
}

/// Reads a frame all over.
private func facts(about frame: borrowing MappedFrame, bytesPerSample size: Int) -> FrameFacts {
  var facts = FrameFacts(width: frame.width, height: frame.height)
  facts.rowsFit = true
  for plane in 0..<frame.planeCount {
    let stride = frame.stride(plane)
    facts.strides.append(stride)
    let isInterleaved = plane == 1 && frame.planeCount == 2
    let samples = plane == 0 ? frame.width : (frame.width + 1) / 2 * (isInterleaved ? 2 : 1)
    let rows = plane == 0 ? frame.height : (frame.height + 1) / 2
    let bytes = frame.bytes(plane)
    facts.rowsFit = facts.rowsFit && bytes.byteCount >= (rows - 1) * stride + samples * size
  }
  let luma = frame.bytes(0)
  facts.firstLuma = load(luma, 0, size)
  facts.lastLuma = load(luma, (frame.height - 1) * frame.stride(0) + (frame.width - 1) * size, size)
  facts.rowsFit = facts.rowsFit && frame.bytes(frame.planeCount).isEmpty && frame.stride(-1) == 0
  return facts
}

private func load(_ bytes: RawSpan, _ offset: Int, _ size: Int) -> Int {
  // SAFETY: integers have no invalid bits, and the offset is checked.
  size == 1
    ? Int(unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
    : Int(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
}
