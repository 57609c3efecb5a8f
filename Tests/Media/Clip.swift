public import GStreamer

/// Media that tests make for themselves.
public enum Clip {
  /// Runs a description to its end, into a file.
  ///
  /// - Parameters:
  ///   - description: the pipeline up to the muxer; the file is put behind it.
  ///   - path: the file.
  ///   - draw: called with each buffer that leaves the element named `draw`, where there is one.
  /// - Throws: the first error of the pipeline.
  public static func write(
    _ description: String, to path: String, draw: (@Sendable (borrowing WritableBuffer) -> Void)? = nil
  ) async throws {
    let pipeline = try Pipeline(parsing: "\(description) ! filesink name=file")
    try pipeline.element(named: "file")?.set("location", to: .string(path))
    if let draw { pipeline.element(named: "draw")?.pad(named: "src")?.onWritableBuffer(draw) }
    try pipeline.start()
    defer { pipeline.stop() }
    for await message in pipeline.messages {
      switch message {
      case .eos: return
      case .error(let error): throw error
      default: break
      }
    }
    throw GStreamerError(message: "\(path) was not finished")
  }

  /// A test picture, coded as H.264 with a key frame every half second.
  public static func picture(
    _ pattern: String = "smpte", frames: Int = 50, width: Int = 320, height: Int = 180, rate: String = "25/1"
  ) -> String {
    "videotestsrc pattern=\(pattern) num-buffers=\(frames) ! video/x-raw,format=I420,width=\(width),height=\(height),"
      + "framerate=\(rate) ! x264enc speed-preset=ultrafast key-int-max=12 threads=1"
  }
}
