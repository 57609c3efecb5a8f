/// A comparison as a listing for a terminal.
///
///     A  first.mp4  640x360  24 fps  00:00:23.042  553 frames
///     B  second.mp4  640x360  24 fps  00:00:22.667  544 frames
///     state      A  frames   B  frames   offset  alike
///     unchanged  1  0-65     1  0-65          0  0.999
///     changed    4  207-275  4  198-266      -9  1.000  9 frames are missing at its beginning
///     different: 7 unchanged, 1 changed
///
/// Shots count from 1, frames from 0, the last one included. The offset is in frames, or in seconds where the rates differ.
public struct ComparisonTable: Sendable {
  /// What is listed.
  public let comparison: Wire.Comparison
  /// The cells of the terminal's line, to which messages are cut; `nil` for no cutting.
  public var width: Int?
  /// Whether states are colored by ANSI escapes.
  public var isColored: Bool

  /// - Parameter width: cells of a line; `nil` for no cutting.
  public init(_ comparison: Wire.Comparison, width: Int? = nil, isColored: Bool = false) {
    self.comparison = comparison
    self.width = width
    self.isColored = isColored
  }

  /// The listing; ends with a line break.
  public var text: String {
    ([head("A", comparison.a), head("B", comparison.b)] + common + rows + [verdict]).map { $0 + "\n" }.joined()
  }

  private func head(_ name: String, _ media: Wire.Media) -> String {
    Ink.bold.paint("\(name)  \(media.listed)", isColored)
  }

  private var common: [String] {
    comparison.common.map { "all shots: \(ComparisonWords.text(of: $0))" }
  }

  private var rows: [String] {
    let columns = Columns(
      titles: ["state", "A", "frames", "B", "frames", "offset", "alike"], right: [5, 6], inked: 0, width: width,
      isColored: isColored)
    return columns.texts(
      of: comparison.shots.map { row in
        let similarity = row.similarity.map { $0.mean.text(decimals: 3, padded: true) } ?? ""
        return Columns.Line(
          cells: [row.state.rawValue] + place(row.a) + place(row.b) + [offset(row), similarity], ink: Ink(row.state),
          message: row.message)
      })
  }

  private func place(_ span: Wire.Comparison.Span?) -> [String] {
    span.map { ["\($0.shot + 1)", "\($0.startFrame)-\(max($0.startFrame, $0.endFrame - 1))"] } ?? ["-", ""]
  }

  private func offset(_ row: Wire.Comparison.Row) -> String {
    if let frames = row.offsetFrames { return frames > 0 ? "+\(frames)" : "\(frames)" }
    return row.offset.map { ($0 > 0 ? "+" : "") + $0.text(decimals: 3, padded: true) + " s" } ?? ""
  }

  private var verdict: String {
    let ink: Ink =
      switch comparison.verdict {
      case .same: .green
      case .different: .red
      case .undecided: .yellow
      }
    return "\(ink.paint(comparison.verdict.rawValue, isColored)): \(comparison.counted)"
  }

  private typealias Ink = Table.Ink
}

extension Table.Ink {
  fileprivate init(_ state: Wire.Comparison.State) {
    switch state {
    case .unchanged: self = .green
    case .changed, .moved, .repeated: self = .yellow
    case .new: self = .cyan
    case .missing: self = .red
    case .undecided: self = .dim
    }
  }
}

extension Wire.Comparison {
  /// `7 unchanged, 1 changed`.
  var counted: String {
    let parts = State.allCases.compactMap { state in counts[state.rawValue].map { "\($0) \(state.rawValue)" } }
    return parts.isEmpty ? "no shots" : parts.joined(separator: ", ")
  }
}
