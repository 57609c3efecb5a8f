internal import Foundation
internal import Uncanny
internal import UncannyPipeline
internal import UncannyReport

/// Writes a line of JSON for each event as it begins and again as it ends.
actor EventLines: Sink {
  private let file: FileHandle
  private let catalog: Catalog

  /// - Parameter path: a file to write anew, or `-` for standard output.
  /// - Throws: `WriteError` when the file cannot be made.
  init(path: String, catalog: Catalog) throws {
    self.catalog = catalog
    file = try .anew(at: path)
  }

  func receive(_ update: Update) {
    guard case .change(let change, let source, let latency) = update else { return }
    switch change {
    case .began(let event): write(event, .began, source, latency)
    case .ended(let event): write(event, .ended, source, latency)
    case .shot, .measured: break
    }
  }

  func finish() { try? file.synchronize() }

  private func write(_ event: Event, _ state: Wire.Event.State, _ source: String, _ latency: ClockTime?) {
    let line = Wire.Event(telling: event, state, catalog: catalog, source: source, latency: latency)
    guard let text = try? JSONText.line(line) else { return }
    // a reader that has gone away takes its lines with it, not the analysis
    try? file.write(contentsOf: Data((text + "\n").utf8))
  }
}

extension FileHandle {
  /// A file that is emptied, not replaced, as it may be a pipe; `-` is standard output.
  ///
  /// - Throws: `WriteError` when the file cannot be made.
  static func anew(at path: String) throws -> FileHandle {
    if path == "-" { return .standardOutput }
    if !FileManager.default.fileExists(atPath: path) {
      guard FileManager.default.createFile(atPath: path, contents: nil) else { throw WriteError(path: path) }
    }
    guard let file = FileHandle(forWritingAtPath: path) else { throw WriteError(path: path) }
    try? file.truncate(atOffset: 0)
    return file
  }
}
