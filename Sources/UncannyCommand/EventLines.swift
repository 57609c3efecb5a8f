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
    file = try FileHandle(writingAnewTo: path)
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
    let line = Wire.Event(
      event, state: state, catalog: catalog, source: source,
      emitted: Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      latencyMilliseconds: latency.map { $0.seconds * 1000 })
    guard let text = try? JSONText.line(line) else { return }
    // a reader that has gone away takes its lines with it, not the analysis
    try? file.write(contentsOf: Data((text + "\n").utf8))
  }
}

extension FileHandle {
  /// A file that is emptied, not replaced, as it may be a pipe; `-` is standard output.
  ///
  /// - Throws: `WriteError` when the file cannot be made.
  convenience init(writingAnewTo path: String) throws {
    guard path != "-" else {
      self.init(fileDescriptor: FileHandle.standardOutput.fileDescriptor, closeOnDealloc: false)
      return
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw WriteError(path: path) }
    self.init(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
