/// Why a learned part does not work.
public enum ModelError: Error, Equatable, CustomStringConvertible {
  /// Nothing is installed.
  case notInstalled(folder: String)
  /// The runtime does not load.
  case noRuntime(String)
  /// A file of a model is not there, or cannot be read.
  case missing(file: String)
  /// A file is not what it must be: truncated, or another version.
  case damaged(file: String)
  /// The runtime does not take the model.
  case unusable(file: String, why: String)

  /// What to do about it, too; lower case, no full stop.
  public var description: String {
    switch self {
    case .notInstalled(let folder): "no models in \(folder); \(ModelFolder.fetching) fetches them"
    case .noRuntime(let why): "the model runtime: \(why)"
    case .missing(let file): "the model \(file) is missing; remove its folder and run \(ModelFolder.fetching)"
    case .damaged(let file):
      "the model \(file) is damaged or of another version; remove its folder and run \(ModelFolder.fetching)"
    case .unusable(let file, let why): "the model \(file): \(why)"
    }
  }
}
