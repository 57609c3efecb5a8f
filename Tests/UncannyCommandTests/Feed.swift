import GStreamer

/// A live feed of black, sent as long as it lives.
final class Feed: Sendable {
  private let pipeline: Pipeline

  /// - Parameter sink: takes an MPEG transport stream.
  init(_ sink: String) throws {
    pipeline = try Pipeline(
      parsing: "videotestsrc is-live=true pattern=black ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 "
        + "! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=12 ! h264parse config-interval=-1 "
        + "! mpegtsmux alignment=7 ! \(sink)")
    try pipeline.start()
  }

  func stop() { pipeline.stop() }
}
