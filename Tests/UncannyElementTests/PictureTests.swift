import GStreamer
import Testing
import Uncanny
import UncannyElement

/// What becomes of the picture.
@Suite(.timeLimit(.minutes(5)))
struct PictureTests {
  static let formats = ["I420", "NV12", "I420_10LE", "P010_10LE"]

  @Test(arguments: formats, ["320x180", "33x17", "1x1", "2x3", "1x240", "641x1"])
  func `every format runs in every size`(format: String, size: String) async throws {
    let sides = size.split(separator: "x")
    let pipeline = try pipeline(
      """
      videotestsrc pattern=black num-buffers=10 ! video/x-raw,format=\(format),width=\(sides[0]),height=\(sides[1]),\
      framerate=25/1 ! uncanny name=u plan=none,black ! fakesink
      """)
    let element = try #require(pipeline.element(named: "u"))
    let messages = try await play(pipeline)
    #expect(messages.last == .eos)
    #expect(messages.structures("uncanny-event").count == 2)
    #expect(element.summary?.frames == 10)
    let geometry = try #require(element.progress?.geometry)
    #expect("\(geometry.width)x\(geometry.height)" == size)
    let codings: [String: SampleCoding] = ["I420_10LE": .tenBitLow, "P010_10LE": .tenBitHigh]
    #expect(geometry.coding == codings[format] ?? .eightBit)
  }

  @Test(arguments: formats) func `without overlay nothing is changed`(format: String) async throws {
    let source = "videotestsrc pattern=smpte num-buffers=9 ! video/x-raw,format=\(format),width=321,height=179"
    let without = try await checksums("\(source) ! identity")
    let passed = try await checksums("\(source) ! uncanny overlay=false")
    let drawn = try await checksums("\(source) ! uncanny")
    #expect(without.count == 9)
    #expect(without == passed)
    #expect(zip(without, drawn).allSatisfy { $0 != $1 })
  }

