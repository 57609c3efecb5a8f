public import Uncanny
internal import UncannyScenes

/// Wheels that do not turn with the vehicle.
public struct Wheel: Exemplified {
  /// How many windows must accuse a single wheel; of two wheels, half as many each.
  public var windows: Float = 4

  private var start = 0
  private var records: [WheelRecord] = []
  private var found: Finding?
  private var canTell = false
  private var last: Stamp?
  private var doubts = [Int](repeating: 0, count: WindowVerdict.Doubt.allCases.count)
  private var hasSeenVehicle = false

  /// No more wheels are remembered.
  private static let most = 32
  /// An accusation stands for so long after the last window of it.
  private static let standing = ClockTime.milliseconds(400)
  /// What happens at the same time.
  private static let together = ClockTime.milliseconds(500)

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let now = measurements.stamp
    let began = now.frame &- measurements.shot.frames
    if start != began {
      start = began
      records = []
      found = nil
    }
    let frame = last.map { Float((now.running - $0.running).seconds) * 25 } ?? 1
    last = now
    if measurements.wheels.vehicles > 0 { hasSeenVehicle = true }
    judge(measurements.wheels.all, frame: max(0.1, min(frame, 4)), at: now.frame)
    found = verdict(at: now)
    return found ?? (canTell ? .clean : nil)
  }

  /// Why nothing can be told so far: what stood most often in the way.
  public var doubt: String? {
    if let most = doubts.indices.max(by: { doubts[$0] < doubts[$1] }), doubts[most] > 0 {
      return WindowVerdict.Doubt(rawValue: most)?.words
    }
    return hasSeenVehicle ? "no wheel of a vehicle is seen from the side for long enough" : nil
  }

  private mutating func judge(_ wheels: [Wheels.Wheel], frame: Float, at number: Int) {
    for wheel in wheels {
      let known = records.firstIndex { $0.vehicle == wheel.vehicle && $0.id == wheel.id }
      guard known != nil || records.count < Self.most else { continue }
      let index = known ?? records.count
      if known == nil { records.append(WheelRecord(wheel)) }
      records[index].follow(wheel, on: number)
      guard let window = wheel.window else { continue }
      let verdict = WindowVerdict(wheel, window, isOdd: Self.isOdd(wheel, among: wheels), frame: frame)
      records[index].take(verdict, window)
      switch verdict {
      case .right, .parked: canTell = true
      case .undecided(let doubt): doubts[doubt.rawValue] += 1
      case .wrong: break
      }
    }
  }

  /// Whether it is seen from another side than most of three wheels or more of the vehicle.
  private static func isOdd(_ wheel: Wheels.Wheel, among wheels: [Wheels.Wheel]) -> Bool {
    let shapes = wheels.filter { $0.vehicle == wheel.vehicle && $0.window != nil && $0.hits >= 2 }.compactMap {
      $0.window?.aspect
    }
    guard shapes.count >= 3, let own = wheel.window?.aspect else { return false }
    return abs(own - shapes.sorted()[shapes.count / 2]) > 0.3
  }

  /// What is wrong now, the worst vehicle first.
  private func verdict(at now: Stamp) -> Finding? {
    var worst: Finding?
    for vehicle in Set(records.map { $0.vehicle }).sorted() {
      guard let finding = verdict(on: records.filter { $0.vehicle == vehicle }, at: now) else { continue }
      if finding.score > worst?.score ?? 0 { worst = finding }
    }
    return worst
  }

  private func verdict(on wheels: [WheelRecord], at now: Stamp) -> Finding? {
    let accused = wheels.filter { record in
      guard let latest = record.latest else { return false }
      return 2 * record.accusations >= Int(windows.rounded()) && now.running - latest.end.running <= Self.standing
    }
    guard let worst = accused.max(by: { $0.accusations < $1.accusations }), let window = worst.latest,
      let charge = worst.charge, accused.count >= 2 || worst.accusations >= Int(windows.rounded())
    else { return nil }
    let isDisputed =
      charge != .unstable
      && wheels.contains { record in
        guard record.accusations == 0, let acquitted = record.acquitted else { return false }
        return window.end.running - acquitted.running <= Self.together
      }
    let fault = isDisputed ? 3 : charge == .unstable ? 4 : charge.rawValue
    let since = accused.compactMap { $0.since }.min { $0.running < $1.running }
    let measured = window.rate * window.expected
    var finding = Finding(
      fault: fault, score: min(1, 0.6 + 0.1 * abs(window.rate - 1)),
      confidence: min(0.95, 0.5 + 0.05 * Float(accused.reduce(0) { $0 + $1.accusations })), onset: since,
      regions: accused.map { $0.region },
      evidence: SIMD4(window.expected, measured, window.uncertainty, Float(accused.count)))
    // the accused first, in the order of the regions
    let others = wheels.filter { record in !record.points.isEmpty && !accused.contains { $0.id == record.id } }
    finding.curves = (accused + others).prefix(8).enumerated().map {
      Curve(number: $0.offset + 1, points: $0.element.points)
    }
    finding.dials = wheels.compactMap { $0.dial(on: now.frame) }
    return finding
  }
}
