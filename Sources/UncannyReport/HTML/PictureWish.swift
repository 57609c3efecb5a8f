/// A picture that a page would like to show: one frame of the input, or a part of it, made small.
public struct PictureWish: Sendable, Hashable {
  /// Counted from 0, as the frames of the report are.
  public var frame: Int
  /// What of it; `nil` for all.
  public var part: Part?
  /// No side of the picture need be longer than this, in samples.
  public var longest: Int

  /// A rectangle in fractions of the picture, from its top left corner; it lies within the picture.
  public struct Part: Sendable, Hashable {
    /// The left edge, 0...1.
    public var x: Double
    /// The top edge, 0...1.
    public var y: Double
    /// 0...1, a share of the picture's width.
    public var width: Double
    /// 0...1, a share of the picture's height.
    public var height: Double

    /// The rectangle with a margin around it, as far as the picture goes.
    init(around region: Wire.Event.Region, margin: Double) {
      x = max(0, region.x - margin * region.width)
      y = max(0, region.y - margin * region.height)
      width = min(1, region.x + region.width * (1 + margin)) - x
      height = min(1, region.y + region.height * (1 + margin)) - y
    }
  }

  /// - Parameter part: `nil` for all of the frame.
  public init(frame: Int, part: Part? = nil, longest: Int) {
    self.frame = frame
    self.part = part
    self.longest = longest
  }
}

/// What a page would like to show of a report, and how much of it it may.
public struct PictureWishes: Sendable, Equatable {
  /// Each once, the most important first.
  public private(set) var wishes: [PictureWish] = []
  /// How many more would be shown if there were no bounds.
  public private(set) var leftOut = 0

  /// Events are shown before, at and after their worst frame, the worst events first; then one picture of each shot,
  /// and one of each appearance of a subject. What is about sound has no picture.
  public init(of report: Wire.Report) {
    guard report.media.frames > 0 else { return }
    let worst = report.worstFirst.filter { $0.family != .audio }
    ask(for: worst, most: Self.mostEvents) { $0.views(in: report).map { $0.wish } }
    ask(for: Self.spread(report.shots, most: Self.mostShots), of: report.shots.count) { [$0.keyWish] }
    ask(for: report.subjects.flatMap { $0.appearances }, most: Self.mostAppearances) { $0.wish.map { [$0] } ?? [] }
  }

  /// - Parameters:
  ///   - wishes: the most important first.
  ///   - leftOut: how many more would be shown.
  init(_ wishes: [PictureWish], leftOut: Int) {
    var known = Set<PictureWish>()
    self.wishes = wishes.filter { known.insert($0).inserted }
    self.leftOut = leftOut
  }

  private static let mostEvents = 48
  private static let mostShots = 240
  private static let mostAppearances = 160

  private mutating func ask<Shown>(for shown: [Shown], most: Int, _ body: (Shown) -> [PictureWish]) {
    ask(for: Array(shown.prefix(most)), of: shown.count, body)
  }

  private mutating func ask<Shown>(for shown: [Shown], of all: Int, _ body: (Shown) -> [PictureWish]) {
    leftOut += all - shown.count
    let known = Set(wishes)
    var added = Set<PictureWish>()
    for wish in shown.flatMap({ body($0) }) where !known.contains(wish) && added.insert(wish).inserted {
      wishes.append(wish)
    }
  }

  /// So many of them, evenly.
  private static func spread<Shown>(_ all: [Shown], most: Int) -> [Shown] {
    all.count <= most ? all : (0..<most).map { all[$0 * all.count / most] }
  }
}

extension Wire.Report {
  /// Its events by severity, those of one severity in their order.
  var worstFirst: [Wire.Event] {
    events.enumerated().sorted { a, b in
      let (left, right) = (a.element.severity.severity, b.element.severity.severity)
      return left != right ? left > right : a.offset < b.offset
    }.map { $0.element }
  }
}

extension Wire.Event {
  /// A picture of an event.
  struct View: Sendable, Equatable {
    /// Before, at or after it.
    enum Place: String { case before, at, after }

    var place: Place
    var frame: Int
    /// Where on it something was found.
    var regions: [Region] = []
    var wish: PictureWish { PictureWish(frame: frame, longest: 480) }
  }

  /// The frame before it, its worst (or, where nobody says which that is, the one in its middle), and the first after
  /// it.
  func views(in report: Wire.Report) -> [View] {
    guard family != .audio, report.media.frames > 0 else { return [] }
    let last = report.media.frames - 1
    let end = endFrame ?? report.media.frames
    let middle = startFrame + max(0, end - 1 - startFrame) / 2
    let places = places(in: report).filter { $0.frame <= last }
    var views: [View] = []
    if startFrame > 0 { views.append(View(place: .before, frame: min(last, startFrame - 1))) }
    views.append(View(place: .at, frame: min(last, places.first?.frame ?? middle), regions: places))
    if end <= last { views.append(View(place: .after, frame: end)) }
    return views
  }

  /// Where it is on a frame of its own. What is only judged when the film is over is told with the last frame of all:
  /// then the subject that stood there says which frame it was.
  private func places(in report: Wire.Report) -> [Region] {
    guard let first = regions.first else { return [] }
    if first.frame >= startFrame, first.frame < endFrame ?? .max { return regions.filter { $0.frame == first.frame } }
    let seen = report.subjects.lazy.flatMap { $0.appearances }.filter { $0.shot == shot }.flatMap { $0.regions }
    return seen.first {
      $0.x == first.x && $0.y == first.y && $0.width == first.width && $0.height == first.height
    }.map { [$0] } ?? []
  }
}

extension Wire.Shot {
  /// The frame in its middle, which no transition touches.
  var keyWish: PictureWish { PictureWish(frame: startFrame + max(0, endFrame - 1 - startFrame) / 2, longest: 256) }
}

extension Wire.Subject.Appearance {
  /// It, where it was seen best, with a little around it; `nil` where nobody says where that is.
  var wish: PictureWish? {
    regions.first.map {
      PictureWish(frame: $0.frame, part: PictureWish.Part(around: $0, margin: 0.08), longest: 320)
    }
  }
}
