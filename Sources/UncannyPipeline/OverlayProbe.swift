internal import GStreamer
internal import Synchronization
internal import Uncanny
internal import UncannyOverlay

/// Draws what was found on a frame into that frame, on the display branch.
///
/// It never waits: a frame that was not analysed in time is shown without places, with what is known to last.
///
/// Thread: the display branch's streaming thread; `drawn` and `stale` from any.
final class OverlayProbe: Sendable {
  private struct State: Sendable {
    var painter: Painter?
    var drawn = 0
    var stale = 0
  }

  private let inspection: Inspection
  private let style: Style
  private let name: String
  private let state = Mutex(State())

  init(_ inspection: Inspection, style: Style, name: String) {
    self.inspection = inspection
    self.style = style
    self.name = name
  }

  /// Frames that carried the result of their own analysis, and frames that came out before theirs.
  var counts: (exact: Int, stale: Int) { state.withLock { ($0.drawn, $0.stale) } }

  func draw(into buffer: borrowing WritableBuffer) {
    guard let info = buffer.videoInfo, let geometry = info.geometry else { return }
    let frame = inspection.arrivals.find(pts: buffer.pts)?.frame
    let answer = frame.map { inspection.results.answer(for: $0) } ?? .none
    let marks: [Mark]
    switch answer {
    case .exact(let found): marks = found
    case .stale(let found): marks = found
    case .none: marks = []
    }
    let painter = state.withLock { state in
      if case .exact = answer { state.drawn += 1 } else { state.stale += 1 }
      if let painter = state.painter, painter.geometry == geometry { return painter }
      let painter = Painter(geometry: geometry, style: style)
      state.painter = painter
      return painter
    }
    let status = style.showsStrip ? "\(name)  \(frame.map { "frame \($0)" } ?? "")" : nil
    guard !marks.isEmpty || status != nil else { return }
    try? buffer.withMutablePlanes { luma, lumaStride, cb, cr, chromaStride in
      switch info.format {
      case .i420, .i42010le:
        if var canvas = try? Canvas(
          geometry: geometry, luma: luma._mutatingExtracting(...), lumaStride: lumaStride,
          cb: cb._mutatingExtracting(...),
          cr: cr._mutatingExtracting(...), chromaStride: chromaStride)
        {
          painter.draw(marks, status: status, onto: &canvas)
        }
      default:
        if var canvas = try? Canvas(
          geometry: geometry, luma: luma._mutatingExtracting(...), lumaStride: lumaStride,
          interleavedChroma: cb._mutatingExtracting(...),
          chromaStride: chromaStride)
        {
          painter.draw(marks, status: status, onto: &canvas)
        }
      }
    }
  }
}
