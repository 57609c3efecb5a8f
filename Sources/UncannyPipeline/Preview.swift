internal import GStreamer
internal import Uncanny
internal import UncannyOverlay
internal import UncannyReport

/// Small pictures of a feed while it runs, with what was found drawn in: at most 640 samples each way and ten a second.
///
/// They come from a branch of the pipeline that holds each, once it is small, for a fifth of a second, so that its results are there when it
/// is drawn, and drops what there is no time for; the analysis never waits for it.
public struct Preview: Sendable {
  /// One of them.
  public struct Picture: Sendable, Equatable {
    /// A JPEG.
    public var bytes: [UInt8]
    /// The frame that it shows, counted as in events; `nil` where that cannot be said for sure.
    public var frame: Int?
  }

  private let receive: @Sendable (Picture) -> Void

  /// - Parameter receive: called with each picture on a streaming thread; must not wait.
  public init(_ receive: @escaping @Sendable (Picture) -> Void) { self.receive = receive }

  private static let pictures = SmallPictures(name: "preview", rate: 10, sides: "[16,640]", waiting: 2)

  /// From raw pictures on.
  static let branch =
    "\(pictures.description) ! jpegenc quality=80 ! appsink name=preview sync=false async=false qos=false max-buffers=1 drop=true "
    + "enable-last-sample=false"

  /// Begins to take pictures of what `inspection` looks at.
  ///
  /// - Parameter name: what stands in the strip.
  func connect(_ inspection: Inspection, to pipeline: Pipeline, name: String) {
    Self.pictures.connect(inspection, to: pipeline, title: name)
    guard let sink = pipeline.element(named: "preview").flatMap({ AppSink($0) }) else { return }
    let receive = receive
    sink.onSample { sample in
      if let bytes = try? sample.copiedBytes() {
        receive(Picture(bytes: bytes, frame: inspection.arrivals.find(pts: sample.pts)?.frame))
      }
      return .ok
    }
  }
}
