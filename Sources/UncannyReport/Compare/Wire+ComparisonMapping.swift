public import UncannyCompare

extension Wire.Comparison {
  /// What a comparison says, in the terms of the format.
  ///
  /// - Parameters:
  ///   - comparison: of the two films.
  ///   - first: the film as it was.
  ///   - second: the film as it is.
  ///   - a: what is known of the file of the first.
  ///   - b: what is known of the file of the second.
  public init(
    _ comparison: UncannyCompare.Comparison, of first: Reel, and second: Reel, tool: Wire.Tool, a: Wire.Media,
    b: Wire.Media
  ) {
    let rows = comparison.rows.map { Row($0, first, second) }
    self.init(tool: tool, a: a, b: b, common: Difference.common(to: rows), shots: rows)
  }
}

extension Wire.Comparison.Row {
  init(_ row: UncannyCompare.Comparison.Row, _ first: Reel, _ second: Reel) {
    let a = row.framesA.map { Wire.Comparison.Span($0, shot: row.shotA ?? 0, of: first) }
    let b = row.framesB.map { Wire.Comparison.Span($0, shot: row.shotB ?? 0, of: second) }
    let differences = row.differences.map { Wire.Comparison.Difference($0, of: second) }
    let isBoth = a != nil && b != nil
    let hasOneRate = abs(first.interval / second.interval - 1) < 0.002
    self.init(
      state: Wire.Comparison.State(row.state), a: a, b: b,
      offset: a.flatMap { a in b.map { $0.start - a.start } },
      offsetFrames: hasOneRate ? a.flatMap { a in b.map { $0.startFrame - a.startFrame } } : nil,
      timed: isBoth ? row.isTimed : nil, plain: row.isPlain ? true : nil,
      inPlaceOf: row.inPlaceOf.isEmpty ? nil : row.inPlaceOf, differences: differences,
      similarity: row.likeness.map { Wire.Comparison.Similarity($0, first, second) },
      message: ComparisonWords.message(of: row, differences))
  }
}

extension Wire.Comparison.Span {
  fileprivate init(_ frames: Range<Int>, shot: Int, of reel: Reel) {
    self.init(
      shot: shot, startFrame: reel.number(of: frames.lowerBound), endFrame: reel.number(of: frames.upperBound - 1) + 1,
      start: reel.time(of: frames.lowerBound), end: reel.time(of: frames.upperBound))
  }
}

extension Wire.Comparison.Similarity {
  fileprivate init(_ likeness: Likeness, _ first: Reel, _ second: Reel) {
    self.init(
      mean: likeness.mean, worst: likeness.worst, worstFrameA: first.number(of: likeness.worstPartner),
      worstFrameB: second.number(of: likeness.worstFrame), color: likeness.color)
  }
}

extension Wire.Comparison.State {
  fileprivate init(_ state: UncannyCompare.Comparison.State) {
    switch state {
    case .unchanged: self = .unchanged
    case .changed: self = .changed
    case .moved: self = .moved
    case .repeated: self = .repeated
    case .new: self = .new
    case .missing: self = .missing
    case .undecided: self = .undecided
    }
  }
}
