internal import Uncanny

/// Finds the shots of the second film in the first.
struct Matcher {
  let a: Prepared
  let b: Prepared
  /// Pictures of the first film by what of them is seen, as far as they were needed.
  private var known: [Part: [Int: Relief]] = [:]

  init(_ a: Prepared, _ b: Prepared) { (self.a, self.b) = (a, b) }

  private static let mostSamples = 8
  private static let mostShots = 6
  private static let mostMatches = 4
  /// Pictures that agree by less are of different things.
  private static let threshold: Float = 0.45
  /// Shapes that differ by more are two.
  private static let reshaping = 0.03
  /// Pictures that agree by as much are not mirrored.
  private static let plain: Float = 0.9
  /// Shots are rather whole than better by less than this.
  private static let leeway: Float = 0.02
  /// A match is of at least so much of the frames that are searched for.
  private static let least = 5

  /// How much narrower the picture of the second film is.
  private var shape: Double { b.reel.aspect / a.reel.aspect }
  /// Where some frames of a shot are found, the best first; several where that is open, none where they are not.
  mutating func matches(of frames: Range<Int>, shot: Int) -> [Match] {
    var found = search(frames, shot, .fitted, LineSearch.forwards)
    if a.actives.contains(where: { $0 != b.actives[shot] }) {
      found += search(frames, shot, .matted, LineSearch.forwards)
    }
    if abs(shape - 1) > Self.reshaping { found += search(frames, shot, .filled, LineSearch.forwards) }
    // what is nearly as much to the left as to the right is like its mirror image
    if found.contains(where: { $0.evidence.isSame }), !found.contains(where: { $0.evidence.agreement >= Self.plain }) {
      found += search(frames, shot, .mirrored, LineSearch.forwards)
    } else if !found.contains(where: { $0.evidence.isSame }) {
      for framing in Framing.others {
        found += search(frames, shot, framing, LineSearch.forwards)
        if found.contains(where: { $0.evidence.isSame && $0.evidence.agreement >= 0.75 }) { break }
      }
    }
    if !found.contains(where: { $0.evidence.isSame }) {
      found += search(frames, shot, .fitted, LineSearch.forwards.map { -$0 })
    }
    return found.sorted { $0.weight > $1.weight }
  }

  private mutating func search(
    _ frames: Range<Int>, _ shot: Int, _ framing: Framing, _ ratios: [Double]
  ) -> [Match] {
    let textured = b.textured(frames)
    guard textured.count >= min(2, frames.count) else { return [] }
    let samples = (0..<textured.count).spread(Self.mostSamples).map { textured[$0] }
    let picks = (0..<textured.count).spread(LineSearch.mostPicks).map { textured[$0] }
    var lines: [(pairing: Pairing, support: Float)] = []
    for candidate in candidates(samples, shot, framing) {
      var pairing = pairing(candidate, shot, framing, frames)
      let part = pairing.shared(pairing.placement)
      let seen = pairing.placement.image(of: part).rounded
      let chosen = picks.map { (b.reel.time(of: $0), b.relief(of: $0, part)) }
      let found = LineSearch.best(
        of: chosen, in: a.reel.shots[candidate].frames, of: a.reel, ratios: ratios
      ) { a.relief(of: $0, seen, isMirrored: framing.isMirrored) }
      guard let found else { continue }
      pairing.line = found.line
      lines.append((pairing, found.support))
    }
    let best = lines.map { $0.support }.max() ?? 0
    let kept = lines.filter { $0.support >= best / 2 }.sorted { $0.support > $1.support }.prefix(Self.mostMatches)
    return kept.compactMap { settle(whole: $0.pairing) }
  }

  /// Settles it, and where the picture is framed otherwise and both shots have as many frames, also as if both were whole: a
  /// camera that comes nearer looks a little later like a picture that is seen from nearer.
  private func settle(whole rough: Pairing) -> Match? {
    guard let found = settle(rough) else { return nil }
    let (one, other) = (a.reel.shots[rough.shotA].frames, b.reel.shots[rough.shotB].frames)
    guard found.pairing.placement != rough.placement, one.count == other.count, found.image != one,
      found.pairing.line.ratio > 0, rough.frames == other
    else { return found }
    var pairing = rough
    pairing.line = Line(
      ratio: pairing.frameByFrame, from: b.reel.time(of: other.lowerBound),
      to: a.reel.time(of: one.lowerBound))
    guard let whole = settle(pairing), whole.image == one else { return found }
    return whole.evidence.agreement >= found.evidence.agreement - Self.leeway ? whole : found
  }

