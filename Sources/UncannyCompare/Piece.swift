internal import Uncanny

/// A run of frames of the second film that all stand on one line through the first, or on none.
struct Piece: Sendable, Equatable {
  /// Which of the matches; `nil` for what is nowhere in the first film.
  var match: Int?
  var frames: Range<Int>
}

/// Says of each frame of the second film where in the first it is from, so that a boundary is known to the frame and does
/// not depend on where either film was parted into shots.
struct Labels {
  private let a: Prepared
  private let b: Prepared
  private let matches: [Match]
  private var labels: [Int?]

  /// A frame that agrees by less is from somewhere else: within the run that was found, and beyond it.
  private static let (inside, beyond): (Float, Float) = (0.45, 0.7)
  /// So far beyond it is looked, in seconds.
  private static let reach = 1.0
  /// How much a run counts in its own place.
  private static let home: Float = 0.05
  /// Frames of another picture in the midst of a run, no longer than this many seconds, belong to it.
  private static let flash = 0.15

  init(_ a: Prepared, _ b: Prepared, _ matches: [Match]) {
    (self.a, self.b, self.matches) = (a, b, matches)
    labels = [Int?](repeating: nil, count: b.reel.count)
    var scores = [Float](repeating: 0, count: b.reel.count)
    for (number, match) in matches.enumerated() {
      let reach = Int(Self.reach / b.reel.interval)
      let all = max(0, match.frames.lowerBound - reach)..<min(b.reel.count, match.frames.upperBound + reach)
      for frame in all {
        let isInside = match.frames.contains(frame)
        guard let agreement = match.pairing.agreement(of: frame, a, b),
          agreement >= (isInside ? Self.inside : Self.beyond), agreement + (isInside ? Self.home : 0) > scores[frame]
        else { continue }
        (labels[frame], scores[frame]) = (number, agreement + (isInside ? Self.home : 0))
      }
    }
    spreadThroughDark()
    closeGaps()
  }

  /// In order, without gaps; what is on no line is parted where shots begin, and where it is plain.
  var pieces: [Piece] {
    var pieces: [Piece] = []
    for frame in labels.indices {
      if let last = pieces.last, last.match == labels[frame], !parts(frame) {
        pieces[pieces.count - 1].frames = last.frames.lowerBound..<frame + 1
      } else {
        pieces.append(Piece(match: labels[frame], frames: frame..<frame + 1))
      }
    }
    return pieces
  }

  private func parts(_ frame: Int) -> Bool {
    guard labels[frame] == nil else { return false }
    return b.reel.shots[b.reel.shot(of: frame)].frames.lowerBound == frame
      || b.reliefs[frame].isPlain != b.reliefs[frame - 1].isPlain
  }

  /// A run goes on where both films are plain, and where it fades.
  private mutating func spreadThroughDark() {
    for step in [1, -1] {
      var frame = step > 0 ? 1 : labels.count - 2
      while labels.indices.contains(frame) {
        if labels[frame] == nil, let label = labels[frame - step], goesOn(label, to: frame, from: frame - step) {
          labels[frame] = label
        }
        frame += step
      }
    }
  }

  private func goesOn(_ label: Int, to frame: Int, from last: Int) -> Bool {
    let pairing = matches[label].pairing
    guard b.reliefs[frame].isPlain || isFaint(pairing, frame), let partner = pairing.partner(of: frame),
      let earlier = pairing.partner(of: last)
    else { return false }
    if a.reliefs[partner].isPlain { return true }
    return isFaint(pairing, last) || a.reliefs[earlier].isPlain
  }

  /// Whether a frame has much less contrast than it had in the first film.
  private func isFaint(_ pairing: Pairing, _ frame: Int) -> Bool {
    guard let partner = pairing.partner(of: frame) else { return false }
    let (one, other) = (a.reel.pictures[partner].spread, b.reel.pictures[frame].spread)
    return other < 0.6 * one
  }

  /// What lies for a moment between two runs of one line belongs to it; so does a frame or two at a boundary.
  private mutating func closeGaps() {
    var start = 0
    while start < labels.count {
      guard labels[start] == nil else {
        start += 1
        continue
      }
      var end = start
      while end < labels.count, labels[end] == nil { end += 1 }
      let (before, after) = (start > 0 ? labels[start - 1] : nil, end < labels.count ? labels[end] : nil)
      let isBrief = Double(end - start) * b.reel.interval <= Self.flash
      for frame in start..<end {
        let owner =
          before == after && isBrief ? before : end - start <= 2 ? self.owner(of: frame, [before, after]) : nil
        if let owner { labels[frame] = owner }
      }
      start = end
    }
  }

  private func owner(of frame: Int, _ labels: [Int?]) -> Int? {
    labels.lazy.compactMap { $0 }.first { matches[$0].pairing.partner(of: frame) != nil }
  }
}

extension Signature {
  /// The standard deviation of the luma over the picture, in code values.
  var spread: Float {
    let mean = luma.reduce(Float(0)) { $0 + Float($1) } / Float(luma.count)
    return (luma.reduce(Float(0)) { $0 + (Float($1) - mean) * (Float($1) - mean) } / Float(luma.count)).squareRoot()
  }
}
