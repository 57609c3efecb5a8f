internal import ArgumentParser
internal import Uncanny
internal import UncannyAlerts

/// `uncanny config`: the settings.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at the settings of a watch.", subcommands: [ConfigCheck.self])
}

/// `uncanny config check`: what would be in force.
struct ConfigCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read uncanny.yaml and say what would be in force, secrets hidden.",
    discussion: """
      Flags come before variables of the environment (UNCANNY_PLAN, UNCANNY_STORE, UNCANNY_ALERT), these before the file, \
      that before what is usual. The status is 2 where the file is wrong; nothing is opened or sent.
      """)

  @Argument(help: ArgumentHelp("The file; otherwise the one that a watch would read.", valueName: "file"))
  var file: String?

  func run() throws {
    var options = try AlertOptions.parse([])
    options.config = file
    do {
      let inForce = try InForce(options, plan: nil)
      try inForce.checkPrograms()
      Words.put(Self.text(inForce))
    } catch {
      Words.say("uncanny: \(error)")
      throw ExitStatus.usage
    }
  }

  private static func text(_ inForce: InForce) -> String {
    var lines = [("file", inForce.file ?? "none"), ("plan", "\(inForce.planText) (\(inForce.planOrigin.rawValue))")]
    if let store = inForce.settings.store {
      let limits = "for \(Amounts.text(store.age)), up to \(Amounts.text(bytes: store.size))"
      lines.append(("store", "\(store.file) \(limits) (\(inForce.storeOrigin.rawValue))"))
    } else {
      lines.append(("store", "none: what is not delivered when the program ends is lost"))
    }
    if let moments = inForce.moments {
      let limits = "from \(moments.severity.name) on, up to \(Amounts.text(bytes: moments.size))"
      lines.append(("moments", "\(moments.folder) \(limits) (\(inForce.momentsOrigin.rawValue))"))
    }
    lines += inForce.settings.channels.map { ("channel", "\($0.name): \($0.summary)") }
    let isMute = inForce.settings.channels.isEmpty
    lines += inForce.settings.rules.map { ("rule", "\($0.name): \(words(of: $0)) -> \(receivers(of: $0, isMute))") }
    return lines.map { name, text in name + String(repeating: " ", count: 9 - name.count) + text + "\n" }.joined()
  }

  private static func words(of rule: AlertRule) -> String {
    var parts = [rule.faults.isEmpty ? "any fault" : rule.faults.joined(separator: ", ")]
    parts[0] += rule.severity == .info ? "" : " from \(rule.severity.name) on"
    if rule.lasting > .zero { parts.append("for \(Amounts.text(rule.lasting))") }
    parts.append("cool-down \(Amounts.text(rule.cooldown))")
    if let quiet = rule.quiet { parts.append("quiet \(clock(quiet.from))-\(clock(quiet.until))") }
    parts += rule.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return parts.joined(separator: ", ")
  }

  private static func receivers(of rule: AlertRule, _ isMute: Bool) -> String {
    let channels = rule.channels?.joined(separator: ", ") ?? (isMute ? "" : "all channels")
    return channels.isEmpty ? "nobody: there is no channel" : channels
  }

  private static func clock(_ time: ClockTime) -> String {
    let minutes = Int(time.seconds / 60)
    return [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
