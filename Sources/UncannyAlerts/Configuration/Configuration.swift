public import Uncanny
internal import Yams

/// What `uncanny.yaml` says, read and checked.
public struct Configuration: Sendable, Equatable {
  /// The names that rules may use, for the words about a wrong one.
  public struct Vocabulary: Sendable {
    /// Detectors and faults.
    public var faults: [String]

    public init(faults: [String]) { self.faults = faults }
  }

  /// As it was named; for messages.
  public var file: String
  /// Which detectors run; `nil` where the file does not say.
  public var plan: String?
  /// Where that stands, from 1.
  public var planLine: Int?
  /// In the order of the file; one for all errors where there are channels and no rules.
  public var rules: [AlertRule] = []
  /// In the order of the file.
  public var channels: [ChannelSettings] = []
  /// `nil` where nothing is stored.
  public var store: StoreSettings?
  /// `nil` where no clips are kept.
  public var moments: MomentSettings?

  /// Everything that is an error, at once: what is in force where nobody says otherwise.
  public static func usualRule(channels: [String]? = nil) -> AlertRule { AlertRule(name: "errors", channels: channels) }

  /// Nothing set.
  public init(file: String) { self.file = file }

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - file: what it is called in messages.
  ///   - environment: where `$NAME` is looked up.
  /// - Throws: `ConfigurationError` for the first thing that is wrong.
  public init(
    parsing text: String, file: String, environment: [String: String], vocabulary: Vocabulary
  ) throws(ConfigurationError) {
    self.init(file: file)
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch { throw Self.error(error, file) }
    guard let node else { return }
    let whole = Setting(node: node, file: file, name: "")
    let members = try whole.members(["plan", "store", "moments", "alerts"])
    if let setting = members["plan"] {
      plan = try setting.text()
      planLine = setting.line
    }
    store = try members["store"].map { setting throws(ConfigurationError) in try Self.store(setting) }
    moments = try members["moments"].map { setting throws(ConfigurationError) in try Self.moments(setting) }
    guard let alerts = try members["alerts"]?.members(["channels", "rules"]) else { return }
    for setting in try alerts["channels"]?.elements() ?? [] {
      let channel = try ChannelSettings(setting, environment)
      guard !channels.contains(where: { $0.name == channel.name }) else {
        throw setting.error("there are two of the name \"\(channel.name)\"; give each its own")
      }
      channels.append(channel)
    }
    for setting in try alerts["rules"]?.elements() ?? [] {
      let rule = try AlertRule(setting, vocabulary, channels: channels.map { $0.name }, number: rules.count + 1)
      guard !rules.contains(where: { $0.name == rule.name }) else {
        throw setting.error("there are two of the name \"\(rule.name)\"; give each its own")
      }
      rules.append(rule)
    }
    if rules.isEmpty, !channels.isEmpty { rules = [Self.usualRule()] }
  }

  private static func store(_ setting: Setting) throws(ConfigurationError) -> StoreSettings {
    if setting.node.scalar != nil { return StoreSettings(file: try setting.text()) }
    let members = try setting.members(["file", "age", "size"])
    guard let file = members["file"] else { throw setting.error("needs a file") }
    var store = StoreSettings(file: try file.text())
    if let age = members["age"] { store.age = try age.duration(in: 60...Amounts.longest) }
    if let size = members["size"] { store.size = try size.size(atLeast: StoreSettings.leastSize) }
    return store
  }

  private static func moments(_ setting: Setting) throws(ConfigurationError) -> MomentSettings {
    if setting.node.scalar != nil { return MomentSettings(folder: try setting.text()) }
    let members = try setting.members(["folder", "severity", "size"])
    guard let folder = members["folder"] else { throw setting.error("needs a folder") }
    var moments = MomentSettings(folder: try folder.text())
    if let severity = members["severity"] { moments.severity = try severity.severity() }
    if let size = members["size"] { moments.size = try size.size(atLeast: MomentSettings.leastSize) }
    return moments
  }

  private static func error(_ error: any Error, _ file: String) -> ConfigurationError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigurationError(file: file, line: mark.line, message: "is no YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      ConfigurationError(
        file: file, line: context.mark.line,
        message: "the key \"\(duplicates.first ?? "?")\" is there twice")
    default: ConfigurationError(file: file, message: "is no YAML")
    }
  }
}
