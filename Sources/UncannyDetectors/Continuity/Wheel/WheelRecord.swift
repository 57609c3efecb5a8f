internal import Uncanny

/// What has been said of one wheel so far.
struct WheelRecord: Sendable {
  let vehicle: Int
  let id: Int
  /// Windows that accuse it and none since that acquits it, by what is wrong.
  private(set) var wrong = [Int](repeating: 0, count: 4)
  private(set) var isRight = false
  /// The first and the latest window of the accusation, and the latest that acquits it.
  private(set) var since: Stamp?
  private(set) var latest: TurnWindow?
  private(set) var acquitted: Stamp?
  private(set) var region: Region
  private(set) var seen: Stamp

  init(_ wheel: Wheels.Wheel, at now: Stamp) {
    vehicle = wheel.vehicle
    id = wheel.id
    region = wheel.region
    seen = now
  }

  /// How many windows accuse it.
  var accusations: Int { wrong.reduce(0, +) }

  /// What most of them say.
  var charge: WindowVerdict.Wrong? {
    guard let most = wrong.indices.max(by: { wrong[$0] < wrong[$1] }), wrong[most] > 0 else { return nil }
    return WindowVerdict.Wrong(rawValue: most)
  }

  /// Where it is now.
  mutating func follow(_ wheel: Wheels.Wheel, at now: Stamp) {
    region = wheel.region
    seen = now
  }

  mutating func take(_ verdict: WindowVerdict, _ window: TurnWindow) {
    switch verdict {
    case .wrong(let what):
      if accusations == 0 { since = window.start }
      wrong[what.rawValue] += 1
      latest = window
    case .right, .parked:
      isRight = true
      acquitted = window.end
      // one window that acquits takes back one that accuses
      if let most = wrong.indices.max(by: { wrong[$0] < wrong[$1] }), wrong[most] > 0 { wrong[most] -= 1 }
    case .undecided: break
    }
  }
}
