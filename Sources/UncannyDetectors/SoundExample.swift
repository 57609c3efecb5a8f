public import Uncanny
public import UncannyScenes

/// A piece of sound, and what a detector must say about it: a test and a piece of its documentation.
public struct SoundExample: Sendable {
  /// What happens, in a few words.
  public var title: String
  /// What is heard.
  public var scene: SoundScene
  /// All that the detector reports, in the order in which it begins; empty for a near miss.
  public var events: [Expectation]

  /// An example that a detector must hear.
  public init(_ title: String, _ scene: SoundScene, _ events: Expectation...) {
    self.title = title
    self.scene = scene
    self.events = events
  }

  /// An example that comes close, and must be let pass.
  public static func nearMiss(_ title: String, _ scene: SoundScene) -> SoundExample { SoundExample(title, scene) }

  /// One event that is expected.
  public struct Expectation: Sendable, Equatable {
    /// The dotted name.
    public var fault: String
    /// In seconds.
    public var times: Range<Double>
    /// By how many seconds the beginning and the end may be off, beside one step of 20 ms.
    public var tolerance: Double
  }
}

extension SoundExample.Expectation {
  /// A fault in `times`; both ends may be off by `tolerance` seconds beside one step.
  public static func event(_ fault: String, _ times: Range<Double>, tolerance: Double = 0) -> Self {
    Self(fault: fault, times: times, tolerance: tolerance)
  }

  /// Whether `event` is what was expected, in a scene that began at `first`.
  public func matches(_ event: Event, from first: ClockTime = .zero) -> Bool {
    guard let end = event.end else { return false }
    // a step that only begins with the fault is not all fault
    let slack = tolerance + 0.0205
    return event.fault == fault && abs((event.start.stream - first).seconds - times.lowerBound) <= slack
      && abs((end.stream - first).seconds - times.upperBound) <= slack
  }
}

/// A detector of sound that shows what it means: at least one hit and one near miss.
public protocol ExemplifiedSound: SoundDetector {
  /// Scenes in which it finds something, and scenes in which it must not.
  static var examples: [SoundExample] { get }
}
