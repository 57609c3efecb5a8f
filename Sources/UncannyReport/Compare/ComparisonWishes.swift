/// Which frames of two films the page of their comparison would like to show.
public struct ComparisonWishes: Sendable, Equatable {
  /// Of the first film.
  public let a: PictureWishes
  /// Of the second.
  public let b: PictureWishes

  /// What differs comes first, where there is not room for all.
  public init(of comparison: Wire.Comparison) {
    let rows = comparison.shots
    let ranked = rows.filter { $0.state != .unchanged } + rows.filter { $0.state == .unchanged }
    let views = ranked.prefix(Self.most).flatMap { $0.views }
    let leftOut = max(0, ranked.count - Self.most)
    a = PictureWishes(views.compactMap { $0.a }.map { PictureWish(view: $0) }, leftOut: leftOut)
    b = PictureWishes(views.compactMap { $0.b }.map { PictureWish(view: $0) }, leftOut: leftOut)
  }

  private static let most = 300
}

extension PictureWish {
  /// A frame as it stands beside that of the other film.
  init(view frame: Int) { self.init(frame: frame, longest: 400) }
}

extension Wire.Comparison.Row {
  /// Frames that are shown beside each other.
  struct View: Sendable, Equatable {
    var title: String
    var a: Int?
    var b: Int?
    /// A part of the second picture that is another one.
    var part: Wire.Comparison.Difference?
  }

  /// A picture from the middle; and where it is not the same, the pair that differs most.
  var views: [View] {
    guard let a, let b else {
      return [
        View(
          title: "middle", a: self.a.map { $0.startFrame + $0.frames / 2 },
          b: self.b.map { $0.startFrame + $0.frames / 2 })
      ]
    }
    if let part = differences.first(where: { $0.kind == .partReplaced }), let start = part.startFrame,
      let end = part.endFrame
    {
      let frame = (start + end) / 2
      return [View(title: "the part", a: partner(of: frame, a, b), b: frame, part: part)]
    }
    let frame = b.startFrame + b.frames / 2
    var views = [View(title: "middle", a: partner(of: frame, a, b), b: frame)]
    if state != .unchanged, let similarity, similarity.worst < similarity.mean - 0.02 {
      views.append(View(title: "least alike", a: similarity.worstFrameA, b: similarity.worstFrameB))
    }
    return views
  }

  /// The frame of the first film beside one of the second: as far into its span.
  private func partner(of frame: Int, _ a: Wire.Comparison.Span, _ b: Wire.Comparison.Span) -> Int {
    let isBackwards = differences.contains { $0.kind == .retimed && ($0.speed ?? 1) < 0 }
    let place = Double(frame - b.startFrame) / Double(max(1, b.frames - 1)) * Double(max(0, a.frames - 1))
    let step = Int(exactly: place.rounded()) ?? 0
    return isBackwards ? a.endFrame - 1 - step : a.startFrame + step
  }
}
