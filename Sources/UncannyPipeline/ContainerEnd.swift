internal import Foundation

/// Whether a file of the MP4 family ends before its boxes do: a download or a copy that broke off.
///
/// ISO/IEC 14496-12, section 4.2: a file is a row of boxes, each with its length in front. The demultiplexer reads as much
/// as there is and calls it the end.
enum ContainerEnd {
  /// `true` when a box with media or its index reaches beyond the end of the file; `false` for other files too, and for
  /// whatever else somebody has left at the end.
  static func isMissing(from path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path), let size = try? file.seekToEnd() else { return false }
    defer { try? file.close() }
    var offset: UInt64 = 0
    var isFirst = true
    while offset < size {
      guard (try? file.seek(toOffset: offset)) != nil, let head = try? file.read(upToCount: 16), head.count >= 8 else {
        return !isFirst
      }
      if isFirst, head[4..<8] != Data("ftyp".utf8) { return false }
      isFirst = false
      guard let length = length(head) else { return false }
      // a length of 0 means "to the end"
      if length == 0 { return false }
      let (next, overflow) = offset.addingReportingOverflow(length)
      if overflow || next > size { return essential.contains(Data(head[4..<8])) }
      offset = next
    }
    return false
  }

  private static let essential = Set(["mdat", "moov", "moof"].map { Data($0.utf8) })

  /// The length of a box by its head; `nil` when it makes no sense.
  private static func length(_ head: Data) -> UInt64? {
    let short = head.prefix(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    if short == 1 {
      guard head.count >= 16 else { return nil }
      let long = head[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return long >= 16 ? long : nil
    }
    return short == 0 || short >= 8 ? short : nil
  }
}
