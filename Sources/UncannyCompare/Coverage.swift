internal import Uncanny

/// Which frames of the first film are in the second.
struct Coverage {
  private let reel: Reel
  /// By shot of the first film, in its order.
  private let parts: [[(image: Range<Int>, piece: Piece)]]
  private let isCovered: [Bool]

  init(_ reel: Reel, _ pieces: [(piece: Piece, match: Match)]) {
    self.reel = reel
    var parts = [[(image: Range<Int>, piece: Piece)]](repeating: [], count: reel.shots.count)
    var isCovered = [Bool](repeating: false, count: reel.count)
    for (piece, match) in pieces {
      let image = match.pairing.image(of: piece.frames)
      parts[match.pairing.shotA].append((image, piece))
      for frame in image { isCovered[frame] = true }
    }
    self.parts = parts.map { $0.sorted { $0.image.lowerBound < $1.image.lowerBound } }
    self.isCovered = isCovered
  }

  /// What is missing of the shot that a piece is from, told with the part beside which it is missing; and that it is a part.
  func differences(of piece: Piece, _ match: Match) -> [Difference] {
    let shot = reel.shots[match.pairing.shotA].frames
    let parts = parts[match.pairing.shotA]
    guard let place = parts.firstIndex(where: { $0.piece == piece }) else { return [] }
    let image = parts[place].image
    let ratio = abs(match.pairing.line.ratio)
    // with other rates, or speeds, a frame at the edge may have no frame beside it
    let isOneToOne = abs(ratio * match.pairing.b.interval / reel.interval - 1) < 0.002
    let margin = isOneToOne ? 0 : Int((ratio * match.pairing.b.interval / reel.interval).rounded(.up))
    var found: [Difference] = []
    let earlier = parts[..<place].map { $0.image.upperBound }.max()
    let head = image.lowerBound - (earlier ?? shot.lowerBound)
    if head > margin { found.append(earlier == nil ? .trimmedHead(frames: head) : .cutOut(frames: head)) }
    let later = parts[(place + 1)...].contains { $0.image.upperBound > image.upperBound }
    let tail = shot.upperBound - image.upperBound
    if !later, tail > margin { found.append(.trimmedTail(frames: tail)) }
    let separate = parts.filter { !$0.image.overlaps(image) || $0.piece == piece }
    if separate.count > 1, let number = separate.firstIndex(where: { $0.piece == piece }) {
      found.append(.split(part: number + 1, of: separate.count))
    }
    return found
  }

  /// Whole shots that are not in the second film, and plain runs that are not.
  var missing: [(shot: Int, frames: Range<Int>)] {
    reel.shots.enumerated().compactMap { number, shot in
      shot.frames.contains { isCovered[$0] } ? nil : (number, shot.frames)
    }
  }
}

/// Puts what is missing where it was.
struct MissingRows {
  private let a: Prepared
  private let coverage: Coverage

  init(_ a: Prepared, _ coverage: Coverage) { (self.a, self.coverage) = (a, coverage) }

  func added(to rows: [Comparison.Row]) -> [Comparison.Row] {
    var rows = rows
    for (shot, frames) in coverage.missing {
      let isPlain = a.textured(frames).isEmpty
      let place = rows.firstIndex { row in row.isPlaced && (row.framesA?.lowerBound ?? 0) > frames.lowerBound }
      let end = place ?? rows.count
      let start = (rows[..<end].lastIndex { $0.isPlaced } ?? -1) + 1
      if isPlain,
        let twin = rows[start..<end].firstIndex(where: { $0.isPlain && $0.framesA == nil && $0.state == .new })
      {
        rows[twin].shotA = shot
        rows[twin].framesA = frames
        let excess = (rows[twin].framesB?.count ?? 0) - frames.count
        rows[twin].state = excess == 0 ? .unchanged : .changed
        if excess > 0 { rows[twin].differences = [.extendedTail(frames: excess)] }
        if excess < 0 { rows[twin].differences = [.trimmedTail(frames: -excess)] }
        continue
      }
      var row = Comparison.Row(state: .missing, shotA: shot, framesA: frames, isPlain: isPlain)
      for index in start..<end where rows[index].state == .new && !rows[index].isPlain && !isPlain {
        if let number = rows[index].shotB, !row.inPlaceOf.contains(number) { row.inPlaceOf.append(number) }
        rows[index].inPlaceOf.append(shot)
      }
      rows.insert(row, at: end)
    }
    return rows
  }
}

extension Comparison.Row {
  /// Whether it stands where it stood.
  var isPlaced: Bool { state == .unchanged || state == .changed }
}