  /// Finds placement, frames and evidence once the line is roughly known; `nil` where little is left.
  private func settle(_ rough: Pairing) -> Match? {
    var pairing = rough
    guard pairing.narrow(a, b) else { return nil }
    pairing.register()
    var isTimed = pairing.time()
    if pairing.placement != rough.placement {
      pairing.register()
      isTimed = pairing.time()
    }
    pairing.frames = rough.frames
    guard pairing.narrow(a, b), pairing.frames.count * Self.least >= rough.frames.count else { return nil }
    let evidence = pairing.evidence()
    guard evidence.isSame || evidence.isDoubtful else { return nil }
    return Match(pairing: pairing, evidence: evidence, isTimed: isTimed)
  }

  private func pairing(_ shotA: Int, _ shot: Int, _ framing: Framing, _ frames: Range<Int>) -> Pairing {
    let (activeA, activeB) = (a.actives[shotA], b.actives[shot])
    return Pairing(
      a: a.reel, b: b.reel, shotA: shotA, shotB: shot, activeA: activeA, activeB: activeB,
      placement: framing.placement(from: activeB, to: activeA, shape: shape), line: Line(ratio: 1, from: 0, to: 0),
      frames: frames)
  }

  /// Shots of the first film that look like some frames of the second, the likeliest first.
  private mutating func candidates(_ samples: [Int], _ shot: Int, _ framing: Framing) -> [Int] {
    var best = [[Float]](repeating: [Float](repeating: 0, count: samples.count), count: a.reel.shots.count)
    let active = b.actives[shot]
    var own: [Part: [Relief]] = [:]
    for sample in a.samples {
      let placement = framing.placement(from: active, to: a.actives[sample.shot], shape: shape)
      let part = b.inners[shot].intersection(placement.origin(of: a.inners[sample.shot])).rounded
      let mirrored = framing.isMirrored
      let reliefs = own[part] ?? samples.map { b.relief(of: $0, part, isMirrored: mirrored) }
      own[part] = reliefs
      let other = relief(of: sample.frame, placement.image(of: part).rounded)
      for (place, relief) in reliefs.enumerated() {
        best[sample.shot][place] = max(best[sample.shot][place], relief.correlation(with: other))
      }
    }
    let half = max(1, (samples.count + 1) / 2)
    let scores = best.map { row in row.sorted(by: >).prefix(half).reduce(0, +) / Float(half) }
    return scores.indices.filter { scores[$0] >= Self.threshold }.sorted { scores[$0] > scores[$1] }
      .prefix(Self.mostShots).map { $0 }
  }

  private mutating func relief(of frame: Int, _ part: Part) -> Relief {
    if part == a.inners[a.reel.shot(of: frame)] { return a.reliefs[frame] }
    if let relief = known[part]?[frame] { return relief }
    let relief = a.relief(of: frame, part)
    known[part, default: [:]][frame] = relief
    return relief
  }
}

extension Pairing {
  /// How far the structure of frames of the second film is that of those beside them; `nil` where none is.
  func agreement(of frame: Int, _ a: Prepared, _ b: Prepared) -> Float? {
    guard let partner = partner(of: frame) else { return nil }
    let part = shared(placement)
    let one = a.relief(of: partner, placement.image(of: part).rounded, isMirrored: placement.isMirrored)
    return one.correlation(with: b.relief(of: frame, part))
  }

  /// Keeps the run of frames that agree; `false` where there are none.
  mutating func narrow(_ a: Prepared, _ b: Prepared) -> Bool {
    var (best, sum): (Float, Float) = (0, 0)
    var (start, found) = (frames.lowerBound, frames.lowerBound..<frames.lowerBound)
    for frame in frames {
      sum += (agreement(of: frame, a, b) ?? 0) - 0.5
      if sum <= 0 { (sum, start) = (0, frame + 1) }
      if sum > best { (best, found) = (sum, start..<frame + 1) }
    }
    guard found.count >= min(2, frames.count) else { return false }
    frames = found
    return true
  }
}
