public import Uncanny
internal import UncannyScenes

extension Cadence {
  public static func message(for event: Event) -> String {
    let length = event.evidence[2]
    switch event.fault {
    case "cadence.dropped":
      return
        "motion jumps by \(length.tenths) steps: about \(max(1, Int(min(max(length, 0), 99).rounded()) - 1)) missing\(event.lasting)"
    case "cadence.uneven": return "frames repeated or missing at uneven distances\(event.lasting)"
    default:
      return length >= 1.45
        ? "a frame is repeated in the place of another\(event.lasting)" : "a frame is repeated\(event.lasting)"
    }
  }
}

extension Cadence {
  public static let examples = [
    Example(
      "a frame is shown twice, and the next is lost",
      Scene.street(count: 60).frozen(30..<32), .event("cadence.duplicate", 31..<32)),
    Example(
      "a frame is put in",
      Scene.street(count: 75).paced { $0 < 30 ? $0 : $0 - 1 }, .event("cadence.duplicate", 30..<31)),
    Example(
      "every fifth frame is replaced by the one before",
      Scene.street(count: 90).paced { (25..<60).contains($0) && $0 % 5 == 4 ? $0 - 1 : $0 },
      .event("cadence.duplicate", 29..<60, tolerance: 1)),
    Example(
      "three frames are missing",
      Scene.street(count: 75).paced { $0 < 30 ? $0 : $0 + 3 }, .event("cadence.dropped", 30..<31)),
    Example(
      "a camera of variable rate",
      Scene.street(count: 110).paced { frame in
        frame - [4, 7, 13, 16, 23, 26, 32, 35, 42, 45, 51, 54, 61, 64, 70].count { $0 <= frame }
      }, .event("cadence.uneven", 4..<71, tolerance: 20)),
    .nearMiss("24 frames in 30", Scene.street(count: 90).at(rate: 30).paced { $0 * 4 / 5 }),
    .nearMiss("24 frames in 60", Scene.street(count: 120).at(rate: 60).paced { $0 * 2 / 5 }),
    .nearMiss("25 frames in 50", Scene.street(count: 120).at(rate: 50).paced { $0 / 2 }),
    .nearMiss("25 frames in 30", Scene.street(count: 90).at(rate: 30).paced { $0 * 5 / 6 }),
    .nearMiss("drawn on threes", Scene.street(count: 90).paced { $0 / 3 }),
    .nearMiss("25 frames taken from 30", Scene.street(count: 90).paced { $0 * 6 / 5 }),
    .nearMiss("the motion gathers speed", Scene.street(count: 75).paced { $0 < 30 ? $0 : 30 + 3 * ($0 - 30) }),
    .nearMiss("it jumps back", Scene.street(count: 75).paced { $0 < 30 ? $0 : $0 - 8 }),
    .nearMiss("a cut", Scene.street(count: 30).cut(to: .street(count: 30, seed: 5))),
    .nearMiss("a flash", Scene.street(count: 60).gain(1.6, in: 30..<32)),
  ]
}
