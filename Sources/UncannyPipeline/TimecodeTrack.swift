internal import Foundation
internal import Uncanny

/// The timecode track of a file of the QuickTime and MP4 family: what it calls its first frame.
///
/// QuickTime File Format, "Timecode Media": a sample description of type `tmcd` says how frames are counted, and the first
/// sample is the number of the first frame. GStreamer's demultiplexer passes over such tracks.
struct TimecodeTrack: Equatable {
  /// What is counted.
  var rate: FrameRate
  var isDropFrame: Bool
  /// Where in the file the number of the first frame stands, four bytes, the highest first.
  var offset: UInt64

  /// More than this no index has that we read.
  private static let longest: UInt64 = 64 << 20
  private static let dropFrame: UInt64 = 1

  /// What a file calls its first frame; `nil` where it does not say, and for other files.
  static func start(ofFileAt path: String) -> Timecode? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let movie = movie(of: file), let track = TimecodeTrack(movie: movie),
      (try? file.seek(toOffset: track.offset)) != nil, let bytes = try? file.read(upToCount: 4), bytes.count == 4
    else { return nil }
    let number = Int(bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    return Timecode(frame: number, rate: track.rate, isDropFrame: track.isDropFrame)
  }

  /// - Parameter movie: the body of the box `moov`; whatever it is, none of it is read beyond its end.
  /// - Returns: the first timecode track; `nil` when there is none.
  init?(movie: ArraySlice<UInt8>) {
    for track in Self.boxes(in: movie, "trak") {
      guard let media = Self.boxes(in: track, "mdia").first, let handler = Self.boxes(in: media, "hdlr").first,
        handler.dropFirst(8).prefix(4).elementsEqual("tmcd".utf8),
        let table = Self.boxes(in: media, "minf").first.flatMap({ Self.boxes(in: $0, "stbl").first }),
        let description = Self.boxes(in: table, "stsd").first.flatMap({ Self.boxes(in: $0.dropFirst(8), "tmcd").first }
        ),
        let flags = Self.number(description, at: 12, 4), let scale = Self.number(description, at: 16, 4),
        let duration = Self.number(description, at: 20, 4), let rate = FrameRate(Int(scale), Int(duration)),
        let offset = Self.number(Self.boxes(in: table, "stco").first ?? [], at: 8, 4)
          ?? Self.number(Self.boxes(in: table, "co64").first ?? [], at: 8, 8)
      else { continue }
      self.rate = rate
      isDropFrame = flags & Self.dropFrame != 0
      self.offset = offset
      return
    }
    return nil
  }

  /// The body of the box `moov`.
  private static func movie(of file: FileHandle) -> ArraySlice<UInt8>? {
    var offset: UInt64 = 0
    // a file has few boxes on the outside, unless it is fragmented, and then its index is in front
    for _ in 0..<1000 {
      guard (try? file.seek(toOffset: offset)) != nil, let head = try? file.read(upToCount: 16), head.count >= 8,
        let box = Box(head: ArraySlice(head))
      else { return nil }
      if box.name == "moov" {
        let count = box.length - box.start
        guard count <= longest, (try? file.seek(toOffset: offset + box.start)) != nil else { return nil }
        return (try? file.read(upToCount: Int(count))).map { ArraySlice($0) }
      }
      let (next, overflow) = offset.addingReportingOverflow(box.length)
      if overflow { return nil }
      offset = next
    }
    return nil
  }

  /// The head of a box.
  private struct Box {
    var name: String
    /// Of all of it, at least `start`.
    var length: UInt64
    /// How long the head is.
    var start: UInt64

    /// `nil` when the length makes no sense, or is "to the end".
    init?(head: ArraySlice<UInt8>) {
      guard let short = TimecodeTrack.number(head, at: 0, 4), head.count >= 8 else { return nil }
      name = String(decoding: head.dropFirst(4).prefix(4), as: UTF8.self)
      start = short == 1 ? 16 : 8
      guard let length = short == 1 ? TimecodeTrack.number(head, at: 8, 8) : short, length >= start else { return nil }
      self.length = length
    }
  }

  /// The bodies of the boxes of this name, as far as they are there.
  private static func boxes(in bytes: ArraySlice<UInt8>, _ name: String) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var rest = bytes
    while let box = Box(head: rest.prefix(16)) {
      let body = rest.prefix(Int(clamping: box.length)).dropFirst(Int(clamping: box.start))
      if box.name == name { found.append(body) }
      rest = rest.dropFirst(Int(clamping: box.length))
    }
    return found
  }

  /// A number of so many bytes, the highest first; `nil` when they are not there.
  private static func number(_ bytes: ArraySlice<UInt8>, at offset: Int, _ count: Int) -> UInt64? {
    let part = bytes.dropFirst(offset).prefix(count)
    return part.count == count ? part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } : nil
  }
}
