internal import Foundation
internal import GStreamer
internal import Synchronization
internal import Uncanny
internal import UncannyReport

/// Where moments are kept: of each a clip, a picture and the event as JSON, under one name that begins with the time.
struct MomentFolder: Sendable {
  let path: String
  /// In bytes, of all moments together; beyond it the oldest go.
  let size: Int64

  private static let patience = Duration.seconds(10)
  private static let longestSide = 1280
  /// How frames are coded: one after the other, each with all that it needs.
  static let caps = "video/x-h264,stream-format=(string)byte-stream,alignment=(string)au"

  /// - Throws: when the folder can neither be made nor written to.
  init(_ path: String, size: Int64) throws(SessionError) {
    self.path = path
    self.size = size
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw .broken("\(path): no folder can be made there")
    }
    guard FileManager.default.isWritableFile(atPath: path) else { throw .broken("\(path): cannot be written") }
  }

  /// Writes a moment: what has its name is whole.
  ///
  /// - Parameters:
  ///   - frames: what there is to see; where that is nothing the event alone is written.
  ///   - index: which of them the picture is of.
  /// - Throws: what went wrong, in words.
  func write(
    _ event: Wire.Event, began: Date, _ frames: [MomentRing.Coded], picturing index: Int
  ) async throws(MomentError) {
    let name = "\(path)/\(Self.name(of: event, began: began))"
    guard let text = try? JSONText.line(event) else { throw MomentError(why: "the event cannot be written") }
    try await put(Data((text + "\n").utf8), "\(name).json")
    if !frames.isEmpty {
      try await clip(frames, to: "\(name).mp4")
      try await picture(index, of: name)
    }
  }

  /// Names sort as the events began.
  static func name(of event: Wire.Event, began: Date) -> String {
    let time = Clock.text(of: began).filter { $0 != "-" && $0 != ":" }
    return "\(time)-\(event.fault)-\(event.id)"
  }

  private func put(_ data: Data, _ path: String) async throws(MomentError) {
    // on Linux an atomic write is a file of its own, synchronised and renamed
    let isWritten = await apart { (try? data.write(to: URL(fileURLWithPath: path), options: .atomic)) != nil }
    if !isWritten { throw MomentError(why: "\(self.path): cannot be written") }
  }

  /// Frames become an MP4: they are only wrapped, with their own times.
  private func clip(_ frames: [MomentRing.Coded], to file: String) async throws(MomentError) {
    let part = "\(file).part"
    let failure: String?
    do throws(GStreamerError) {
      let pipeline = try Pipeline(
        parsing:
          "appsrc name=from format=time max-bytes=0 caps=\"\(Self.caps)\" ! h264parse ! mp4mux ! filesink name=to")
      guard let source = pipeline.element(named: "from").flatMap({ AppSource($0) }) else {
        throw .missingElement("appsrc")
      }
      try pipeline.element(named: "to")?.set("location", to: .string(part))
      let work = Counter()
      pipeline.element(named: "to")?.pad(named: "sink")?.onBuffer { _ in work.step() }
      let first = frames[0].pts
      for (index, coded) in frames.enumerated() {
        let next = index + 1 < frames.count ? frames[index + 1].pts : coded.pts + 33_000_000
        source.push(coded.bytes, pts: coded.pts - first, duration: next - coded.pts)
      }
      source.end()
      failure = try await pipeline.runs(within: Self.patience, failing: "a clip could not be made") { work.count }
    } catch { failure = "a clip could not be made: \(error)" }
    let isKept = await apart {
      defer { try? FileManager.default.removeItem(atPath: part) }
      guard failure == nil, let handle = try? FileHandle(forUpdating: URL(fileURLWithPath: part)) else { return false }
      return (try? handle.synchronize()) != nil && (try? handle.close()) != nil
        && (try? FileManager.default.moveItem(atPath: part, toPath: file)) != nil
    }
    if let failure { throw MomentError(why: failure) }
    if !isKept { throw MomentError(why: "\(path): cannot be written") }
  }

  /// A picture of a frame of the clip; of one just before where the clip has lost its last.
  private func picture(_ index: Int, of name: String) async throws(MomentError) {
    let wishes = (0..<4).map { PictureWish(frame: max(0, index - $0), longest: Self.longestSide) }
    let made = await Stills.take(wishes, of: .file("\(name).mp4"))
    guard let picture = wishes.lazy.compactMap({ made.pictures[$0] }).first else {
      throw MomentError(why: made.trouble ?? "no picture could be made")
    }
    try await put(Data(picture), "\(name).jpg")
  }

  /// Drops the oldest moments while all together are too large, and what was left half written by an earlier run; nothing else in
  /// the folder is touched.
  func prune() async { await apart { dropOldest() } }

  private func dropOldest() {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: path)) ?? []
    let own = names.filter { Self.isOwn($0) }.sorted()
    let facts = own.map { try? files.attributesOfItem(atPath: "\(path)/\($0)") }
    var sum: Int64 = 0
    var sizes: [Int64] = []
    for (name, facts) in zip(own, facts) {
      let bytes = (facts?[.size] as? NSNumber)?.int64Value ?? 0
      let age = (facts?[.modificationDate] as? Date).map { Date.now.timeIntervalSince($0) } ?? 0
      if name.hasSuffix(".part"), age > Self.abandoned { try? files.removeItem(atPath: "\(path)/\(name)") }
      sizes.append(bytes)
      sum += bytes
    }
    for (name, bytes) in zip(own, sizes) where sum > size && !name.hasSuffix(".part") {
      try? files.removeItem(atPath: "\(path)/\(name)")
      sum -= bytes
    }
  }

  /// In seconds: nothing takes so long to be written.
  private static let abandoned = 600.0

  private static func isOwn(_ name: String) -> Bool {
    name.wholeMatch(of: /\d{8}T\d{6}\.\d{3}Z-[a-z0-9.-]+-[as]?\d+\.(mp4|jpg|json|mp4\.part)/) != nil
  }
}

/// Why a moment was not kept, in words.
struct MomentError: Error, Equatable {
  var why: String
}

/// Does on a thread of its own what a disk may make wait: no task does.
private func apart<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in Thread.detachNewThread { continuation.resume(returning: body()) } }
}

/// Counts what was done.
private final class Counter: Sendable {
  private let value = Atomic(0)
  var count: Int { value.load(ordering: .relaxed) }
  func step() { value.add(1, ordering: .relaxed) }
}
