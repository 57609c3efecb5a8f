internal import Foundation
internal import GStreamer
internal import Synchronization
public import UncannyReport

/// Small pictures of single frames, taken in a run of their own over an input: it is decoded from its beginning to the
/// last frame that is wanted, and frames are counted as the analysis counts them. So a picture is of the very frame,
/// whatever the container says of its times, and no input need be able to seek.
public enum Stills {
  /// No frame for so long, and what is there has to do.
  private static let patience = Duration.seconds(10)

  /// Takes pictures of an input.
  ///
  /// - Parameter wishes: what is wanted, in any order.
  /// - Returns: JPEGs, and why there are not as many as were asked for.
  public static func take(
    _ wishes: [PictureWish], of input: Input
  ) async -> (pictures: [PictureWish: [UInt8]], trouble: String?) {
    guard !wishes.isEmpty else { return ([:], nil) }
    guard !input.isLive else { return ([:], "a live input cannot be looked at twice for pictures") }
    do throws(GStreamerError) {
      let pipeline = try Pipeline(
        parsing: "\(input.description(withSound: false)) ! \(Route.formats) ! appsink name=stills sync=false "
          + "max-buffers=2 enable-last-sample=false")
      try input.configure(pipeline)
      guard let name = input.decoder, let decoder = pipeline.element(named: name),
        let pictures = pipeline.element(named: "pictures"),
        let sink = pipeline.element(named: "stills").flatMap({ AppSink($0) })
      else { throw GStreamerError.missingElement("appsink") }
      Streams(into: pictures, nil, branch: "").follow(decoder)
      let darkroom = Darkroom(wishes)
      sink.onSample { darkroom.receive($0) }
      let failure = try await pipeline.runs(within: patience, failing: "pictures could not be made") { darkroom.count }
      let (made, missed) = darkroom.result
      return (made, failure ?? missed)
    } catch {
      return ([:], "pictures could not be made: \(Explanation.of(error, about: nil))")
    }
  }
}

/// Where frames become pictures.
///
/// Thread: any; `receive` is called by one streaming thread at a time.
private final class Darkroom: Sendable {
  private struct State: Sendable {
    var frame = 0
    var wanted: [Int: [PictureWish]]
    var pictures: [PictureWish: [UInt8]] = [:]
    var trouble: String?
  }

  private let state: Mutex<State>

  init(_ wishes: [PictureWish]) { state = Mutex(State(wanted: Dictionary(grouping: wishes) { $0.frame })) }

  /// Frames that have come.
  var count: Int { state.withLock { $0.frame } }

  var result: (pictures: [PictureWish: [UInt8]], trouble: String?) { state.withLock { ($0.pictures, $0.trouble) } }

  func receive(_ sample: borrowing Sample) -> FlowResult {
    guard let info = sample.videoInfo else { return .ok }
    let wishes = state.withLock { state in
      defer { state.frame += 1 }
      return state.wanted.removeValue(forKey: state.frame) ?? []
    }
    for wish in wishes {
      let made = Result { try sample.picture(of: wish, info) }
      state.withLock { state in
        switch made {
        case .success(let bytes): state.pictures[wish] = bytes
        case .failure(let error): state.trouble = state.trouble ?? "pictures could not be made: \(error)"
        }
      }
    }
    return state.withLock { $0.wanted.isEmpty } ? .eos : .ok
  }
}

extension Sample {
  fileprivate func picture(of wish: PictureWish, _ info: VideoInfo) throws -> [UInt8] {
    let part = wish.part.map { $0.samples(width: info.width, height: info.height) }
    let rows = Double(part?.height ?? info.height)
    let across = Double(part?.width ?? info.width) * max(0.1, min(10, info.pixelAspect.value))
    let scale = min(1, Double(wish.longest) / max(1, rows, across))
    func side(_ length: Double) -> Int { max(2, Int(exactly: (length * scale).rounded()) ?? 2) }
    let text = "image/jpeg,width=(int)\(side(across)),height=(int)\(side(rows)),pixel-aspect-ratio=(fraction)1/1"
    guard let caps = Caps(text) else { throw GStreamerError(message: "no caps: \(text)") }
    return try picture(as: caps, of: part)
  }
}

extension PictureWish.Part {
  /// In whole samples, within the picture and at least two each way.
  fileprivate func samples(width: Int, height: Int) -> Sample.Part {
    func span(_ start: Double, _ length: Double, in all: Int) -> (Int, Int) {
      let first = min(max(0, all - 2), Int(exactly: (start * Double(all)).rounded(.down)) ?? 0)
      let count = Int(exactly: (length * Double(all)).rounded(.up)) ?? all
      return (max(0, first), max(min(2, all), min(all - first, count)))
    }
    let (left, across) = span(x, self.width, in: width)
    let (top, rows) = span(y, self.height, in: height)
    return Sample.Part(left: left, top: top, width: across, height: rows)
  }
}
