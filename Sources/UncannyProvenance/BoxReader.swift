internal import Foundation

/// Boxes of an ISO base media file (ISO/IEC 14496-12): MP4, MOV and their fragments. Only headers are read, and the texts
/// that are asked for; what a box says of its size is never believed beyond the one that it is in.
struct BoxReader {
  /// A box: its type, and where its content stands.
  struct Box {
    var type: String
    var content: Range<UInt64>
  }

  private let file: FileHandle
  private let size: UInt64
  private var left = 20_000

  /// No text is longer, in bytes.
  private static let longest: UInt64 = 512 << 10

  /// `nil` when the file cannot be read.
  init?(path: String) {
    guard let file = FileHandle(forReadingAtPath: path), let size = try? file.seekToEnd() else { return nil }
    self.file = file
    self.size = size
  }

  /// Of the whole file.
  var whole: Range<UInt64> { 0..<size }

  /// The boxes one after the other in a stretch of the file; those that do not fit into it end it.
  mutating func boxes(in stretch: Range<UInt64>) -> [Box] {
    var boxes: [Box] = []
    var place = stretch.lowerBound
    while left > 0, stretch.upperBound - place >= 8 {
      left -= 1
      let header = bytes(at: place, count: 16)
      guard header.count >= 8 else { break }
      var length = UInt64(Self.number(header.prefix(4)))
      var start = place + 8
      if length == 1 {
        guard header.count == 16 else { break }
        length = Self.number(header.suffix(8))
        start = place + 16
      }
      if length == 0 { length = stretch.upperBound - place }
      guard length >= start - place, length <= stretch.upperBound - place else { break }
      boxes.append(Box(type: Self.text(header[4..<8]), content: start..<place + length))
      place += length
    }
    return boxes
  }

  /// The bytes of a stretch, the first half mebibyte of it.
  func bytes(in stretch: Range<UInt64>) -> [UInt8] {
    bytes(at: stretch.lowerBound, count: Int(min(Self.longest, stretch.upperBound - stretch.lowerBound)))
  }

  private func bytes(at place: UInt64, count: Int) -> [UInt8] {
    guard count > 0, (try? file.seek(toOffset: place)) != nil, let data = try? file.read(upToCount: count) else {
      return []
    }
    return [UInt8](data)
  }

  /// A number whose first byte counts most.
  static func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  /// What is not UTF-8 in it is replaced.
  static func text(_ bytes: some Collection<UInt8>) -> String {
    // the copyright sign of old types is Latin-1
    String(decoding: bytes.flatMap { $0 == 0xA9 && bytes.count == 4 ? [0xC2, 0xA9] : [$0] }, as: UTF8.self)
  }
}
