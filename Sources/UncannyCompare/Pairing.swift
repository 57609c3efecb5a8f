internal import Uncanny

/// Two shots that may show the same, and how the one stands in the other.
struct Pairing: Sendable {
  let a: Reel
  let b: Reel
  /// Of the first film and of the second.
  var shotA: Int
  var shotB: Int
  /// What is no bar of each.
  let activeA: Part
  let activeB: Part
  /// From a picture of the second film to one of the first.
  var placement: Placement
  var line: Line
  /// Of the second film.
  var frames: Range<Int>

  /// What both show, in a picture of the second film.
  func shared(_ placement: Placement) -> Part {
    activeB.inner.intersection(placement.origin(of: activeA.inner)).rounded
  }

  /// Readers of what both show, of the first film and of the second.
  func samplers(_ placement: Placement, columns: Int, rows: Int, coarseness: Int = 1) -> (a: Sampler, b: Sampler) {
    let part = shared(placement)
    return (
      Sampler(
        placement.image(of: part), isMirrored: placement.isMirrored, columns: columns, rows: rows,
        coarseness: coarseness), Sampler(part, columns: columns, rows: rows, coarseness: coarseness)
    )
  }

  /// The frame of the first film that stands beside one of the second; `nil` outside of its shot.
  func partner(of frame: Int) -> Int? {
    let index = a.index(at: line(b.time(of: frame)))
    return a.shots[shotA].frames.contains(index) ? index : nil
  }

  /// Frames that stand beside each other, at most so many, evenly spread.
  func pairs(_ most: Int, of frames: Range<Int>) -> [(a: Int, b: Int)] {
    let inside = frames.filter { partner(of: $0) != nil }
    return (0..<inside.count).spread(most).compactMap { index in
      partner(of: inside[index]).map { ($0, inside[index]) }
    }
  }

  /// The frames of the first film that stand beside some of the second.
  func image(of frames: Range<Int>) -> Range<Int> {
    let shot = a.shots[shotA].frames
    guard let first = frames.first, let last = frames.last else { return shot.lowerBound..<shot.lowerBound }
    let ends = [first, last].map { max(shot.lowerBound, min(shot.upperBound - 1, a.index(at: line(b.time(of: $0))))) }
    return min(ends[0], ends[1])..<max(ends[0], ends[1]) + 1
  }
}
