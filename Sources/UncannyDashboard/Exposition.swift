/// Metrics as text, in version 0.0.4 of Prometheus's format.
struct Exposition: Sendable {
  /// What a family is.
  enum Kind: String, Sendable { case counter, gauge, histogram }

  /// One number.
  struct Sample: Sendable {
    /// What follows the name of the family: `_bucket`.
    var suffix = ""
    var labels: [(name: StaticString, value: String)] = []
    var value: Double
  }

  private(set) var text = ""

  /// Writes a family; nothing where it has no samples.
  mutating func add(_ name: StaticString, _ kind: Kind, _ help: StaticString, _ samples: [Sample]) {
    guard !samples.isEmpty else { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
      text += "\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(Self.number(sample.value))\n"
    }
  }

  /// Whole numbers without a fraction, so that counters read as such.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  /// The value of a label: whatever an input is called, it ends neither the label nor the line.
  static func escaped(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
