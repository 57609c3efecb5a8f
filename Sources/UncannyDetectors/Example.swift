public import Uncanny
public import UncannyScenes

/// A scene, and what a detector must say about it: a test and a piece of its documentation.
public struct Example: Sendable {
  /// What happens, in a few words.
  public var title: String
  public var scene: Scene
  /// All that the detector reports, in the order in which it begins; empty for a near miss.
  public var events: [Expectation]
  /// What models saw in it; a stamp counts by its frame alone, and gets the times that the scene is shown with.
  public private(set) var observations: [Observations] = []
  /// How the detector is set, as in a plan: `expect=WORD`, several joined by colons; empty for as it comes.
  public private(set) var settings = ""
  /// What the film is held against; `nil` for itself.
  public private(set) var reference: Scene?

  /// An example that a detector must see.
  public init(_ title: String, _ scene: Scene, _ events: Expectation...) {
    self.title = title
    self.scene = scene
    self.events = events
  }

  /// An example that comes close, and must be let pass.
  public static func nearMiss(_ title: String, _ scene: Scene) -> Example { Example(title, scene) }

  /// The same example with what models are taken to see in it: a scene of this size has nothing for them.
  public func seeing(_ observations: [Observations]) -> Example {
    var example = self
    example.observations = observations
    return example
  }

  /// The same example with the detector set otherwise than it comes, as in a plan: `expect=WORD`.
  public func setting(_ settings: String) -> Example {
    var example = self
    example.settings = settings
    return example
  }

  /// The same example with the film held against what another scene shows.
  public func holding(against reference: Scene) -> Example {
    var example = self
    example.reference = reference
    return example
  }

  /// One event that is expected.
  public struct Expectation: Sendable, Equatable {
    /// The dotted name.
    public var fault: String
    /// The frames concerned.
    public var frames: Range<Int>
    /// By how many frames the beginning may be off.
    public var early: Int
    /// By how many frames the end may be off.
    public var late: Int
  }
}

extension Example.Expectation {
  /// A fault in `frames`; both ends may be off by `tolerance`, the end by `late` where that is given.
  public static func event(
    _ fault: String, _ frames: Range<Int>, tolerance: Int = 0, late: Int? = nil
  ) -> Self {
    Self(fault: fault, frames: frames, early: tolerance, late: late ?? tolerance)
  }

  /// Whether `event` is what was expected, in a scene that began at frame `first`.
  public func matches(_ event: Event, from first: Int = 0) -> Bool {
    guard let end = event.end else { return false }
    return event.fault == fault && abs(event.start.frame - first - frames.lowerBound) <= early
      && abs(end.frame - first - frames.upperBound) <= late
  }
}

/// A detector of pictures that shows what it means: at least one hit and one near miss.
public protocol Illustrated: Described {
  /// Scenes in which it finds something, and scenes in which it must not.
  static var examples: [Example] { get }
}

/// A detector of frames with examples.
public protocol Exemplified: Detector, Illustrated {}

/// A detector of shots with examples.
public protocol ExemplifiedShots: ShotDetector, Illustrated {}
