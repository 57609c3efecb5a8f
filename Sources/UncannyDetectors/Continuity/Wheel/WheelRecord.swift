internal import Uncanny

/// What has been said of one wheel so far.
struct WheelRecord: Sendable {
  let vehicle: Int
  let id: Int
  /// Windows that accuse it and none since that acquits it, by what is wrong.
  private(set) var wrong = [Int](repeating: 0, count: 4)
  /// The first and the latest window of the accusation, and the latest that acquits it.
  private(set) var since: Stamp?
  private(set) var latest: TurnWindow?
  private(set) var acquitted: Stamp?
  /// What was expected and measured, window by window.
  private(set) var points: [Curve.Point] = []
  private(set) var region: Region
  /// How far it should have turned and has since it is judged, and how fast it does, in radians and radians a frame.
  private var turned = SIMD2<Float>()
  private var pace: SIMD2<Float>?
  /// The frame on which it was last seen.
  private var seen: Int?

  private static let most = 64
  private static let longestGap = 50

  init(_ wheel: Wheels.Wheel) {
    vehicle = wheel.vehicle
    id = wheel.id
    region = wheel.region
  }

  /// How many windows accuse it.
  var accusations: Int { wrong.reduce(0, +) }

  /// What most of them say.
  var charge: WindowVerdict.Wrong? {
    guard let most = wrong.indices.max(by: { wrong[$0] < wrong[$1] }), wrong[most] > 0 else { return nil }
    return WindowVerdict.Wrong(rawValue: most)
  }

  /// Where it is now.
  mutating func follow(_ wheel: Wheels.Wheel, on frame: Int) {
    region = wheel.region
    defer { seen = frame }
    guard let pace, let seen else { return }
    turned += pace * Float(max(0, min(frame &- seen, Self.longestGap)))
    for hand in 0..<2 { turned[hand] = turned[hand].truncatingRemainder(dividingBy: 2 * .pi) }
  }

  /// What it does on this frame, as it can be drawn; `nil` before it is judged, and where it is not seen.
  func dial(on frame: Int) -> Dial? {
    pace == nil || seen != frame ? nil : Dial(region: region, expected: turned.x, measured: turned.y)
  }

  /// Notes what was measured; of many, every second is kept.
  private mutating func keep(_ window: TurnWindow) {
    points.append(
      Curve.Point(
        frame: window.end.frame, expected: window.expected, measured: window.rate * window.expected,
        uncertainty: window.uncertainty))
    guard points.count > Self.most else { return }
    points = points.enumerated().filter { $0.offset % 2 == 1 }.map { $0.element }
  }

  mutating func take(_ verdict: WindowVerdict, _ window: TurnWindow) {
    switch verdict {
    case .right, .parked, .wrong:
      keep(window)
      pace = SIMD2(window.expected, window.rate * window.expected)
    case .undecided: break
    }
    switch verdict {
    case .wrong(let what):
      if accusations == 0 { since = window.start }
      wrong[what.rawValue] += 1
      latest = window
    case .right, .parked:
      acquitted = window.end
      // one window that acquits takes back one that accuses
      if let most = wrong.indices.max(by: { wrong[$0] < wrong[$1] }), wrong[most] > 0 { wrong[most] -= 1 }
    case .undecided: break
    }
  }
}
