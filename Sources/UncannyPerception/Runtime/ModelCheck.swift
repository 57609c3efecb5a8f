/// What is installed of the learned part.
public struct ModelCheck: Sendable {
  /// What does not work, in words; empty when all does.
  public let problems: [String]

  /// Opens the runtime and looks at every file; takes some tenths of a second.
  public init(of folder: ModelFolder = .standard) {
    var problems: [String] = []
    do throws(ModelError) {
      _ = try ModelRuntime(in: folder)
    } catch {
      self.problems = ["\(error)"]
      return
    }
    for file in ModelFile.all {
      do throws(ModelError) { _ = try folder.path(of: file) } catch { problems.append("\(error)") }
    }
    self.problems = problems
  }
}
