internal import Foundation
internal import GStreamer
internal import Uncanny
internal import UncannyReport

/// Where moments are kept: of each a clip, a picture and the event as JSON, under one name that begins with the time.
struct MomentFolder: Sendable {
  let path: String
  /// In bytes, of all moments together; beyond it the oldest go.
  let size: Int64

  private static let patience = Duration.seconds(10)
  private static let longestSide = 1280

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
  ///   - stretch: what there is to see; `nil` for nothing, then the event alone is written.
  ///   - frame: the one that the picture is of.
  /// - Throws: what went wrong, in words.
  func write(_ event: Wire.Event, began: Date, _ stretch: MomentRing.Stretch?, picturing frame: Int)
    async throws(MomentError)
  {
    let name = "\(path)/\(Self.name(of: event, began: began))"
    guard let text = try? JSONText.line(event) else { throw MomentError(why: "the event cannot be written") }
    try put(Data((text + "\n").utf8), "\(name).json")
    if let stretch {
      try await clip(stretch, to: "\(name).mp4")
      try await picture(stretch.frames.lastIndex { $0.map { $0 <= frame } ?? false } ?? 0, of: name)
    }
    prune()
  }

  /// Names sort as the events began.
  static func name(of event: Wire.Event, began: Date) -> String {
    let time = Clock.text(of: began).filter { $0 != "-" && $0 != ":" }
    return "\(time)-\(event.fault)-\(event.id)"
  }

  private func put(_ data: Data, _ path: String) throws(MomentError) {
    // on Linux an atomic write is a file of its own, synchronised and renamed
    do { try data.write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw MomentError(why: "\(self.path): cannot be written")
    }
  }

  /// A picture of a frame of the clip; of one just before where the clip has lost its last.
  private func picture(_ index: Int, of name: String) async throws(MomentError) {
    let wishes = (0..<4).map { PictureWish(frame: max(0, index - $0), longest: Self.longestSide) }
    let made = await Stills.take(wishes, of: .file("\(name).mp4"))
    guard let picture = wishes.lazy.compactMap({ made.pictures[$0] }).first else {
      throw MomentError(why: made.trouble ?? "no picture could be made")
    }
    try put(Data(picture), "\(name).jpg")
  }

  /// A transport stream becomes an MP4: packets are only wrapped anew.
  private func clip(_ stretch: MomentRing.Stretch, to file: String) async throws(MomentError) {
    let (raw, part) = ("\(file).ts.part", "\(file).part")
    defer { for path in [raw, part] { try? FileManager.default.removeItem(atPath: path) } }
    try put(Data(stretch.bytes), raw)
    let failure: String?
    do throws(GStreamerError) {
      let pipeline = try Pipeline(
        parsing: "filesrc name=from ! tsdemux ! h264parse ! mp4mux ! filesink name=to")
      try pipeline.element(named: "from")?.set("location", to: .string(raw))
      try pipeline.element(named: "to")?.set("location", to: .string(part))
      let work = Counter()
      pipeline.element(named: "to")?.pad(named: "sink")?.onBuffer { _ in work.step() }
      failure = try await pipeline.runs(within: Self.patience, failing: "a clip could not be made") { work.count }
    } catch { failure = "a clip could not be made: \(error)" }
    if let failure { throw MomentError(why: failure) }
    do {
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: part))
      try handle.synchronize()
      try handle.close()
      try FileManager.default.moveItem(atPath: part, toPath: file)
    } catch { throw MomentError(why: "\(path): cannot be written") }
  }

  /// Drops the oldest moments while all together are too large; nothing else in the folder is touched.
  private func prune() {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: path)) ?? []
    let own = names.filter { Self.isOwn($0) }.sorted()
    let sizes = own.map { name in
      ((try? files.attributesOfItem(atPath: "\(path)/\(name)"))?[.size] as? NSNumber)?.int64Value ?? 0
    }
    var sum = sizes.reduce(0, +)
    for (name, bytes) in zip(own, sizes) where sum > size {
      try? files.removeItem(atPath: "\(path)/\(name)")
      sum -= bytes
    }
  }

  private static func isOwn(_ name: String) -> Bool {
    name.wholeMatch(of: /\d{8}T\d{6}\.\d{3}Z-[a-z0-9.-]+-[as]?\d+\.(mp4|jpg|json)/) != nil
  }
}

/// Why a moment was not kept, in words.
struct MomentError: Error, Equatable {
  var why: String
}
