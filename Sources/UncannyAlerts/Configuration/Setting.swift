internal import Uncanny
internal import Yams

/// A value of the file, with its place.
struct Setting {
  let node: Node
  let file: String
  /// What it is called, for messages; empty for the whole file.
  let name: String

  var line: Int? { node.mark?.line }

  func error(_ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, message: name.isEmpty ? message : "\(name): \(message)")
  }

  /// The members of a mapping, by name.
  ///
  /// - Parameter known: the names that there are.
  func members(_ known: [String]) throws(ConfigurationError) -> [String: Setting] {
    guard case .mapping(let mapping) = node else { throw error("needs keys: \(known.joined(separator: ", "))") }
    var members: [String: Setting] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? "?"
      guard known.contains(name) else {
        throw ConfigurationError(
          file: file, line: key.mark?.line,
          message: "unknown key \"\(name)\"; \(Spelling.advice(for: name, of: known))")
      }
      members[name] = Setting(node: value, file: file, name: name)
    }
    return members
  }

  /// The members of a mapping whose names are the user's, each text.
  func texts() throws(ConfigurationError) -> [String: String] {
    guard case .mapping(let mapping) = node else { throw error("needs names and values, such as {team: playout}") }
    var texts: [String: String] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_]*/#) != nil else {
        throw ConfigurationError(
          file: file, line: key.mark?.line,
          message: "\(self.name): \"\(name)\" is no name; letters, digits and _ make one")
      }
      texts[name] = try Setting(node: value, file: file, name: name).text()
    }
    return texts
  }

  /// The elements of a list.
  func elements() throws(ConfigurationError) -> [Setting] {
    guard case .sequence(let sequence) = node else { throw error("needs a list") }
    return sequence.map { Setting(node: $0, file: file, name: name) }
  }

  /// Text; a number or a truth value needs quotation marks to be one.
  func text() throws(ConfigurationError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { throw error("needs text") }
    guard scalar.style != .plain || node.tag == Tag(.str) else {
      throw error("needs text; write \"\(scalar.string)\" in quotation marks")
    }
    return scalar.string
  }

  /// One text, or a list of them.
  func textList() throws(ConfigurationError) -> [String] {
    guard case .sequence = node else { return [try text()] }
    var texts: [String] = []
    for element in try elements() { texts.append(try element.text()) }
    return texts
  }

  /// A time with its unit.
  func duration(in range: ClosedRange<Double> = 0...Amounts.longest) throws(ConfigurationError) -> ClockTime {
    let written = node.scalar?.string ?? ""
    guard let time = Amounts.duration(written) else {
      throw error("\"\(written)\" is no duration; write a number with its unit, such as 90s, 5m, 2h or 7d")
    }
    guard range.contains(time.seconds) else {
      let (least, most) = (Amounts.text(.seconds(range.lowerBound)), Amounts.text(.seconds(range.upperBound)))
      throw error("\(written) is out of range; it goes from \(least) to \(most)")
    }
    return time
  }

  /// A size with its unit, in bytes.
  func size(atLeast least: Int64) throws(ConfigurationError) -> Int64 {
    let written = node.scalar?.string ?? ""
    guard let size = Amounts.size(written) else {
      throw error("\"\(written)\" is no size; write a number with its unit, such as 500MB or 2GB")
    }
    guard size >= least else { throw error("\(written) is too little; it needs \(Amounts.text(bytes: least))") }
    return size
  }

  /// The name of a severity.
  func severity() throws(ConfigurationError) -> Severity {
    let word = try text()
    guard let severity = Severity(name: word) else {
      let names = Severity.allCases.map { $0.name }
      throw error("unknown severity \"\(word)\"; \(Spelling.advice(for: word, of: names))")
    }
    return severity
  }

  /// A secret, given as it is or by its place.
  func secret(_ environment: [String: String]) throws(ConfigurationError) -> Secret {
    // what is wrong with it must not be shown
    guard let written = try? text() else { throw error("needs text in quotation marks") }
    do { return try Secret(reading: written, environment: environment) } catch { throw self.error("\(error)") }
  }
}
