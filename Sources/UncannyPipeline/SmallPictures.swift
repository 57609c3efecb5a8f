internal import GStreamer
internal import Uncanny
internal import UncannyOverlay

/// A branch of a watch in which pictures are thinned, made small, held until their results are there, and drawn into.
///
/// They are reduced before anything is drawn, which is cheaper, and the picture that is drawn into is nobody else's.
struct SmallPictures: Sendable {
  /// In front of the names of its elements.
  let name: String
  /// The most frames a second.
  let rate: Int64
  /// The range of widths and heights, in samples, as caps have it.
  let sides: String
  /// So many whole pictures wait before one is dropped.
  let waiting: Int

  /// From raw pictures on.
  var description: String {
    "queue name=\(name)-gate leaky=downstream max-size-buffers=\(waiting) max-size-bytes=0 max-size-time=0 ! videoscale "
      + "! videoconvert ! video/x-raw,format=(string)I420,width=(int)\(sides),height=(int)\(sides),"
      + "pixel-aspect-ratio=(fraction)1/1 ! queue leaky=downstream min-threshold-time=200000000 max-size-time=700000000 "
      + "max-size-buffers=0 max-size-bytes=0 ! identity name=\(name)-draw"
  }

  /// Begins to thin, and to draw what `inspection` finds.
  ///
  /// - Parameter title: what stands in the strip.
  /// - Returns: where the pictures come out.
  @discardableResult
  func connect(_ inspection: Inspection, to pipeline: Pipeline, title: String) -> Pad? {
    let pacer = Pacer(rate: rate)
    pipeline.element(named: "\(name)-gate")?.pad(named: "src")?.letPass { pacer.letsPass($0.pts) }
    let probe = OverlayProbe(inspection, style: Style(), name: title)
    let drawn = pipeline.element(named: "\(name)-draw")?.pad(named: "src")
    drawn?.onWritableBuffer { probe.draw(into: $0) }
    return drawn
  }
}
