/// How much each detector counts when clips are judged, as a user sets it.
///
/// The grammar: entries separated by commas, `morph=2,blockiness=0`; a name is a detector's id or a dotted fault, and the
/// longer one decides. What is not named counts 1.
public struct TriageWeights: Sendable, Equatable {
  /// By detector or fault, 0...100.
  public private(set) var factors: [String: Double]

  /// Everything counts 1.
  public init() { factors = [:] }

  /// - Parameter names: the detectors that there are, by id.
  /// - Throws: `TriageWeightsError` for the first entry that is not understood.
  public init(parsing text: String, names: Set<String>) throws(TriageWeightsError) {
    factors = [:]
    for entry in text.split(separator: ",") {
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
      guard parts.count == 2, let factor = Double(parts[1]), (0...100).contains(factor) else {
        throw .malformed(String(entry))
      }
      guard let detector = parts[0].split(separator: ".").first, names.contains(String(detector)) else {
        throw .unknown(parts[0])
      }
      factors[parts[0]] = factor
    }
  }

  /// What a fault counts.
  public func factor(of fault: String) -> Double {
    factors[fault] ?? fault.split(separator: ".").first.flatMap { factors[String($0)] } ?? 1
  }
}

/// Why weights were not understood.
public enum TriageWeightsError: Error, Equatable, CustomStringConvertible {
  /// No name, no number, or a number outside of 0...100.
  case malformed(String)
  /// There is no such detector.
  case unknown(String)

  public var description: String {
    switch self {
    case .malformed(let entry): "\"\(entry)\" is not NAME=FACTOR with a factor of 0 to 100"
    case .unknown(let name): "there is no detector \"\(name)\"; see 'uncanny list'"
    }
  }
}
