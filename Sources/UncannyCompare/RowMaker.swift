internal import Uncanny

/// Makes the rows of a comparison of what was found.
struct RowMaker {
  let a: Prepared
  let b: Prepared
  let matches: [Match]
  /// Those of the matches that are in their place.
  let placed: Set<Int>
  /// What looks alike and may be something else.
  let doubtful: [Match]

  /// A run that is from nowhere and no longer than this, in seconds, is a boundary that is not clean.
  private static let unclean = 0.12
  /// Runs that are from elsewhere belong to the shot beside them where no boundary lies within so many frames.
  private static let near = 2

  init(_ a: Prepared, _ b: Prepared, _ matches: [Match], placed: Set<Int>, doubtful: [Match]) {
    (self.a, self.b, self.matches, self.placed, self.doubtful) = (a, b, matches, placed, doubtful)
  }

  /// The whole.
  var comparison: Comparison {
    let pieces = joined(Labels(a, b, matches).pieces)
    let coverage = Coverage(
      a.reel,
      pieces.compactMap { piece in
        piece.match.map { (piece: piece, match: matches[$0]) }
      })
    var rows: [Comparison.Row] = []
    for (number, piece) in pieces.enumerated() {
      if let match = piece.match {
        rows.append(row(piece, match, coverage, extensions(of: number, in: pieces)))
      } else if !isExtension(number, in: pieces), !isUnclean(piece) {
        rows.append(row(new: piece))
      }
    }
    rows = repeats(in: rows)
    rows = MissingRows(a, coverage).added(to: rows)
    return Comparison(rows: rows)
  }

  private func isUnclean(_ piece: Piece) -> Bool {
    Double(piece.frames.count) * b.reel.interval <= Self.unclean && !b.reliefs[piece.frames.lowerBound].isPlain
      && !b.reel.shots.contains { $0.frames == piece.frames }
  }

  /// Pieces of one line become one, though shots were parted in them.
  private func joined(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    for piece in pieces {
      if let last = result.last, let one = last.match, let other = piece.match,
        matches[one].continues(in: matches[other], at: piece.frames.lowerBound)
      {
        result[result.count - 1].frames = last.frames.lowerBound..<piece.frames.upperBound
      } else {
        result.append(piece)
      }
    }
    return result
  }

  private func row(
    _ piece: Piece, _ number: Int, _ coverage: Coverage, _ extensions: (head: Int, tail: Int)
  ) -> Comparison.Row {
    let match = matches[number]
    let described = match.describe(piece.frames)
    let image = match.pairing.image(of: piece.frames)
    let entry = transition(piece, match, image)
    let length = coverage.differences(of: piece, match) + longer(extensions)
    let differences = length + (entry.map { [$0] } ?? []) + described.differences
    let isPlaced = placed.contains(number)
    return Comparison.Row(
      state: isPlaced ? (differences.isEmpty ? .unchanged : .changed) : .moved, shotA: match.pairing.shotA,
      shotB: b.reel.shot(of: (piece.frames.lowerBound + piece.frames.upperBound) / 2), framesA: image,
      framesB: piece.frames, differences: differences, likeness: described.likeness, isTimed: match.isTimed)
  }

  /// Where both begin a shot, and one of them gradually.
  private func transition(_ piece: Piece, _ match: Match, _ image: Range<Int>) -> Difference? {
    func entry(_ reel: Reel, _ frame: Int) -> Uncanny.Shot.Transition? {
      let reach = Int(0.6 / reel.interval)
      return reel.shots.filter { abs($0.frames.lowerBound - frame) <= reach }
        .min { abs($0.frames.lowerBound - frame) < abs($1.frames.lowerBound - frame) }?.transition
    }
    let gradual: Set<Uncanny.Shot.Transition> = [.dissolve, .wipe]
    guard let before = entry(a.reel, image.lowerBound), let after = entry(b.reel, piece.frames.lowerBound),
      before != after, !gradual.isDisjoint(with: [before, after]), before != .start, after != .start
    else { return nil }
    return .transition(before: before, after: after)
  }

  private func row(new piece: Piece) -> Comparison.Row {
    let shot = b.reel.shot(of: (piece.frames.lowerBound + piece.frames.upperBound) / 2)
    let isPlain = b.reliefs[piece.frames.lowerBound].isPlain
    var row = Comparison.Row(state: .new, shotB: shot, framesB: piece.frames, isPlain: isPlain)
    let alike = doubtful.filter { $0.pairing.shotB == shot && $0.frames.overlaps(piece.frames) }
      .max { $0.evidence.agreement < $1.evidence.agreement }
    if let alike, !isPlain {
      row.state = .undecided
      row.shotA = alike.pairing.shotA
      row.reason = "it looks like shot \(alike.pairing.shotA + 1), but what moves in it agrees only in part"
    } else if !isPlain, b.textured(piece.frames).count < 2 {
      row.state = .undecided
      row.reason = "it is too short to be found again"
    }
    return row
  }

  /// Frames from nowhere on either side of a piece that belong to its shot.
  private func extensions(of number: Int, in pieces: [Piece]) -> (head: Int, tail: Int) {
    let head = number > 0 && owner(of: number - 1, in: pieces) == number ? pieces[number - 1].frames.count : 0
    let tail =
      number + 1 < pieces.count && owner(of: number + 1, in: pieces) == number ? pieces[number + 1].frames.count : 0
    return (head, tail)
  }

  private func longer(_ extensions: (head: Int, tail: Int)) -> [Difference] {
    (extensions.head > 0 ? [.extendedHead(frames: extensions.head)] : [])
      + (extensions.tail > 0 ? [.extendedTail(frames: extensions.tail)] : [])
  }

  private func isExtension(_ number: Int, in pieces: [Piece]) -> Bool { owner(of: number, in: pieces) != nil }

  /// The piece beside one from nowhere that it is of one shot with.
  private func owner(of number: Int, in pieces: [Piece]) -> Int? {
    let piece = pieces[number]
    guard piece.match == nil, !isUnclean(piece), !b.reliefs[piece.frames.lowerBound].isPlain else { return nil }
    func isBoundary(_ frame: Int) -> Bool {
      b.reel.shots.contains { abs($0.frames.lowerBound - frame) <= Self.near }
    }
    if number > 0, pieces[number - 1].match != nil, !isBoundary(piece.frames.lowerBound) { return number - 1 }
    if number + 1 < pieces.count, pieces[number + 1].match != nil, !isBoundary(piece.frames.upperBound) {
      return number + 1
    }
    return nil
  }

  /// What has moved and is also where it was is there once more.
  private func repeats(in rows: [Comparison.Row]) -> [Comparison.Row] {
    var rows = rows
    var taken = rows.filter { $0.isPlaced }.compactMap { $0.framesA }
    for index in rows.indices where rows[index].state == .moved {
      guard let image = rows[index].framesA else { continue }
      let covered = taken.map { image.clamped(to: $0).count }.max() ?? 0
      if covered * 2 > image.count { rows[index].state = .repeated } else { taken.append(image) }
    }
    return rows
  }
}

extension Match {
  /// Whether another match goes on where this one ends: the same shot, speed, framing and offset.
  fileprivate func continues(in other: Match, at frame: Int) -> Bool {
    let (one, two) = (pairing, other.pairing)
    let time = one.b.time(of: frame)
    return one.shotA == two.shotA && one.placement.isMirrored == two.placement.isMirrored
      && abs(one.line.ratio - two.line.ratio) < 0.02
      && abs(one.line(time) - two.line(time)) < (isTimed && other.isTimed ? 1.2 : 3) * one.a.interval
  }
}
