/// What every detector says of itself, whatever it looks at.
public protocol Described: Sendable {
  static var card: Card { get }
  static var parameters: [Parameter<Self>] { get }
  /// What can be set beside numbers; nothing for most detectors.
  static var texts: [TextParameter<Self>] { get }
  /// What users may hold the film against, by a file; nothing for most detectors.
  static var references: [ReferenceParameter<Self>] { get }

  init()

  /// One sentence for a person; lower case, no full stop.
  static func message(for event: Event) -> String
}

extension Described {
  /// Numbers are all that can be set of most detectors.
  public static var texts: [TextParameter<Self>] { [] }

  /// Most detectors hold the film against itself.
  public static var references: [ReferenceParameter<Self>] { [] }
}

/// Looks at the measurements of one frame after the other and says what it finds.
///
/// A detector is a value: to restart it is to copy the configured one. It knows no output, no other detector, and it
/// leaves to the event tracker when findings become an event.
///
/// Thread: whoever owns the inspector; a detector has no thread of its own.
public protocol Detector: Described {
  /// What must be measured for it. Nothing else may be read.
  static var needs: Features { get }

  /// What is found on this frame; `nil` when the detector cannot tell.
  ///
  /// Called once a frame in stream order. Allocates nothing while there is nothing to report, and never traps whatever
  /// the picture is.
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding?

  /// Why it could not tell so far, where it knows better than its card; lower case, no full stop.
  var doubt: String? { get }
}

extension Detector {
  /// As the card says.
  public var doubt: String? { nil }
}

/// Compares a shot with those before it; otherwise as `Detector`.
///
/// Called when a shot ends, and every second on the shot so far, so that nobody has to wait for its end. It keeps nothing
/// from one call to the next.
///
/// Thread: whoever owns the inspector.
public protocol ShotDetector: Described {
  /// What must be measured for it, beside what every summary takes.
  static var needs: Features { get }

  /// What is found in the shot, at most one finding for each fault; a clean finding where nothing is wrong, nothing at all
  /// where it cannot tell. A finding is about the whole shot unless it has an onset of its own.
  ///
  /// - Parameter earlier: the latest shots before it that have a look, in their order.
  func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding]

  /// Whether the shot was generated, as far as can be said; nothing for most detectors.
  func likelihood(of shot: ShotSummary) -> Likelihood?

  /// What is to be said when the film is over, about all the shots that are remembered; nothing for most detectors.
  func conclude(_ shots: [ShotSummary]) -> Conclusion
}

extension ShotDetector {
  /// Nothing: most detectors are about something else.
  public func likelihood(of shot: ShotSummary) -> Likelihood? { nil }

  /// Nothing: most detectors have said all on the way.
  public func conclude(_ shots: [ShotSummary]) -> Conclusion { Conclusion() }
}

/// Looks at one step of sound after the other; otherwise as `Detector`. Its family is `audio`.
///
/// Thread: whoever owns the sound inspector.
public protocol SoundDetector: Described {
  /// What is found on this step; `nil` when the detector cannot tell.
  ///
  /// Called once a step in stream order. Allocates nothing while there is nothing to report, and never traps whatever
  /// the sound is.
  mutating func inspect(_ measurements: borrowing SoundMeasurements) -> Finding?

  /// What is found when the sound is over, about all of it unless the finding has an onset; `nil` when nothing can be told.
  mutating func conclude(_ measurements: borrowing SoundMeasurements) -> Finding?

  /// What was measured in all, by name with the unit in brackets: it stands in the report whatever the verdict.
  func values(_ measurements: borrowing SoundMeasurements) -> [String: Float]
}

extension SoundDetector {
  /// Nothing: most detectors have said all on the way.
  public mutating func conclude(_ measurements: borrowing SoundMeasurements) -> Finding? { nil }

  /// Nothing beside the evidence.
  public func values(_ measurements: borrowing SoundMeasurements) -> [String: Float] { [:] }
}

/// Tells what a file declares of itself, before anything in it is decoded: a host with files looks, and writes what it
/// finds into the report; there are no events of it.
public protocol FileDetector: Described {}

/// What looks at pictures: frame by frame, or shot by shot.
enum PictureDetector: Sendable {
  case frame(any Detector)
  case shot(any ShotDetector)
  /// Nothing, while the detector that was here looks.
  case away

  /// Why it could not tell so far; `nil` where the card says that.
  var doubt: String? { if case .frame(let detector) = self { detector.doubt } else { nil } }
}
