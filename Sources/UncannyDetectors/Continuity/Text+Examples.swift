internal import Uncanny
internal import UncannyScenes

extension Text {
  /// Scenes, and what a reader says of a sign in them.
  public static let examples = [
    Example("a sign that reads otherwise each time", still, .event("text.garbled", 0..<60, tolerance: 1))
      .seeing(sign(["ROASTGR", "BASTERR", "RQAKTEB", "ANTGRRS", "PASTENK", "ROKTGLB", "RASTQRR"], confidence: 0.4)),
    Example("a name loses a letter within a shot", still, .event("text.drift", 40..<60, tolerance: 1))
      .seeing(sign(["NORDKRAFT", "NORDKRAFT", "NORDKRAFT", "NORDKRAFT", "NORDKRALT", "NORDKRALT", "NORDKRALT"])),
    Example("a name is another in the next shot", still.cut(to: other), .event("text.drift", 100..<120, tolerance: 1))
      .seeing(
        sign(["NORDKRAFT", "NORDKRAFT", "NORDKRAFT"]) + sign(["NORDKRALT", "NORDKRALT", "NORDKRALT"], from: 100)),
    Example("a name that was given, with two letters swapped", still, .event("text.misspelt", 0..<30, tolerance: 1))
      .seeing(sign(["FRSOTFUEL", "FRSOTFUEL", "FRSOTFUEL", "FRSOTFUEL"])).setting("expect=NORDKRAFT+FROSTFUEL"),
    .nearMiss("a sign that is not sure, and always the same", still)
      .seeing(sign(["ROASTERY", "ROASTERY", "ROASTERV", "ROASTERY", "ROASTERY"], confidence: 0.5)),
    .nearMiss("a name that is misread once", still)
      .seeing(sign(["FROSTFUEL", "FROSTFUEL", "FRQSTFUEL", "FROSTFUEL"])).setting("expect=FROSTFUEL"),
    .nearMiss("a name that was given, with its last letter hidden", still)
      .seeing(sign(["FROSTFUE", "FROSTFUE", "FROSTFUE", "FROSTFUE"])).setting("expect=FROSTFUEL"),
    .nearMiss("two names in two shots", still.cut(to: other))
      .seeing(sign(["NORDKRAFT", "NORDKRAFT", "NORDKRAFT"]) + sign(["ISBRYTER", "ISBRYTER", "ISBRYTER"], from: 100)),
  ]

  private static let still = Scene.street(count: 100, pan: 0)
  private static let other = Scene.street(count: 100, seed: 5, pan: 0)

  /// What is read of one sign, every tenth frame.
  private static func sign(_ texts: [String], confidence: Float = 0.98, from first: Int = 0) -> [Observations] {
    texts.enumerated().map { index, text in
      let region = Region(x: 0.2, y: 0.4, width: 0.6, height: 0.2)
      let line = TextSighting(
        region: region, corners: [SIMD2(0.2, 0.4), SIMD2(0.8, 0.4), SIMD2(0.8, 0.6), SIMD2(0.2, 0.6)], height: 0.2,
        text: text, confidence: confidence, weakest: confidence - 0.05, sharpness: 0.5)
      return Observations(stamp: Stamp(frame: first + 10 * index, rate: 25), looked: .lettering, lines: [line])
    }
  }
}
