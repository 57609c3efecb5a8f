public import Uncanny

/// A place on a timeline that somebody should look at: an event, or the beginning of a shot.
public struct Marker: Sendable, Equatable {
  /// What stands there.
  public enum Kind: Sendable, Equatable {
    /// A shot, entered by a cut, a dissolve, a fade or a wipe, or the first.
    case shot(Wire.Shot.Transition)
    /// An event of this severity.
    case event(Wire.Severity)
  }

  /// What stands there.
  public var kind: Kind
  /// A few words: the fault, or `shot 2`.
  public var name: String
  /// A sentence for a person.
  public var note: String
  /// The frames of the input that are concerned, counted from 0 as they came; at least one, also for what has no length.
  public var frames: Range<Int>
  /// The same on the timeline, in frames of its rate, the first at 0. Other numbers only where the input has no constant rate.
  public var place: Range<Int>
  /// The same as times of the input, the first frame at 0.
  public var times: Range<ClockTime>
  /// Whether it is about sound: its frames are those that are shown meanwhile.
  public var isAboutSound: Bool

  /// Whether it is an event.
  public var isEvent: Bool { severity != nil }

  /// How much the event matters; `nil` for a shot.
  public var severity: Wire.Severity? {
    if case .event(let severity) = kind { severity } else { nil }
  }

  /// In one line: what formats say that have no name, note and color apart.
  var sentence: String {
    switch kind {
    case .shot: "\(name) (\(note))"
    case .event(let severity): "\(severity.rawValue) \(name): \(note)"
    }
  }
}

extension Marker {
  /// How a marker of each kind is colored, in the words of those who draw it.
  struct Color: Sendable, Equatable {
    /// In OpenTimelineIO's `Marker.Color`.
    var timeline: String
    /// After `ResolveColor`.
    var resolve: String
  }

  /// Green for shots; blue, yellow, red and magenta for events, the worse the hotter.
  var color: Color {
    switch kind {
    case .shot: Color(timeline: "GREEN", resolve: "Green")
    case .event(.info): Color(timeline: "BLUE", resolve: "Blue")
    case .event(.warning): Color(timeline: "YELLOW", resolve: "Yellow")
    case .event(.error): Color(timeline: "RED", resolve: "Red")
    case .event(.critical): Color(timeline: "MAGENTA", resolve: "Fuchsia")
    }
  }
}
