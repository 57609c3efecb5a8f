extension Wire {
  /// One event as it is written: a line of the live stream, or an element of the report's `events`.
  public struct Event: Sendable, Equatable, Codable {
    /// The version of the format.
    public enum Schema: String, Sendable, Codable { case version1 = "uncanny.event/1" }

    /// Whether the event still lasts.
    public enum State: String, Sendable, Codable { case began, ended }

    /// A rectangle of one frame, in fractions of its width and height, origin top left, clipped to the picture.
    public struct Region: Sendable, Equatable, Codable {
      /// The frame it is on, counted from 0.
      public let frame: Int
      /// The left edge, 0...1.
      public let x: Double
      /// The top edge, 0...1.
      public let y: Double
      /// 0...1, a share of the picture's width.
      public let width: Double
      /// 0...1, a share of the picture's height.
      public let height: Double
      /// What is there, in a word; `nil` when nobody says.
      public let label: String?
    }

    /// What was expected of one thing and what was measured, moment by moment.
    public struct Curve: Sendable, Equatable, Codable {
      /// Which thing, from 1 on; the first ones are those of the regions, in their order.
      public let number: Int
      /// The frames that the moments are about, or the last ones of those.
      public let frames: [Int]
      /// In the unit of the evidence, one for each frame.
      public let expected: [Double]
      /// In the same unit, one for each frame.
      public let measured: [Double]
      /// One standard error of what was measured.
      public let uncertainty: [Double]
    }

    /// Always version 1.
    public let schema: Schema
    /// Unique within the run, the same from begin to end; events of sound have an `a` in front of their number.
    public let id: String
    /// The input, without credentials.
    public let source: String?
    /// Whether it still lasts.
    public let state: State
    /// Kebab-case.
    public let detector: String
    /// What the detector is about.
    public let family: Family
    /// Dotted where the detector tells several faults apart.
    public let fault: String
    /// How much it matters; rises with the length.
    public let severity: Severity
    /// Seconds of stream time of the first frame concerned.
    public let start: Double
    /// Seconds of stream time of the first frame after it; `nil` while it lasts.
    public let end: Double?
    /// The first frame concerned, counted from 0; for sound, the one that is shown then by the frame rate, 0 without pictures.
    public let startFrame: Int
    /// The first frame after it; `nil` while it lasts.
    public let endFrame: Int?
    /// The index of the shot in which it starts; `nil` when that is not known.
    public let shot: Int?
    /// How bad, 0...1.
    public let score: Double
    /// How sure, 0...1.
    public let confidence: Double
    /// One sentence for a person.
    public let message: String
    /// Where, on the worst frame; empty means the whole picture.
    public let regions: [Region]
    /// The numbers behind it by name; the units stand in the detector's documentation.
    public let evidence: [String: Double]
    /// What was expected and what was measured, thing by thing; `nil` for most detectors.
    public let curves: [Curve]?
    /// The time of day when the line was written, ISO 8601; `nil` in a report.
    public let emitted: String?
    /// Milliseconds from the arrival of the frame that completed the evidence to the line; `nil` in a report.
    public let latencyMilliseconds: Double?

    enum CodingKeys: String, CodingKey {
      case schema, id, source, state, detector, family, fault, severity, start, end, shot, score, confidence, message
      case regions, evidence, curves, emitted
      case startFrame = "start_frame"
      case endFrame = "end_frame"
      case latencyMilliseconds = "latency_ms"
    }
  }
}
