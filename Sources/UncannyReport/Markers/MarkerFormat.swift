/// A kind of file that other programs read markers from.
public enum MarkerFormat: String, Sendable, CaseIterable {
  /// OpenTimelineIO.
  case openTimeline
  /// An edit decision list of CMX 3600 with DaVinci Resolve's markers, and Avid's locators.
  case edl
  /// Final Cut Pro 7, which Premiere and Resolve read.
  case finalCut7
  /// Final Cut Pro.
  case finalCut
  /// Markers as Premiere exports them.
  case premiere
  /// Subtitles for browsers and players.
  case webVTT
  /// Subtitles for players.
  case subRip
  /// Labels of Audacity.
  case audacity
  /// Chapters for FFmpeg: the shots.
  case chapters
  /// The numbers of bad frames, one a line.
  case frames

  /// The endings of file names that mean it, in lower case.
  public var suffixes: [String] {
    switch self {
    case .openTimeline: ["otio"]
    case .edl: ["edl"]
    case .finalCut7: ["xml", "xmeml"]
    case .finalCut: ["fcpxml"]
    case .premiere: ["csv"]
    case .webVTT: ["vtt"]
    case .subRip: ["srt"]
    case .audacity: ["txt"]
    case .chapters: ["chapters", "ffmeta"]
    case .frames: ["frames"]
    }
  }

  /// The format that a file of this name is of.
  ///
  /// - Throws: `MarkerFormatError` where its ending is that of none.
  public init(path: String) throws(MarkerFormatError) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let suffix = name.contains(".") ? name.split(separator: ".").last?.lowercased() ?? "" : ""
    guard let format = Self.allCases.first(where: { $0.suffixes.contains(suffix) }) else {
      throw MarkerFormatError(path: path)
    }
    self = format
  }

  /// The whole text of the file.
  ///
  /// - Throws: never for a list that was made of a report.
  public func text(of list: MarkerList) throws -> String {
    switch self {
    case .openTimeline: try OpenTimeline(list).text
    case .edl: EditDecisionList(list).text
    case .finalCut7: FinalCut7(list).text
    case .finalCut: FinalCut(list).text
    case .premiere: PremiereMarkers(list).text
    case .webVTT: WebVTT(list).text
    case .subRip: SubRip(list).text
    case .audacity: AudacityLabels(list).text
    case .chapters: Chapters(list).text
    case .frames: FrameNumbers(list).text
    }
  }
}

/// A file's name does not say what is wanted.
public struct MarkerFormatError: Error, Equatable, CustomStringConvertible {
  /// The file.
  public var path: String

  public init(path: String) { self.path = path }

  public var description: String {
    let endings = MarkerFormat.allCases.flatMap { $0.suffixes }.map { ".\($0)" }
    return "cannot write markers to \"\(path)\"; a file ends in \(endings.dropLast().joined(separator: ", ")) or "
      + (endings.last ?? "")
  }
}
