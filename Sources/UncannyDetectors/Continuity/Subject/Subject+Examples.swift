internal import Uncanny
internal import UncannyScenes

extension Subject {
  public static let examples = [
    Example("a red truck that is orange in the third of four shots", film, .event("subject.changed", 90..<135))
      .seeing(truck(hues: [16, 14, 31, 18])),
    Example("a truck whose lettering is another in the second of four shots", film, .event("subject.changed", 45..<90))
      .seeing(truck(words: ["FROSTFUEL", "FRSOTFEUL", "FROSTFUEL", "FROSTFUEL"])),
    .nearMiss("a truck of one color in the light of four shots", film).seeing(truck(hues: [16, 12, 20, 18])),
    .nearMiss("a truck of which one shot shows only half of the lettering", film)
      .seeing(truck(words: ["FROSTFUEL", "STFUEL", "FROSTFUEL", "FROSTFUEL"])),
    .nearMiss("a truck at dusk in one shot", film)
      .seeing(truck(hues: [16, 14, 31, 18], grounds: [180, 175, 70, 182])),
    .nearMiss("another vehicle in one shot", film).seeing(truck(hues: [16, 14, 120, 18], decoy: 2)),
  ]

  private static let street = Scene.street(count: 45, pan: 0)
  private static let other = Scene.street(count: 45, seed: 5, pan: 0)
  private static let film = street.cut(to: other).cut(to: street).cut(to: other)

  /// A truck in each of the shots, seen every tenth frame; each is what it is in the others, but for what is said.
  private static func truck(
    hues: [Float] = [16, 16, 16, 16], words: [String] = [], grounds: [Float] = [180, 180, 180, 180], decoy: Int? = nil
  ) -> [Observations] {
    stride(from: 3, to: 180, by: 10).map { frame in
      let shot = frame / 45
      let region = Region(x: 0.1 + Float(frame % 45) * 0.005, y: 0.3, width: 0.5, height: 0.4)
      // two kinds of things that have little in common
      let embedding = Embedding.unit(shot == decoy ? [0.3, 1, 0, 0] : [1, 0.02 * Float(shot), 0.1, 0])
      let look = ObjectLook(
        embedding: embedding, mirrored: embedding,
        color: BodyColor(
          hue: hues[shot] + Float(frame % 3) * 0.3, chroma: 0.15, ground: grounds[shot], brightness: 140, share: 0.5),
        views: words.isEmpty ? [] : [view(words[shot])], picture: ColorPicture(width: 8, height: 8))
      return Observations(
        stamp: Stamp(frame: frame, running: .zero, stream: .zero), looked: [.objects, .looks],
        objects: [ObjectSighting(region: region, kind: .vehicle, confidence: 0.8, look: look)])
    }
  }

  /// A line that is read on it; nothing else is to be seen.
  private static func view(_ text: String) -> LetteredView {
    let size = SIMD2<Float>(64, 32)
    return LetteredView(
      width: 64, height: 32, luma: [UInt8](repeating: 90, count: 64 * 32),
      quad: [SIMD2(16, 10), SIMD2(48, 10), SIMD2(48, 18), SIMD2(16, 18)], text: text, confidence: 0.97,
      box: LetteredView.Extent(least: size / 6, most: size * 5 / 6),
      frame: LetteredView.Extent(least: -size, most: size * 2), frameMean: 100)
  }
}
