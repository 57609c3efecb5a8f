public import Uncanny

extension Wire {
  /// How fast the run was.
  public struct Performance: Sendable, Equatable, Codable {
    /// The distribution of the time from a frame's arrival to its results, in milliseconds.
    public struct Latency: Sendable, Equatable, Codable {
      /// Half of the frames were as fast as this.
      public let p50: Double?
      /// All but one frame in a hundred were as fast as this.
      public let p99: Double?
      /// No frame was slower than this.
      public let max: Double?

      /// Milliseconds; `nil`, and numbers that are none, are left out.
      public init(p50: Double?, p99: Double?, max: Double?) {
        self.p50 = p50?.soundPositive
        self.p99 = p99?.soundPositive
        self.max = max?.soundPositive
      }
    }

    /// What one detector cost.
    public struct Cost: Sendable, Equatable, Codable {
      /// Frames it looked at.
      public let frames: Int
      /// The mean time a frame, in microseconds.
      public let meanMicroseconds: Double?
      /// All but one frame in a hundred took as little as this, in microseconds.
      public let p99Microseconds: Double?

      /// Microseconds a frame; `nil`, and numbers that are none, are left out.
      public init(frames: Int, meanMicroseconds: Double?, p99Microseconds: Double? = nil) {
        self.frames = frames.soundCount
        self.meanMicroseconds = meanMicroseconds?.soundPositive
        self.p99Microseconds = p99Microseconds?.soundPositive
      }

      enum CodingKeys: String, CodingKey {
        case frames
        case meanMicroseconds = "mean_us"
        case p99Microseconds = "p99_us"
      }
    }

    /// Frames that arrived.
    public let framesReceived: Int
    /// Frames that were looked at.
    public let framesAnalyzed: Int
    /// Frames that were left out for lack of time.
    public let framesSkipped: Int
    /// Seconds the run took by the clock on the wall.
    public let wallSeconds: Double
    /// `nil` when it was not measured.
    public let latency: Latency?
    /// By detector; `nil` when it was not measured.
    public let detectors: [String: Cost]?

    /// - Parameters:
    ///   - wall: the time the run took by the clock on the wall.
    ///   - latency: `nil` when it was not measured.
    ///   - detectors: by detector; `nil` when it was not measured.
    public init(
      framesReceived: Int, framesAnalyzed: Int, framesSkipped: Int, wall: ClockTime, latency: Latency? = nil,
      detectors: [String: Cost]? = nil
    ) {
      self.framesReceived = framesReceived.soundCount
      self.framesAnalyzed = framesAnalyzed.soundCount
      self.framesSkipped = framesSkipped.soundCount
      wallSeconds = wall.soundSeconds
      self.latency = latency
      self.detectors = detectors
    }

    enum CodingKeys: String, CodingKey {
      case detectors
      case framesReceived = "frames_received"
      case framesAnalyzed = "frames_analysed"
      case framesSkipped = "frames_skipped"
      case wallSeconds = "wall_seconds"
      case latency = "latency_ms"
    }
  }
}
