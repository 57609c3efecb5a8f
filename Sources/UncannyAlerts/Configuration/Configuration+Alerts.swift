internal import Uncanny

extension AlertRule {
  private static let keys = ["name", "faults", "severity", "for", "cooldown", "quiet", "labels", "channels"]

  /// A rule of the file.
  init(
    _ setting: Setting, _ vocabulary: Configuration.Vocabulary, channels known: [String], number: Int
  ) throws(ConfigurationError) {
    let members = try setting.members(Self.keys)
    self.init(name: try members["name"]?.text() ?? "rule-\(number)")
    if let setting = members["faults"] {
      faults = try setting.textList()
      for fault in faults where !vocabulary.faults.contains(fault) {
        throw setting.error("unknown fault \"\(fault)\"; \(Spelling.advice(for: fault, of: vocabulary.faults))")
      }
    }
    if let setting = members["severity"] { severity = try setting.severity() }
    if let setting = members["for"] { lasting = try setting.duration() }
    if let setting = members["cooldown"] { cooldown = try setting.duration() }
    if let setting = members["quiet"] { quiet = try setting.quietHours() }
    if let setting = members["labels"] { labels = try setting.texts() }
    if let setting = members["channels"] {
      let names = try setting.textList()
      for name in names where !known.contains(name) {
        throw setting.error("unknown channel \"\(name)\"; \(Spelling.advice(for: name, of: known))")
      }
      self.channels = names
    }
  }
}

extension Setting {
  /// `22:00-06:00`.
  fileprivate func quietHours() throws(ConfigurationError) -> QuietHours {
    let written = try text()
    guard let match = written.wholeMatch(of: #/(\d\d):(\d\d)-(\d\d):(\d\d)/#) else {
      throw error("\"\(written)\" are no hours; write 22:00-06:00")
    }
    let numbers = [match.1, match.2, match.3, match.4].map { Double($0) ?? 99 }
    guard numbers[1] < 60, numbers[3] < 60,
      let hours = QuietHours(
        from: .seconds(numbers[0] * 3600 + numbers[1] * 60), until: .seconds(numbers[2] * 3600 + numbers[3] * 60))
    else { throw error("\"\(written)\" are no hours; write two different times of the day, such as 22:00-06:00") }
    return hours
  }
}

extension ChannelSettings {
  /// A channel of the file.
  init(_ setting: Setting, _ environment: [String: String]) throws(ConfigurationError) {
    let kinds = ["webhook", "alertmanager", "mqtt", "syslog", "command"]
    let members = try setting.members(["name"] + kinds + ["secret", "token", "every", "user", "password", "timeout"])
    let given = kinds.filter { members[$0] != nil }
    guard given.count == 1, let kind = given.first, let place = members[kind] else {
      throw setting.error("each channel is one of \(kinds.joined(separator: ", "))")
    }
    let allowed: [String: Set<String>] = [
      "webhook": ["secret", "token", "timeout"], "alertmanager": ["token", "every", "timeout"],
      "mqtt": ["user", "password", "timeout"], "syslog": [], "command": ["timeout"],
    ]
    for (name, member) in members.sorted(by: { $0.key < $1.key }) where name != "name" && name != kind {
      guard allowed[kind]?.contains(name) == true else { throw member.error("is not for a channel of \(kind)") }
    }
    self.init(name: try members["name"]?.text() ?? kind, kind: .syslog(.local))
    let token = try members["token"].map { token throws(ConfigurationError) in try token.secret(environment) }
    switch kind {
    case "webhook":
      let key = try members["secret"].map { key throws(ConfigurationError) in try key.secret(environment) }
      self.kind = .webhook(try place.address(environment), key: key, token: token)
    case "alertmanager":
      let every = try members["every"]?.duration(in: 1...3600) ?? Self.usualInterval
      self.kind = .alertmanager(try place.address(environment), token: token, every: every)
    case "mqtt":
      let password = try members["password"].map { key throws(ConfigurationError) in try key.secret(environment) }
      let user = try members["user"]?.text()
      if let setting = members["password"], user == nil { throw setting.error("needs a user") }
      self.kind = .mqtt(try place.broker(), user: user, password: password)
    case "syslog": self.kind = .syslog(try place.syslog())
    default:
      let words = try place.textList()
      guard !words.isEmpty else { throw place.error("needs a program") }
      self.kind = .command(words)
    }
    if let setting = members["timeout"] { timeout = try setting.duration(in: 0.1...300) }
  }
}

extension Setting {
  fileprivate func address(_ environment: [String: String]) throws(ConfigurationError) -> Secret {
    let address = try secret(environment)
    do { _ = try ChannelSettings.place(address) } catch { throw self.error("\(error)") }
    return address
  }

  fileprivate func broker() throws(ConfigurationError) -> MQTTAddress {
    let written = try text()
    do { return try MQTTAddress(written) } catch { throw self.error("\(error)") }
  }

  fileprivate func syslog() throws(ConfigurationError) -> ChannelSettings.SyslogPlace {
    let written = try text()
    if written == "local" { return .local }
    guard let match = written.wholeMatch(of: #/udp://([^:/\[\]]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?/#),
      let port = UInt16(match.2 ?? "514"), port > 0
    else { throw error("\"\(written)\" is no log; write local, or udp://host:514") }
    return .host(match.1.filter { $0 != "[" && $0 != "]" }, port: port)
  }
}
