internal import Uncanny

/// What is to become of a clip, and why: a sum of points, each of which can be looked at.
///
/// A fault counts `weight x points of its severity x confidence`, once however often it occurs: a clip that is wrong in two
/// places is not twice as useless. From 1 point on a clip is rejected, from a quarter of a point on somebody should look.
/// So one error that is sure rejects, one warning asks for a look, and four faults of the latter kind reject too.
public struct TriageJudgement: Sendable, Equatable {
  /// What is to become of a clip.
  public enum Verdict: String, Sendable, Codable, CaseIterable { case keep, look, reject }

  /// What one fault, or a state of the file, adds.
  public struct Part: Sendable, Equatable, Codable {
    /// The dotted fault, or `unreadable`, `incomplete`, `crash`.
    public let name: String
    /// How much it adds, rounded to thousandths; 1 rejects.
    public let points: Double
  }

  public let verdict: Verdict
  /// The sum of the parts.
  public let points: Double
  /// The heaviest first.
  public let parts: [Part]
  /// One sentence.
  public let reason: String
  /// Where to look, in seconds from the start; `nil` where nothing is to be seen.
  public let time: Double?
  /// Counted from 0.
  public let frame: Int?

  /// Judges what was found in a clip.
  public init(_ digest: ClipDigest, _ weights: TriageWeights = TriageWeights()) {
    let counted = digest.faults.map { fault in
      (fault: fault, points: Self.rounded(weights.factor(of: fault.fault) * Self.points(of: fault)))
    }
    .filter { $0.points > 0 }
    .sorted { ($1.points, $0.fault.fault) < ($0.points, $1.fault.fault) }
    var parts = counted.map { Part(name: $0.fault.fault, points: $0.points) }
    if !digest.isComplete { parts.append(Part(name: "incomplete", points: Self.looked)) }
    let worst = counted.first?.fault
    let state = digest.isComplete ? nil : "the file is damaged or breaks off"
    let others = counted.count > 1 ? "; \((counted.count - 1).text("other fault"))" : ""
    self.init(
      parts: parts, reason: worst.map { $0.message + others } ?? state ?? "nothing found",
      time: worst?.time, frame: worst?.frame)
  }

  /// Judges a clip of which nothing could be looked at.
  ///
  /// - Parameter crashed: whether that is the fault of the analysis; then somebody should look.
  public init(failure: String, crashed: Bool) {
    self.init(
      parts: [Part(name: crashed ? "crash" : "unreadable", points: crashed ? Self.looked : Self.rejected)],
      reason: failure, time: nil, frame: nil)
  }

  private init(parts: [Part], reason: String, time: Double?, frame: Int?) {
    let sum = Self.rounded(parts.reduce(0) { $0 + $1.points })
    verdict = sum >= Self.rejected ? .reject : sum >= Self.looked ? .look : .keep
    points = sum
    self.parts = parts
    self.reason = reason
    self.time = time
    self.frame = frame
  }

  private static let rejected = 1.0
  private static let looked = 0.25

  private static func rounded(_ points: Double) -> Double { (points * 1000).rounded() / 1000 }

  private static func points(of fault: ClipDigest.Fault) -> Double {
    let severity: Double =
      switch fault.severity {
      case .info: 0
      case .warning: 0.4
      case .error: 1.5
      case .critical: 3
      }
    return severity * fault.confidence
  }
}
