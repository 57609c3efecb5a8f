/// Files that a plan holds the film against: the core reads none; a host looks at them, and hands in what they show.
extension Plan {
  /// A file that is held against.
  public struct Reference: Sendable, Hashable {
    /// Of which detector.
    public var detector: String
    /// The parameter's name.
    public var name: String
    public var path: String
  }

  /// The files, in the order of the plan.
  public var references: [Reference] {
    choices.flatMap { choice in
      choice.entry.texts.filter { $0.kind == .file }.compactMap { setting in
        choice.texts[setting.name].map {
          Reference(detector: choice.entry.card.id, name: setting.name, path: $0)
        }
      }
    }
  }

  /// What is needed to look at the files: the detectors that hold something against them, as they come.
  public var forReferences: Plan {
    var plan = self
    plan.choices = choices.filter { choice in references.contains { $0.detector == choice.entry.card.id } }
      .map { Choice(entry: $0.entry) }
    plan.figureInterval = nil
    plan.trace = nil
    return plan
  }

  /// The plan with what its files show.
  ///
  /// - Parameters:
  ///   - shots: by path.
  ///   - skipped: detectors that do not run here: nothing is asked of what they hold against.
  /// - Throws: `PlanError.unfit` for a file that is not among `shots`, or shows nothing that could be held against.
  public func holding(against shots: [String: ShotSummary], skipped: Set<String> = []) throws(PlanError) -> Plan {
    var plan = self
    for reference in references {
      let name = "\(reference.detector):\(reference.name)"
      guard let shot = shots[reference.path] else {
        throw .unfit(reference.path, name: name, why: "has not been looked at")
      }
      guard let index = choices.firstIndex(where: { $0.entry.card.id == reference.detector }) else { continue }
      if !skipped.contains(reference.detector), let why = choices[index].entry.objection(shot, reference.name) {
        throw .unfit(reference.path, name: name, why: why)
      }
      plan.choices[index].references[reference.name] = shot
    }
    return plan
  }

  /// Whether each of its files has been looked at.
  public var isComplete: Bool {
    references.allSatisfy { reference in
      choices.contains { $0.entry.card.id == reference.detector && $0.references[reference.name] != nil }
    }
  }
}
