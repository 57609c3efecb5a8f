internal import Uncanny

/// The views of a film that show the reference lettering, and the one that the others are aligned to.
struct LetteringCandidates {
  /// Of each shot the views whose reading comes near the reference and whose line lies within the frame.
  var views: [[Candidate]]
  /// The view seen most frontally, sharply and largely.
  var anchor: Candidate
  /// The width of the anchor's line by its height.
  var aspect: Float

  /// A view and how many letters its reading differs from the reference by.
  struct Candidate {
    var view: LetteredView
    var difference: Int
  }

  /// `nil` where no shot reads the reference twice.
  init?(_ shots: [[LetteredView]], reference: String) {
    let wanted = Array(reference.utf8.prefix(Self.mostLetters))
    views = shots.map { views in
      views.prefix(Self.mostViews).compactMap { Self.candidate($0, wanted) }
    }
    let exact = views.map { views in views.filter { $0.difference == 0 } }
    let usual = exact.map { $0.count >= 2 ? median($0.map { Self.aspect($0.view) }) : .nan }
    let frontal = usual.filter { !$0.isNaN }.max() ?? 0
    var best: (score: Float, view: Candidate)?
    for (shot, views) in exact.enumerated() where usual[shot] >= Self.obliqueness * frontal {
      for candidate in views {
        let score = Self.score(candidate.view, usualAspect: usual[shot])
        if score > best?.score ?? -.infinity { best = (score, candidate) }
      }
    }
    guard let best else { return nil }
    anchor = best.view
    aspect = Self.aspect(anchor.view)
  }

  /// More views of a shot than this are not looked at.
  private static let mostViews = 8
  /// Letters of a text that count.
  private static let mostLetters = 64
  /// The share of the greatest aspect below which a shot is seen too obliquely to be the anchor: it would ruin the
  /// wheels of all others.
  private static let obliqueness: Float = 0.85

  private static func candidate(_ view: LetteredView, _ wanted: [UInt8]) -> Candidate? {
    let pixels = view.width.multipliedReportingOverflow(by: view.height)
    let read = Array(view.text.utf8.prefix(mostLetters + 3))
    guard view.width >= 16, view.height >= 16, !pixels.overflow, pixels.partialValue <= view.luma.count,
      view.quad.count == 4, abs(read.count - wanted.count) <= 2, [view.box.least, view.box.most].allSatisfy(isFinite),
      view.quad.allSatisfy({ isFinite($0) && $0.x > view.frame.least.x + 8 && $0.y > view.frame.least.y + 4 }),
      view.quad.allSatisfy({ $0.x < view.frame.most.x - 8 && $0.y < view.frame.most.y - 4 })
    else { return nil }
    let difference = editDistance(read, wanted)
    let shape = aspect(view)
    guard difference <= max(2, wanted.count / 2), shape > 0, shape.isFinite else { return nil }
    return Candidate(view: view, difference: difference)
  }

  private static func isFinite(_ point: SIMD2<Float>) -> Bool { abs(point.x) < 1e5 && abs(point.y) < 1e5 }

  /// The logarithm of how well a view serves as anchor: its line wide, surely read, in good light, its aspect the
  /// shot's usual one.
  private static func score(_ view: LetteredView, usualAspect: Float) -> Float {
    let width = distance(view.quad[0], view.quad[1])
    let light: Float = view.frameMean > 60 ? 1 : 0.5
    return logarithm(width * view.confidence * light) - 8 * abs(logarithm(aspect(view) / usualAspect))
  }

  private static func aspect(_ view: LetteredView) -> Float {
    distance(view.quad[0], view.quad[1]) / distance(view.quad[0], view.quad[3])
  }
}

/// The distance of two points.
func distance(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float { ((a - b) * (a - b)).sum().squareRoot() }
