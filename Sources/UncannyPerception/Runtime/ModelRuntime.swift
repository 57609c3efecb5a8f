internal import COpenVINO
internal import Synchronization

/// The model runtime, opened: OpenVINO, in 32-bit floats and on one thread, so that the same picture gives the same numbers
/// wherever it runs.
///
/// Thread: any; it is given back when the last model is gone.
@safe final class ModelRuntime: Sendable {
  // SAFETY: the runtime locks itself; the pointer never changes, and is given back once.
  private nonisolated(unsafe) let handle: OpaquePointer
  private let folder: ModelFolder
  /// The files that were found to be what they must be.
  private let checked = Mutex<[String: String]>([:])

  /// Opens what is installed in `folder`.
  ///
  /// - Throws: `ModelError.notInstalled`, or `.noRuntime` with what the loader says.
  init(in folder: ModelFolder) throws(ModelError) {
    let path = try folder.library()
    var why = [CChar](repeating: 0, count: 512)
    // SAFETY: the path ends with a zero, and the buffer has the length that is passed.
    let opened = unsafe why.withUnsafeMutableBufferPointer { why in
      unsafe co_open(path, why.baseAddress, why.count)
    }
    guard let opened = unsafe opened else { throw .noRuntime(Self.text(why)) }
    unsafe handle = opened
    self.folder = folder
  }

  deinit { unsafe co_close(handle) }

  /// Reads a model and makes it ready for inputs of one shape; takes some tenths of a second.
  func load(_ file: ModelFile, shape: [Int64]) throws(ModelError) -> Model {
    let path = try checked.withLock { checked throws(ModelError) in
      if let path = checked[file.name] { return path }
      let path = try folder.path(of: file)
      checked[file.name] = path
      return path
    }
    var why = [CChar](repeating: 0, count: 512)
    let cache = folder.cache
    // SAFETY: the texts end with a zero, and buffers have the lengths that are passed.
    let loaded = unsafe why.withUnsafeMutableBufferPointer { why in
      unsafe shape.withUnsafeBufferPointer { shape in
        if let cache {
          return unsafe co_load(handle, path, shape.baseAddress, shape.count, cache, why.baseAddress, why.count)
        }
        return unsafe co_load(handle, path, shape.baseAddress, shape.count, nil, why.baseAddress, why.count)
      }
    }
    guard let loaded = unsafe loaded else { throw .unusable(file: file.name, why: Self.text(why)) }
    return unsafe Model(loaded, of: self)
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
