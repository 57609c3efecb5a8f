internal import CGStreamer
internal import Foundation

/// Where the runtime and the models are.
public struct ModelFolder: Sendable, Equatable {
  /// A path, without a slash at the end.
  public let path: String

  public init(path: String) { self.path = path }

  /// `$UNCANNY_MODELS`, or `uncanny/models` below `$XDG_DATA_HOME`, which is `~/.local/share` unless it is set.
  public static var standard: ModelFolder {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["UNCANNY_MODELS"], !path.isEmpty { return ModelFolder(path: path) }
    let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(NSHomeDirectory())/.local/share"
    return ModelFolder(path: "\(data)/uncanny/models")
  }

  /// What fetches all of it: the script of an installation, where the program is of one, or else that of the source.
  public static let fetching: String = {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let script = program.split(separator: "/").dropLast(2).map { "/\($0)" }.joined() + "/share/uncanny/fetch-models"
    return FileManager.default.isExecutableFile(atPath: script) ? script : "scripts/setup --models"
  }()

  /// The library of the runtime; its name carries its version.
  ///
  /// - Throws: `ModelError.notInstalled` when there is none.
  func library() throws(ModelError) -> String {
    let folder = "\(path)/runtime"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard let name = names.filter({ $0.hasPrefix("libopenvino_c.so") }).max() else {
      throw .notInstalled(folder: path)
    }
    return "\(folder)/\(name)"
  }

  /// Where compiled models may be kept; `nil` when that cannot be written.
  var cache: String? {
    let folder = "\(path)/cache"
    return FileManager.default.isWritableFile(atPath: folder) ? folder : nil
  }

  /// The path of a model, which is what it must be.
  ///
  /// - Throws: `ModelError.missing`, or `.damaged` when its digest is another.
  func path(of file: ModelFile) throws(ModelError) -> String {
    _ = try contents(of: file)
    return "\(path)/\(file.name)"
  }

  /// What stands in the file of a model.
  func contents(of file: ModelFile) throws(ModelError) -> Data {
    let path = "\(path)/\(file.name)"
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
      throw .missing(file: file.name)
    }
    guard digest(of: data) == file.digest else { throw .damaged(file: file.name) }
    return data
  }

  /// SHA-256 in hexadecimal digits, by GLib.
  private func digest(of data: Data) -> String? {
    // SAFETY: the pointer is to as many bytes as the count says; the text belongs to the caller, who frees it.
    unsafe data.withUnsafeBytes { bytes in
      let start = unsafe bytes.bindMemory(to: guchar.self).baseAddress
      guard let text = unsafe g_compute_checksum_for_data(G_CHECKSUM_SHA256, start, gsize(bytes.count)) else {
        return nil
      }
      defer { unsafe g_free(text) }
      return unsafe String(cString: text)
    }
  }
}