  @Test func `without overlay the very buffers pass`() async throws {
    for overlay in [false, true] {
      // The tee's other branch holds each buffer, so that it can not be written in place.
      let pipeline = try pipeline(
        """
        videotestsrc num-buffers=5 ! video/x-raw,format=I420,width=64,height=64 ! tee name=t \
        t. ! queue ! appsink name=a sync=false \
        t. ! queue ! uncanny overlay=\(overlay) meta=false ! appsink name=b sync=false
        """)
      let (before, after) = (Seen<UInt>(), Seen<UInt>())
      let sums = (Seen<UInt64>(), Seen<UInt64>())
      for (name, seen, sum) in [("a", before, sums.0), ("b", after, sums.1)] {
        let sink = try #require(pipeline.element(named: name).flatMap { AppSink($0) })
        sink.onSample { sample in
          seen.add(sample.address)
          sum.add((try? sample.withFrame { checksum($0, bytesPerSample: 1) }) ?? 0)
          return .ok
        }
      }
      #expect(try await play(pipeline).last == .eos)
      #expect(before.all.count == 5 && after.all.count == 5)
      // Pool buffers return, so an address may come again; the pixels of the untouched branch are what counts.
      #expect((sums.0.all == sums.1.all) == !overlay)
      if !overlay { #expect(before.all == after.all) }
    }
  }

  @Test func `the mark is on the frame that was judged`() async throws {
    // The strip changes with every frame, so it is the frame around the picture that tells.
    let pipeline = try pipeline(
      """
      concat name=both ! uncanny name=u plan=none,black:hold=0:release=0 ! appsink name=sink sync=false \
      videotestsrc pattern=white num-buffers=5 ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! both. \
      videotestsrc pattern=black num-buffers=5 ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! both.
      """)
    let element = try #require(pipeline.element(named: "u"))
    let sink = try #require(pipeline.element(named: "sink").flatMap { AppSink($0) })
    let outcomes = element.outcomes()
    let corners = Seen<UInt8>()
    sink.onSample { sample in
      let corner = try? sample.withFrame { frame in
        // SAFETY: a plane of luma has a first byte.
        unsafe frame.bytes(0).unsafeLoad(as: UInt8.self)
      }
      corners.add(corner ?? 1)
      return .ok
    }
    #expect(try await play(pipeline).last == .eos)
    let marked = outcomes.all.prefix(10).map { !$0.marks.isEmpty }
    #expect(marked.contains(true))
    #expect(corners.all.map { $0 != 16 && $0 != 235 } == marked)
  }

  @Test func `rows that are padded are kept to`() async throws {
    let messages = try await play(
      pipeline(
        """
        videotestsrc num-buffers=5 pattern=black ! video/x-raw,format=NV12,width=64,height=32,framerate=25/1 ! \
        videocrop left=10 right=20 top=2 bottom=6 ! uncanny plan=none,black ! fakesink
        """))
    #expect(messages.last == .eos)
    #expect(messages.structures("uncanny-event").last?["end-frame"]?.int == 5)
  }

  @Test func `caps that change in mid-stream end what is open`() async throws {
    let messages = try await play(
      pipeline(
        """
        concat name=both ! uncanny plan=none,black ! fakesink \
        videotestsrc pattern=black num-buffers=5 ! video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! both. \
        videotestsrc pattern=black num-buffers=5 ! video/x-raw,format=NV12,width=33,height=25,framerate=25/1 ! both.
        """))
    #expect(messages.last == .eos)
    let ends = messages.structures("uncanny-event").compactMap { $0["end-frame"]?.int }
    #expect(ends == [5, 10])
  }

  @Test(arguments: [("1:4:0:0", CodeRange.full), ("1:0:0:0", .full), ("2:4:0:0", .narrow), ("bt709", .narrow)])
  func `the range is that of the caps`(colorimetry: String, range: CodeRange) async throws {
    let pipeline = try pipeline(
      "videotestsrc num-buffers=1 ! video/x-raw,format=I420,colorimetry=\(colorimetry) ! uncanny name=u ! fakesink")
    let element = try #require(pipeline.element(named: "u"))
    #expect(try await play(pipeline).last == .eos)
    #expect(element.progress?.geometry?.range == range)
  }

  /// What caps do not say goes by the size.
  @Test(arguments: [
    ("1080,colorimetry=bt709", ColorMatrix.bt709, Transfer.standard), ("1080", .bt709, .standard),
    ("480", .bt601, .standard), ("480,colorimetry=bt709", .bt709, .standard),
    ("720,colorimetry=bt601", .bt601, .standard),
    ("480,colorimetry=2:0:0:0", .bt601, .standard), ("1080,colorimetry=bt2100-pq", .bt2020, .pq),
    ("1080,colorimetry=bt2100-hlg", .bt2020, .hlg),
  ])
  func `matrix and transfer are those of the caps`(caps: String, matrix: ColorMatrix, transfer: Transfer) async throws {
    let pipeline = try pipeline(
      "videotestsrc num-buffers=1 ! video/x-raw,format=I420,width=64,height=\(caps) ! uncanny name=u ! fakesink")
    let element = try #require(pipeline.element(named: "u"))
    #expect(try await play(pipeline).last == .eos)
    #expect(element.progress?.geometry?.matrix == matrix)
    #expect(element.progress?.geometry?.transfer == transfer)
  }

  @Test func `a buffer too small for its caps is no crash`() async throws {
    let pipeline = try pipeline(
      """
      fakesrc num-buffers=3 sizetype=fixed sizemax=10 ! video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! \
      uncanny name=u overlay=false ! fakesink
      """)
    let element = try #require(pipeline.element(named: "u"))
    _ = try await play(pipeline)
    #expect(element.summary == nil)
    #expect(element.progress?.frames == 3)
  }

  @Test func `frames without timestamps are counted and told`() async throws {
    let pipeline = try pipeline(
      """
      fakesrc num-buffers=10 sizetype=fixed sizemax=4608 filltype=zero ! \
      video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! uncanny name=u plan=none,black ! fakesink
      """)
    let element = try #require(pipeline.element(named: "u"))
    let outcomes = element.outcomes()
    #expect(try await play(pipeline).last == .eos)
    #expect(outcomes.all.map { $0.stamp.running } == (0...10).map { .milliseconds(Double($0) * 40) })
    #expect(outcomes.all.allSatisfy { $0.stamp.pts == nil })
  }
}

/// A checksum of the picture in each buffer that comes out of a description.
private func checksums(_ description: String) async throws -> [UInt64] {
  let pipeline = try pipeline("\(description) ! appsink name=sink sync=false")
  let sink = try #require(pipeline.element(named: "sink").flatMap { AppSink($0) })
  let seen = Seen<UInt64>()
  sink.onSample { sample in
    let size = sample.videoInfo?.format == .i420 || sample.videoInfo?.format == .nv12 ? 1 : 2
    seen.add((try? sample.withFrame { checksum($0, bytesPerSample: size) }) ?? 0)
    return .ok
  }
  guard try await play(pipeline).last == .eos else { throw GStreamerError(message: "no end of stream") }
  return seen.all
}

/// FNV-1a of all samples. What stands between the rows is nobody's, and differs from run to run.
private func checksum(_ frame: borrowing MappedFrame, bytesPerSample size: Int) -> UInt64 {
  var sum: UInt64 = 0xcbf2_9ce4_8422_2325
  for plane in 0..<frame.planeCount {
    let columns = plane == 0 ? frame.width : (frame.width + 1) / 2 * (frame.planeCount == 2 ? 2 : 1)
    let rows = plane == 0 ? frame.height : (frame.height + 1) / 2
    let (bytes, stride) = (frame.bytes(plane), frame.stride(plane))
    for row in 0..<rows {
      for offset in row * stride..<row * stride + columns * size {
        // SAFETY: a byte has no invalid bits; the frame's rows lie within its bytes.
        sum = (sum ^ UInt64(unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self))) &* 0x100_0000_01b3
      }
    }
  }
  return sum
}
