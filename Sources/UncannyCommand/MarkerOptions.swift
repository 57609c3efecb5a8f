internal import ArgumentParser
internal import Uncanny
internal import UncannyPipeline
internal import UncannyReport

/// Where markers go, and how their frames are called.
struct MarkerOptions: ParsableArguments {
  @Option(
    name: .customLong("markers"),
    help: ArgumentHelp(
      "Write events and shots as markers for an editor or a player; may be repeated.",
      discussion:
        "The ending says which: .otio, .edl (Resolve, Avid), .xml (Premiere, Resolve), .fcpxml, .csv (Premiere), "
        + ".vtt, .srt, .txt (Audacity), .chapters (FFmpeg), or .frames for the numbers of bad frames. See docs/markers.md.",
      valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the first frame is called in markers: HH:MM:SS:FF, or HH:MM:SS;FF for drop-frame.",
      discussion: "Otherwise the timecode of a MOV or MP4 file that has one, or zero.", valueName: "timecode"))
  var startTimecode: String?

  func validate() throws {
    for file in files {
      do { _ = try MarkerFormat(path: file) } catch { throw ValidationError("--markers: \(error)") }
    }
    if let startTimecode, Timecode.Written(parsing: startTimecode) == nil {
      throw ValidationError("--start-timecode \(startTimecode): write HH:MM:SS:FF, or HH:MM:SS;FF for drop-frame")
    }
  }

  /// What is written to, as it is called.
  var places: [(option: String, path: String?)] { files.map { ("--markers", $0) } }

  /// Writes all files of markers.
  ///
  /// - Throws: `WriteError`; `TimecodeError` when there is no such timecode at the rate of the input.
  func write(_ report: Wire.Report, of input: Input) throws {
    guard !files.isEmpty else { return }
    let list: MarkerList
    if let written = startTimecode.flatMap({ Timecode.Written(parsing: $0) }) {
      list = try MarkerList(report, at: input.location, startingAt: written)
    } else {
      let plain = try MarkerList(report, at: input.location)
      // what a file says may not fit its own rate
      list = (try? MarkerList(report, at: input.location, startingAt: input.startTimecode)) ?? plain
    }
    if let caution = list.caution { Words.say("\(Location.displayed(input.text)): \(caution)") }
    for file in files { try WholeFile.write(try MarkerFormat(path: file).text(of: list), to: file) }
  }
}
