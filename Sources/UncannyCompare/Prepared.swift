internal import Uncanny

/// A film with what it is searched by.
struct Prepared: Sendable {
  let reel: Reel
  /// What is no bar, of each shot.
  let actives: [Part]
  /// The same without the edges of bars: what is compared.
  let inners: [Part]
  /// The structure of each frame, without bars.
  let reliefs: [Relief]
  /// Some frames a second, and at least some of each shot; with the shot that each is of.
  let samples: [(frame: Int, shot: Int)]

  /// Between samples, in seconds.
  private static let spacing = 0.2

  init(_ reel: Reel) {
    self.reel = reel
    let actives = ActivePicture.parts(of: reel)
    let inners = actives.map { $0.inner }
    var reliefs: [Relief] = []
    reliefs.reserveCapacity(reel.count)
    for (shot, inner) in zip(reel.shots, inners) {
      let read = Sampler(inner, columns: 16, rows: 9)
      for frame in shot.frames { reliefs.append(Relief(searching: read(reel.pictures[frame].luma))) }
    }
    samples = reel.shots.enumerated().flatMap { number, shot in
      let most = max(3, Int(Double(shot.frames.count) * reel.interval / Self.spacing))
      return shot.frames.spread(most).filter { !reliefs[$0].isPlain }.map { ($0, number) }
    }
    (self.actives, self.inners, self.reliefs) = (actives, inners, reliefs)
  }

  /// The structure of a part of a frame.
  func relief(of frame: Int, _ part: Part, isMirrored: Bool = false) -> Relief {
    if !isMirrored, part == inners[reel.shot(of: frame)] { return reliefs[frame] }
    let read = Sampler(part, isMirrored: isMirrored, columns: 16, rows: 9)
    return Relief(searching: read(reel.pictures[frame].luma))
  }

  /// What of some frames shows something.
  func textured(_ frames: Range<Int>) -> [Int] { frames.filter { !reliefs[$0].isPlain } }
}

/// A way in which the picture of one film may have been put into the other.
struct Framing: Sendable, Hashable {
  /// How much of the picture without bars is seen, across and down; more than 1 where there is more to be seen.
  var factor = SIMD2(1.0, 1.0)
  var isMirrored = false
  /// Bars lie over the picture instead of beside it.
  var isMatted = false
  /// The picture fills a shape other than its own, and what does not fit in is cut off.
  var isFilled = false

  /// The picture as it is, whatever bars there are.
  static let fitted = Framing()
  /// Bars that lie over the picture.
  static let matted = Framing(isMatted: true)
  /// Left and right exchanged.
  static let mirrored = Framing(isMirrored: true)
  /// Another shape that is filled.
  static let filled = Framing(isFilled: true)
  /// Tried where a shot is not found as it is.
  static let others: [Framing] =
    [.mirrored]
    + [0.87, 0.75, 1 / 0.87, 1 / 0.75].map { Framing(factor: SIMD2($0, $0)) }
    + [0.75, 1 / 0.75].map { Framing(factor: SIMD2($0, 1)) }

  /// - Parameters:
  ///   - b: what is no bar in the second film.
  ///   - a: what is none in the first.
  ///   - shape: how much narrower the picture of the second film is than that of the first, bars included.
  func placement(from b: Part, to a: Part, shape: Double) -> Placement {
    if isMatted { return .identity }
    var factor = factor
    if isFilled {
      let narrower = shape * (b.width / b.height) / (a.width / a.height)
      factor = narrower < 1 ? SIMD2(narrower, 1) : SIMD2(1, 1 / narrower)
    }
    return Placement(from: b, to: a, isMirrored: isMirrored).zoomed(by: factor, about: b)
  }
}
