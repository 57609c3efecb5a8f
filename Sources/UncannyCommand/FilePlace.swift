internal import ArgumentParser
internal import Foundation
internal import UncannyPipeline

/// Where a path leads, links followed.
struct FilePlace: Equatable {
  /// The path without links.
  let path: String
  /// The file system and the number in it, of what is there; `nil` when nothing is.
  private let identity: [Int]?
  /// Something is there that is no regular file.
  let isSpecial: Bool

  init(_ path: String) {
    self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let facts = try? FileManager.default.attributesOfItem(atPath: self.path)
    let numbers = [facts?[.systemNumber], facts?[.systemFileNumber]].compactMap { ($0 as? NSNumber)?.intValue }
    identity = numbers.count == 2 ? numbers : nil
    isSpecial = facts.map { $0[.type] as? FileAttributeType != .typeRegular } ?? false
  }

  /// Two names of one file are equal, also when it is not there yet.
  static func == (a: FilePlace, b: FilePlace) -> Bool {
    if let one = a.identity, let other = b.identity { return one == other }
    return a.path == b.path
  }

  /// Makes sure that no output is the input or another output, and that each has a folder to stand in.
  ///
  /// - Parameter outputs: the options that name files, and what they name.
  /// - Throws: `ValidationError` where something would be overwritten, `WriteError` where nothing can be written.
  static func check(_ outputs: [(option: String, path: String?)], against input: Input?) throws {
    var taken: [(option: String, place: FilePlace)] = []
    if case .file(let path) = input { taken.append(("the input", FilePlace(path))) }
    for (option, path) in outputs {
      guard let path, path != "-" else { continue }
      let place = FilePlace(path)
      if !place.isSpecial, let other = taken.first(where: { $0.place == place }) {
        throw ValidationError("\(option) would overwrite \(other.option): \(path)")
      }
      var isFolder = false
      let folder = URL(fileURLWithPath: place.path).deletingLastPathComponent().path
      if let facts = try? FileManager.default.attributesOfItem(atPath: folder) {
        isFolder = facts[.type] as? FileAttributeType == .typeDirectory
      }
      guard isFolder, FileManager.default.isWritableFile(atPath: place.identity == nil ? folder : place.path) else {
        throw WriteError(path: path)
      }
      taken.append((option, place))
    }
  }
}
