internal import GStreamer
internal import Uncanny

extension LaunchFile {
  /// The pipeline, with the settings made.
  ///
  /// - Throws: what GStreamer complains of, with its place where that can be found.
  func pipeline() throws(GStreamerError) -> Pipeline {
    let pipeline: Pipeline
    do { pipeline = try Pipeline(parsing: description) } catch {
      guard let factory = error.missingElements.first else { throw error }
      throw missing(factory, error)
    }
    for setting in settings {
      guard let element = pipeline.element(named: setting.element) else {
        let names = pipeline.elements().map { $0.name }
        let meant = names.nearest(to: setting.element).map { "; did you mean \($0)?" } ?? ""
        throw GStreamerError(message: "no element is named \"\(setting.element)\"\(meant)")
      }
      try element.set(setting.property, fromText: setting.value)
    }
    return pipeline
  }

  private func missing(_ factory: String, _ error: GStreamerError) -> GStreamerError {
    var error = error
    let place = place(of: factory).map { "\($0): " } ?? ""
    let hint =
      DebianPackage.of(factory).map { "Debian: \($0)" }
      ?? Registry.elements.nearest(to: factory).map { "did you mean \($0)?" }
    error.message = "\(place)no element \"\(factory)\"" + (hint.map { "; \($0)" } ?? "")
    return error
  }

  /// Where a word first stands, as line and column of a file or as the column of a description, counted from 1; `nil` when
  /// it comes from a variable.
  private func place(of word: String) -> String? {
    for (number, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard !isFile || !line.drop(while: \.isWhitespace).hasPrefix("#") else { continue }
      var column = 1
      for part in line.split(omittingEmptySubsequences: false, whereSeparator: { $0.isWhitespace || $0 == "!" }) {
        if part == word { return isFile ? "line \(number + 1), column \(column)" : "column \(column)" }
        column += part.count + 1
      }
    }
    return nil
  }
}
