/// What a detector says about itself: the one source of the listing, the manual, the plan grammar and the report.
public struct Card: Sendable {
  /// What kind of fault it is, for listings and filters.
  public enum Family: String, Sendable, CaseIterable { case signal, continuity, origin, audio, stream }
  /// What a detector's memory belongs to: at a cut, a detector of scope `shot` begins anew; one of scope `film` holds a
  /// shot against the others; one of scope `program` judges at the end, about all.
  public enum Scope: String, Sendable { case stream, shot, film, program }

  /// One thing that a detector tells apart.
  public struct Fault: Sendable, Equatable {
    /// The part after the dot, or `nil` for a detector of a single fault.
    public var name: String?
    /// A few words; lower case, no full stop.
    public var title: String
    /// Where it differs from the card's.
    public var severity: Escalation?
    /// How much later than its onset it can be known, where that differs from the card's.
    public var delay: ClockTime?
    /// The names of the numbers in its findings, where they differ from the card's.
    public var evidence: [String]?
    /// Whether it is about a reference: a shot that differs from that may still be a measure for others.
    public var isAboutReference: Bool

    public init(
      _ name: String? = nil, title: String, severity: Escalation? = nil, delay: ClockTime? = nil,
      evidence: [String]? = nil, isAboutReference: Bool = false
    ) {
      self.name = name
      self.title = title
      self.severity = severity
      self.delay = delay
      self.evidence = evidence
      self.isAboutReference = isAboutReference
    }
  }

  /// Stable, kebab-case: how everybody names the detector.
  public var id: String
  public var family: Family
  /// A few words for a listing; lower case, no full stop.
  public var title: String
  /// At least one; a finding names one by its index.
  public var faults: [Fault]
  /// Of every fault that has none of its own.
  public var severity: Escalation
  public var scope: Scope
  /// How much later than its onset a fault can be known, at most.
  public var delay: ClockTime
  public var hysteresis: Hysteresis
  /// The names of the numbers in `Finding.evidence`, at most four, with their units in brackets.
  public var evidence: [String]
  /// What it sees.
  public var sees: String
  /// Why that matters.
  public var why: String
  /// How it works, and how its numbers were found.
  public var method: String
  /// Where it fails.
  public var limits: String
  /// Why it could not decide, when it never could tell; lower case, no full stop.
  public var undecided: String
  /// Standards and papers, most important first.
  public var references: [String]

  public init(
    id: String, family: Family, title: String, faults: [Fault], severity: Escalation, scope: Scope = .stream,
    delay: ClockTime, hysteresis: Hysteresis, evidence: [String], sees: String, why: String,
    method: String, limits: String, undecided: String, references: [String]
  ) {
    self.id = id
    self.family = family
    self.title = title
    self.faults = faults
    self.severity = severity
    self.scope = scope
    self.delay = delay
    self.hysteresis = hysteresis
    self.evidence = evidence
    self.sees = sees
    self.why = why
    self.method = method
    self.limits = limits
    self.undecided = undecided
    self.references = references
  }

  /// How much later than its onset the fault of that dotted name can be known, at most.
  public func delay(of name: String) -> ClockTime {
    faults.indices.first { faultName($0) == name }.flatMap { faults[$0].delay } ?? delay
  }

  /// How the severity of the fault of that dotted name rises.
  public func severity(of name: String) -> Escalation {
    faults.indices.first { faultName($0) == name }.flatMap { faults[$0].severity } ?? severity
  }

  /// Whether the numbers of all its faults have the same names.
  var hasOneEvidence: Bool { faults.allSatisfy { $0.evidence == nil } }

  /// The names of all the numbers that its findings have, each once.
  public var allEvidence: [String] {
    faults.indices.reduce(into: []) { names, fault in
      for name in evidence(ofFault: fault) where !names.contains(name) { names.append(name) }
    }
  }

  /// The names of the numbers in findings of the fault at `index`.
  public func evidence(ofFault index: Int) -> [String] {
    faults.indices.contains(index) ? faults[index].evidence ?? evidence : evidence
  }

  /// The names of the numbers in events of the fault of that dotted name.
  public func evidence(of name: String) -> [String] {
    faults.indices.first { faultName($0) == name }.map { evidence(ofFault: $0) } ?? evidence
  }

  /// The dotted name of the fault at `index`, as it stands in events: `flash.red`, or `black`.
  public func faultName(_ index: Int) -> String {
    guard faults.indices.contains(index), let name = faults[index].name else { return id }
    return "\(id).\(name)"
  }
}
