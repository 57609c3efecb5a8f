internal import ArgumentParser
internal import Foundation

/// Which clips a triage is about.
struct ClipList: Sendable {
  /// Folders, clips, and lists of clips: text files with a path a line; `-` is such a list on standard input.
  let places: [String]
  /// Only these of all clips; `nil` for all.
  let shard: Shard?

  /// What a clip is called by, in folders: what ends otherwise is left alone.
  private static let endings: Set<String> = [
    "3gp", "avi", "flv", "gif", "m2ts", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "ts",
    "webm", "wmv",
  ]

  /// The clips that there are now, each once, by path.
  ///
  /// - Throws: `ValidationError` for a place that is not there.
  func clips() throws -> [String] {
    var clips: Set<String> = []
    for place in places { clips.formUnion(try found(at: place)) }
    return clips.filter { shard?.has($0) ?? true }.sorted()
  }

  private func found(at place: String) throws -> [String] {
    if place == "-" { return Self.lines(of: FileHandle.standardInput.readDataToEndOfFile()) }
    guard let facts = try? FileManager.default.attributesOfItem(atPath: FilePlace(place).path) else {
      throw ValidationError("\(place): no such file or folder")
    }
    if facts[.type] as? FileAttributeType == .typeDirectory { return Self.within(place) }
    guard place.hasSuffix(".txt") || place.hasSuffix(".list") else { return [place] }
    guard let data = FileManager.default.contents(atPath: place) else {
      throw ValidationError("\(place): not allowed to read it")
    }
    return Self.lines(of: data)
  }

  private static func lines(of data: Data) -> [String] {
    String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map { String($0) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  private static func within(_ folder: String) -> [String] {
    guard let files = FileManager.default.enumerator(atPath: folder) else { return [] }
    return files.compactMap { $0 as? String }
      .filter { endings.contains(($0 as NSString).pathExtension.lowercased()) }
      .map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
  }
}

/// One of several parts of all clips, for machines that share the work: `--shard 2/8`.
struct Shard: Sendable, ExpressibleByArgument {
  let index: Int
  let count: Int

  /// - Parameter argument: `INDEX/COUNT`, the index from 0.
  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count > 0, count <= 1_000_000,
      (0..<count).contains(index)
    else { return nil }
    (self.index, self.count) = (index, count)
  }

  /// Whether a clip is in this part: by its path alone, so that every machine says the same (FNV-1a, 64 bits).
  func has(_ path: String) -> Bool {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash % UInt64(count) == UInt64(index)
  }
}
