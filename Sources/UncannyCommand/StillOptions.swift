internal import ArgumentParser
internal import Foundation
internal import UncannyPipeline
internal import UncannyReport

/// Where pictures of the events go.
struct StillOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the worst frame of each event into this folder, as JPEG named by frame and fault.",
      discussion: "The input is decoded a second time for them.", valueName: "folder"))
  var stills: String?

  /// Writes them; events of sound have none.
  ///
  /// - Throws: `WriteError`.
  func write(_ report: Wire.Report, of input: Input) async throws {
    guard let stills else { return }
    do { try FileManager.default.createDirectory(atPath: stills, withIntermediateDirectories: true) } catch {
      throw WriteError(path: stills)
    }
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
