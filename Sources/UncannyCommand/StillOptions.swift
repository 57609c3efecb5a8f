internal import ArgumentParser
internal import Foundation
internal import UncannyPipeline
internal import UncannyReport

/// Where pictures and clips of the events go.
struct StillOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the worst frame of each event into this folder, as JPEG named by frame and fault.",
      discussion: "The input is decoded a second time for them.", valueName: "folder"))
  var stills: String?

  @Option(
    help: ArgumentHelp(
      "Write a clip of each event into this folder, a second longer each way, as MP4 named by frame and fault.",
      discussion: "Exact to the frame, coded anew, without sound. The input is decoded once more for each twelve.",
      valueName: "folder"))
  var clips: String?

  /// What is written to, as it is called.
  var places: [(option: String, path: String?)] { [("--stills", stills), ("--clips", clips)] }

  /// Writes them; events of sound have none.
  ///
  /// - Throws: `WriteError`.
  func write(_ report: Wire.Report, of input: Input) async throws {
    if let stills { try await write(report, of: input, stills: stills) }
    guard let clips else { return }
    try make(clips)
    let asked = EventClips(of: report)
    if let trouble = await Clips.take(asked.clips, of: input, into: clips) { Words.say("uncanny: --clips: \(trouble)") }
    if asked.leftOut > 0 { Words.say("uncanny: --clips: \(asked.leftOut) more events have no clip") }
  }

  private func make(_ folder: String) throws {
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw WriteError(path: folder)
    }
  }

  private func write(_ report: Wire.Report, of input: Input, stills: String) async throws {
    try make(stills)
    let asked = EventStills(of: report)
    let (pictures, trouble) = await Stills.take(Array(Set(asked.stills.map { $0.wish })), of: input)
    for still in asked.stills {
      guard let picture = pictures[still.wish] else { continue }
      try WholeFile.write(picture, to: "\(stills)/\(still.name)")
    }
    if let trouble { Words.say("uncanny: --stills: \(trouble)") }
    if asked.leftOut > 0 { Words.say("uncanny: --stills: \(asked.leftOut) more events have no picture") }
  }
}
