extension Wire {
  /// The program that made the report.
  public struct Tool: Sendable, Equatable, Codable {
    /// What the program is called in its reports.
    public enum Name: String, Sendable, Codable { case uncanny }

    /// Always `uncanny`.
    public let name: Name
    /// The version of the program.
    public let version: String
    /// The version of GStreamer it ran on.
    public let gstreamer: String
    /// What the user set, by name. No secrets: they are written as they are.
    public let settings: [String: String]

    /// - Parameter settings: by name; no secrets.
    public init(version: String, gstreamer: String, settings: [String: String] = [:]) {
      name = .uncanny
      self.version = version
      self.gstreamer = gstreamer
      self.settings = settings
    }
  }

  /// What was looked at.
  public struct Media: Sendable, Equatable, Codable {
    /// A URI or path, without credentials.
    public let uri: String
    /// The container in a word, such as `mp4`; `nil` when it is not known, like all below.
    public let container: String?
    /// The codec of the picture in a word, such as `h264`.
    public let videoCodec: String?
    /// The codec of the sound in a word, such as `aac`.
    public let audioCodec: String?
    /// Samples a row of the picture.
    public let width: Int
    /// Rows of the picture.
    public let height: Int
    /// Frames a second.
    public let frameRate: Double?
    /// Whether frames stand for different times.
    public let variableFrameRate: Bool?
    /// Frames that came.
    public let frames: Int
    /// Seconds.
    public let duration: Double?
    /// `false` when the input broke off or was damaged.
    public let complete: Bool?

    /// - Parameters:
    ///   - uri: credentials are taken out here.
    ///   - frameRate: frames a second; a rate that is not positive is not known.
    ///   - duration: seconds; a negative one is not known.
    public init(
      uri: String, container: String? = nil, videoCodec: String? = nil, audioCodec: String? = nil, width: Int,
      height: Int, frameRate: Double? = nil, variableFrameRate: Bool? = nil, frames: Int, duration: Double? = nil,
      complete: Bool? = nil
    ) {
      self.uri = Location.displayed(uri)
      self.container = container
      self.videoCodec = videoCodec
      self.audioCodec = audioCodec
      self.width = width.soundCount
      self.height = height.soundCount
      self.frameRate = frameRate?.sound.flatMap { $0 > 0 ? $0 : nil }
      self.variableFrameRate = variableFrameRate
      self.frames = frames.soundCount
      self.duration = duration?.sound.flatMap { $0 >= 0 ? $0 : nil }
      self.complete = complete
    }

    enum CodingKeys: String, CodingKey {
      case uri, container, width, height, frames, duration, complete
      case videoCodec = "video_codec"
      case audioCodec = "audio_codec"
      case frameRate = "frame_rate"
      case variableFrameRate = "variable_frame_rate"
    }
  }
}
