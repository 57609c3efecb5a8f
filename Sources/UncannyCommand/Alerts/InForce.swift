internal import Foundation
internal import Uncanny
internal import UncannyAlerts
internal import UncannyDetectors
internal import UncannyPipeline

/// What holds for a watch: flags before the environment, that before the file, that before what is usual.
struct InForce {
  /// Where something was said.
  enum Origin: String {
    case flag = "by a flag"
    case environment = "by the environment"
    case file = "by the file"
    case usual
  }

  /// The file that was read; `nil` for none.
  var file: String?
  /// Whether nobody named it.
  private let isFound: Bool
  var plan: Plan
  var planText: String
  var planOrigin: Origin
  var settings: AlertSettings
  var storeOrigin: Origin
  /// Where clips of events are kept; `nil` for nowhere.
  var moments: MomentSettings?
  var momentsOrigin: Origin

  /// - Parameter plan: of the command line.
  /// - Throws: `ConfigurationError`.
  init(
    _ options: AlertOptions, plan: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ConfigurationError) {
    let configuration = try ConfigurationPlace.read(options.config, environment: environment)
    file = configuration?.file
    isFound = ConfigurationPlace.isFound(options.config, environment: environment)
    (planText, planOrigin) = Self.first(plan, environment["UNCANNY_PLAN"], configuration?.plan) ?? ("default", .usual)
    do { self.plan = try Plan(parsing: planText, from: .standard) } catch {
      switch planOrigin {
      case .file: throw ConfigurationError(file: file ?? "", line: configuration?.planLine, message: "plan: \(error)")
      case .environment: throw ConfigurationError(file: "UNCANNY_PLAN", message: "\(error)")
      case .flag, .usual: throw ConfigurationError(file: "--plan", message: "\(error)")
      }
    }
    settings = AlertSettings(
      rules: configuration?.rules ?? [], channels: configuration?.channels ?? [], store: configuration?.store)
    storeOrigin = .file
    if let (path, origin) = Self.first(options.store, environment["UNCANNY_STORE"], nil) {
      var store = configuration?.store ?? StoreSettings(file: path)
      store.file = path
      settings.store = store
      storeOrigin = origin
    }
    moments = configuration?.moments
    momentsOrigin = .file
    if let (path, origin) = Self.first(options.moments, environment["UNCANNY_MOMENTS"], nil) {
      moments = moments ?? MomentSettings(folder: path)
      moments?.folder = path
      momentsOrigin = origin
    }
    let ofEnvironment = environment["UNCANNY_ALERT"]?.split(separator: " ").map { String($0) } ?? []
    let isFlag = !options.addresses.isEmpty
    try add(isFlag ? options.addresses : ofEnvironment, isFlag ? "--alert" : "UNCANNY_ALERT", environment)
    if settings.store != nil { self.plan.figureInterval = .seconds(1) }
  }

  /// Adds channels that take all errors, whatever the rules of the file are.
  private mutating func add(
    _ addresses: [String], _ option: String, _ environment: [String: String]
  ) throws(ConfigurationError) {
    guard !addresses.isEmpty else { return }
    let known = settings.channels.map { $0.name }
    for index in settings.rules.indices where settings.rules[index].channels == nil {
      settings.rules[index].channels = known
    }
    var names: [String] = []
    for address in addresses {
      do {
        var channel = try ChannelSettings(option: address, environment: environment)
        let host = channel.name
        var number = 1
        while (known + names).contains(channel.name) {
          number += 1
          channel.name = "\(host)-\(number)"
        }
        names.append(channel.name)
        settings.channels.append(channel)
      } catch { throw ConfigurationError(file: option, message: "\(error)") }
    }
    var rule = Configuration.usualRule(channels: names)
    if settings.rules.contains(where: { $0.name == rule.name }) { rule.name = "errors of \(option)" }
    settings.rules.append(rule)
  }

  private static func first(_ flag: String?, _ variable: String?, _ file: String?) -> (String, Origin)? {
    if let flag { return (flag, .flag) }
    if let variable, !variable.isEmpty { return (variable, .environment) }
    return file.map { ($0, .file) }
  }

  /// Makes sure that the programs that it would run are there.
  ///
  /// - Throws: `ConfigurationError`.
  func checkPrograms() throws(ConfigurationError) {
    for channel in settings.channels {
      if let why = channel.missingLibrary {
        throw ConfigurationError(file: file ?? "", message: "\(channel.name): \(why)")
      }
      guard let name = channel.missingProgram else { continue }
      let words = name.split(separator: " ")
      let advice = words.count > 1 ? "; as a list, \"\(words[0])\" would be the program" : ""
      throw ConfigurationError(file: file ?? "", message: "\(channel.name): there is no program \"\(name)\"\(advice)")
    }
  }

  /// Makes sure that it may be acted by: nobody's program is run that nobody named.
  ///
  /// - Throws: `ConfigurationError`.
  func allow() throws(ConfigurationError) {
    try checkPrograms()
    guard isFound, let file, settings.channels.contains(where: { $0.runsProgram }) else { return }
    throw ConfigurationError(
      file: file, message: "runs a command; a file that was only found here may not: name it with --config")
  }

  /// Where the clips of an input are kept, each in a folder of its own where there are several; `nil` for nowhere.
  ///
  /// - Throws: `SessionError.broken` for a folder that cannot be written to.
  func kept(of number: Int, among count: Int) throws(SessionError) -> Moments? {
    guard let moments else { return nil }
    let folder = count > 1 ? "\(moments.folder)/feed-\(number + 1)" : moments.folder
    return try Moments(
      in: folder, size: moments.size / Int64(max(1, count)), severity: moments.severity, catalog: .standard
    ) { Words.say("uncanny: \($0)") }
  }

  /// The desk that does it; `nil` where there is nothing to do.
  ///
  /// - Throws: `StoreError`.
  func desk() async throws(StoreError) -> AlertDesk? {
    guard !settings.isEmpty else { return nil }
    return try await AlertDesk(settings, catalog: .standard) { Words.say("uncanny: \($0)") }
  }
}
