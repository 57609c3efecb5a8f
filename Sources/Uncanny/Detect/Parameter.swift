/// A number that a user may set.
public struct Parameter<Root>: Sendable {
  /// As it is written in a plan.
  public var name: String
  /// Where the value stands; its default is the one of a new detector.
  public var path: any WritableKeyPath<Root, Float> & Sendable
  /// Both ends are allowed, and neither may trap.
  public var range: ClosedRange<Float>
  /// The unit in words, such as `s` or `share of the picture`.
  public var unit: String
  /// What it does, one line, no full stop.
  public var blurb: String

  public init(
    _ name: String, _ path: any WritableKeyPath<Root, Float> & Sendable, in range: ClosedRange<Float>, unit: String,
    _ blurb: String
  ) {
    self.name = name
    self.path = path
    self.range = range
    self.unit = unit
    self.blurb = blurb
  }
}

/// Words that a user may set: letters, digits and spaces, several words joined by `+`.
public struct TextParameter<Root>: Sendable {
  /// As it is written in a plan.
  public var name: String
  /// Where they stand; a new detector has none.
  public var path: any WritableKeyPath<Root, String> & Sendable
  /// What they do, one line, no full stop.
  public var blurb: String

  public init(_ name: String, _ path: any WritableKeyPath<Root, String> & Sendable, _ blurb: String) {
    self.name = name
    self.path = path
    self.blurb = blurb
  }
}

/// A picture that a user may name to hold the film against: looked at as a shot of its own, which is not in the film.
public struct ReferenceParameter<Root>: Sendable {
  /// As it is written in a plan; what follows is the path of a file.
  public var name: String
  /// Where the shot stands; a new detector has none.
  public var path: any WritableKeyPath<Root, ShotSummary?> & Sendable
  /// What it does, one line, no full stop.
  public var blurb: String
  /// Why a shot cannot be held against, lower case, no full stop; `nil` where it can.
  public var objection: @Sendable (ShotSummary) -> String?

  public init(
    _ name: String, _ path: any WritableKeyPath<Root, ShotSummary?> & Sendable, _ blurb: String,
    objection: @escaping @Sendable (ShotSummary) -> String?
  ) {
    self.name = name
    self.path = path
    self.blurb = blurb
    self.objection = objection
  }
}
