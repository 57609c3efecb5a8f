internal import Foundation
internal import GStreamer
internal import Synchronization
public import UncannyReport

/// Short clips of an input, coded anew so that each begins and ends at the very frame, without sound.
///
/// The input is decoded from its beginning, and frames are counted as the analysis counts them; twelve clips are written at
/// a time.
public enum Clips {
  private static let patience = Duration.seconds(10)
  private static let atATime = 12

  /// Writes MP4 files into a folder; each has its name once it is whole.
  ///
  /// - Parameter folder: is there.
  /// - Returns: why there are not as many as were asked for.
  public static func take(_ clips: [EventClips.Clip], of input: Input, into folder: String) async -> String? {
    guard !clips.isEmpty else { return nil }
    guard !input.isLive else { return "a live input cannot be looked at twice for clips" }
    var trouble: String?
    for start in stride(from: 0, to: clips.count, by: atATime) {
      let some = Array(clips[start..<min(start + atATime, clips.count)])
      do throws(GStreamerError) {
        trouble = try await write(some, of: input, into: folder) ?? trouble
      } catch { trouble = "clips could not be made: \(Explanation.of(error, about: nil))" }
    }
    return trouble
  }

  private static func write(
    _ clips: [EventClips.Clip], of input: Input, into folder: String
  ) async throws(GStreamerError) -> String? {
    let branches = clips.indices.map { index in
      "cut. ! queue name=gate\(index) max-size-buffers=2 max-size-bytes=0 max-size-time=0 ! \(Output.even) "
        + "! x264enc speed-preset=veryfast pass=qual quantizer=18 ! h264parse ! mp4mux "
        + "! filesink name=file\(index) async=false"
    }
    let pipeline = try Pipeline(
      parsing: "\(input.description(withSound: false)) ! tee name=cut  " + branches.joined(separator: "  "))
    try input.configure(pipeline)
    guard let name = input.decoder, let decoder = pipeline.element(named: name),
      let pictures = pipeline.element(named: "pictures"), let cut = pipeline.element(named: "cut")
    else { throw GStreamerError.missingElement("tee") }
    let reel = Reel(clips.map { $0.frames }) { [weak pipeline] in pipeline?.requestEnd() }
    cut.pad(named: "sink")?.onBuffer { _ in reel.count() }
    for (index, clip) in clips.enumerated() {
      let file = pipeline.element(named: "file\(index)")
      try file?.set("location", to: .string("\(folder)/\(clip.name).mp4.part"))
      file?.pad(named: "sink")?.onBuffer { _ in reel.work() }
      let gate = pipeline.element(named: "gate\(index)")?.pad(named: "sink")
      gate?.letPass { [weak gate] _ in
        switch reel.asks(index) {
        case .wanted: return true
        case .tooEarly: return false
        case .over:
          // its encoder need not keep what it has until all the others are done
          gate?.sendEOS()
          return false
        }
      }
    }
    Streams(into: pictures, nil, branch: "").follow(decoder)
    let failure = try await pipeline.runs(within: patience, failing: "clips could not be made") { reel.done }
    let missing = clips.enumerated().filter { index, clip in
      let whole = "\(folder)/\(clip.name).mp4"
      return !keep("\(whole).part", as: whole, isWhole: failure == nil && reel.has(index))
    }
    if let failure { return failure }
    return missing.isEmpty ? nil : "\(missing.count) clips could not be made: their frames did not come again"
  }

  /// Moves a file to its place, or takes it away; whether it is there.
  private static func keep(_ part: String, as whole: String, isWhole: Bool) -> Bool {
    let files = FileManager.default
    guard isWhole else {
      try? files.removeItem(atPath: part)
      return false
    }
    try? files.removeItem(atPath: whole)
    return (try? files.moveItem(atPath: part, toPath: whole)) != nil
  }
}

/// Counts the frames that come by, and says of each clip whether it wants the latest.
///
/// Thread: any; frames come on one streaming thread.
private final class Reel: Sendable {
  enum Answer { case tooEarly, wanted, over }

  private struct State: Sendable {
    var frame = -1
    var passed: [Int]
    var isClosed: [Bool]
    var work = 0
  }

  private let clips: [Range<Int>]
  private let end: Int
  private let isOver: @Sendable () -> Void
  private let state: Mutex<State>

  /// - Parameter isOver: called once, when no later frame is wanted.
  init(_ clips: [Range<Int>], isOver: @escaping @Sendable () -> Void) {
    self.clips = clips
    end = clips.map { $0.upperBound }.max() ?? 0
    self.isOver = isOver
    state = Mutex(
      State(passed: clips.map { _ in 0 }, isClosed: clips.map { _ in false }))
  }

  /// A number that grows as long as something is done.
  var done: Int { state.withLock { $0.frame + $0.work } }

  /// Whether anything of a clip came by.
  func has(_ clip: Int) -> Bool { state.withLock { $0.passed[clip] > 0 } }

  func count() {
    let frame = state.withLock { state in
      state.frame += 1
      return state.frame
    }
    if frame == end { isOver() }
  }

  func work() { state.withLock { $0.work += 1 } }

  /// What a clip makes of the latest frame; that it is over is said once.
  func asks(_ clip: Int) -> Answer {
    state.withLock { state in
      if clips[clip].contains(state.frame) {
        state.passed[clip] += 1
        return .wanted
      }
      guard state.frame >= clips[clip].upperBound, !state.isClosed[clip] else { return .tooEarly }
      state.isClosed[clip] = true
      return .over
    }
  }
}
