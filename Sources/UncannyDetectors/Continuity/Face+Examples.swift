internal import Uncanny
internal import UncannyScenes

extension Face {
  /// Scenes, and a face that is taken to be in them.
  public static let examples = [
    Example("a face grows long within three seconds", still, .event("face.drift", 0..<125, tolerance: 30, late: 10))
      .seeing(face { SIMD3(1, 1 + 0.08 * Float($0), 1) }),
    Example("what is found as a face has no features", still, .event("face.malformed", 0..<125, tolerance: 4))
      .seeing(face(presence: -6) { _ in SIMD3(1, 1, 1) }),
    .nearMiss("a face comes closer", still).seeing(face { SIMD3(repeating: 1 + 0.03 * Float($0)) }),
    .nearMiss("a face too small to judge grows long behind one that stays", still)
      .seeing(both(face { _ in SIMD3(1, 1, 1) }, face(at: 0.8, eyes: 8) { SIMD3(1, 1 + 0.08 * Float($0), 1) })),
    .nearMiss("something that the mesh is not sure of, behind a face that stays", still)
      .seeing(both(face { _ in SIMD3(1, 1, 1) }, face(at: 0.8, presence: 2) { SIMD3(1, 1 + 0.08 * Float($0), 1) })),
  ]

  private static let still = Scene.street(count: 125, pan: 0)

  /// Two faces in one scene.
  private static func both(_ one: [Observations], _ other: [Observations]) -> [Observations] {
    zip(one, other).map { first, second in
      var seen = first
      seen.faces += second.faces
      return seen
    }
  }

  /// A face every fifth frame, stretched as said for each second, in pixels of a small scene.
  private static func face(
    at left: Float = 0.3, eyes: Float = 36, presence: Float = 15, stretched: (_ second: Double) -> SIMD3<Float>
  ) -> [Observations] {
    stride(from: 0, to: 121, by: 5).map { frame in
      let stretch = stretched(Double(frame) / 25)
      let points = (0..<478).map { mask($0) * stretch * eyes + SIMD3(96, 54, 0) }
      let sighting = FaceSighting(
        region: Region(x: left, y: 0.2, width: 0.2, height: 0.6), confidence: 0.9, points: points, presence: presence)
      return Observations(stamp: Stamp(frame: frame, rate: 25), looked: .faces, faces: [sighting])
    }
  }

  /// A point of a mask around zero whose eyes are 1 apart: not like anybody's, but with two sides.
  private static func mask(_ index: Int) -> SIMD3<Float> {
    if let left = rights[index] { return mask(left) * SIMD3(-1, 1, 1) }
    if index == 33 { return SIMD3(-0.5, -0.3, 0) }
    var random = SplitMix(seed: UInt64(index))
    func part() -> Float { Float(random.next() >> 40) / Float(1 << 24) - 0.5 }
    let (x, y) = (part() * 1.4, part() * 1.6)
    return SIMD3(lefts.contains(index) ? -abs(x) - 0.1 : x, y, 0.4 * (x * x + y * y) - 0.3)
  }

  /// From the right point of a pair to the left one.
  private static let rights = [263: 33, 454: 234, 356: 127, 280: 50, 284: 54, 332: 103]
  private static let lefts: Set = [33, 234, 127, 50, 54, 103]

  /// Numbers that look random, after Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
  private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }
}
