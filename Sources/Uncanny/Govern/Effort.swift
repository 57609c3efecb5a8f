/// How much of a plan a frame gets, where there is too little time for all of it.
///
/// In steps, so that it can be said what is missing: each leaves out what the one before does, and more.
public enum Effort: Int, Sendable, CaseIterable, Comparable {
  /// All of the plan.
  case full
  /// Without learned models, and without what takes as long as they do.
  case unaided
  /// Nothing is followed from frame to frame either.
  case still
  /// Only what takes hardly any time: whether the picture is there, moves, and does not flash.
  case least

  public static func < (a: Effort, b: Effort) -> Bool { a.rawValue < b.rawValue }

  /// What is not measured.
  var omitted: Features {
    switch self {
    case .full: []
    case .unaided: Self.aided
    case .still: Self.aided.union(Self.followed)
    case .least: Features.all.subtracting([.tone, .change, .color])
    }
  }

  private static let aided: Features = [.objects, .faces, .lettering, .texture, .wheels, .traces]
  /// Color comes with what is followed, and takes no time of its own.
  private static let followed = Features.trails.subtracting(.color)

  /// Whether what needs this is left out.
  public func leavesOut(_ needs: Features) -> Bool { !needs.isDisjoint(with: omitted) }

  /// The first that leaves out what needs this; `nil` for what always runs.
  public static func first(leavingOut needs: Features) -> Effort? { allCases.first { $0.leavesOut(needs) } }
}

extension Plan {
  /// The steps in which it can be lightened, all of it first: those that leave out more of it than the one before.
  public var efforts: [Effort] {
    var most = -1
    return Effort.allCases.filter { effort in
      let count = choices.count { effort.leavesOut($0.entry.needs) }
      defer { most = max(most, count) }
      return count > most
    }
  }
}
