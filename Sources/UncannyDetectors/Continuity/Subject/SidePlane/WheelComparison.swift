internal import Uncanny

/// Where a shot lacks a wheel that the others show, or shows one that they lack: axles, another cab, a longer trailer.
struct WheelComparison {
  /// By plane: how clearly, and whether a wheel is lacking; `nil` where that can not be decided.
  private(set) var findings: [Finding?]

  struct Finding: Sendable, Equatable {
    /// How far its response lies outside of the others', in units of a usual wheel's.
    var score: Float
    var lacks: Bool
  }

  private let planes: [SidePlane]
  private let canvas: PlaneCanvas
  private let radius: Int
  private let profiles: [WheelProfile]

  /// Planes that fit less well do not show where wheels are.
  private static let leastCorrelation: (profile: Float, judgement: Float) = (0.6, 0.75)
  /// The score from which a shot is left out before the rest are judged again.
  private static let clear: Float = 0.62

  init(_ planes: [SidePlane], _ canvas: PlaneCanvas) {
    findings = [Finding?](repeating: nil, count: planes.count)
    let kept = planes.indices.filter { planes[$0].correlation >= Self.leastCorrelation.profile }
    self.planes = kept.map { planes[$0] }
    self.canvas = canvas
    guard let (radius, profiles) = WheelProfile.all(self.planes, canvas) else {
      (self.radius, self.profiles) = (0, [])
      return
    }
    (self.radius, self.profiles) = (radius, profiles)
    var judged = kept.indices.filter { self.planes[$0].correlation >= Self.leastCorrelation.judgement }
    let columns = Set(judged.flatMap { profiles[$0].peaks.map(\.column) }).sorted()
    // The clearest departure is taken out, for it spoils the agreement of the rest.
    while judged.count >= 3 {
      for one in judged { findings[kept[one]] = worst(one, among: judged, columns) }
      guard let clearest = judged.max(by: { score(kept[$0]) < score(kept[$1]) }),
        score(kept[clearest]) >= Self.clear
      else { break }
      judged.removeAll { $0 == clearest }
    }
  }

  private func score(_ plane: Int) -> Float { findings[plane]?.score ?? 0 }

  private func worst(_ one: Int, among judged: [Int], _ columns: [Int]) -> Finding {
    var worst = Finding(score: 0, lacks: false)
    for column in columns {
      guard let mine = response(one, column) else { continue }
      let others = judged.filter { $0 != one }.compactMap { other in
        response(other, column).map { (response: $0, share: $0 / profiles[other].usual) }
      }.filter { !$0.share.isNaN }
      let share = mine / profiles[one].usual
      guard others.count >= 2, !share.isNaN else { continue }
      for finding in [lack(share, others), extra(share, mine, others)] {
        if let finding, finding.score > worst.score { worst = finding }
      }
    }
    return worst
  }

  private func lack(_ share: Float, _ others: [(response: Float, share: Float)]) -> Finding? {
    let yes = others.filter { $0.share >= 0.65 && $0.response >= 0.6 }
    guard Self.agree(yes.count, others.count { $0.share < 0.45 }, of: others.count),
      median(yes.map(\.response)) >= 0.95
    else { return nil }
    let shares = others.map(\.share).sorted()
    return Finding(score: shares[shares.count >= 3 ? 1 : 0] - share, lacks: true)
  }

  /// The far side's wheels, seen under the thing from behind, respond weakly: an additional wheel must be clear.
  private func extra(_ share: Float, _ response: Float, _ others: [(response: Float, share: Float)]) -> Finding? {
    guard response >= 1.35,
      Self.agree(others.count { $0.share <= 0.45 }, others.count { $0.share > 0.65 }, of: others.count)
    else { return nil }
    let shares = others.map(\.share).sorted(by: >)
    return Finding(score: share - shares[shares.count >= 3 ? 1 : 0], lacks: false)
  }

  private static func agree(_ yes: Int, _ no: Int, of all: Int) -> Bool {
    yes >= 2 && yes >= 2 * no && yes * 4 >= all * 3
  }

  /// A plane's greatest response near a column of the canvas; `nil` where the thing or the picture ends there.
  private func response(_ plane: Int, _ column: Int) -> Float? {
    let (profile, visible) = (profiles[plane], planes[plane].visible)
    let (place, extent) = (column - profile.left, planes[plane].extent)
    let (first, last) = (column - radius, column + radius)
    guard profile.responses.indices.contains(place), Float(first - canvas.left) >= extent.x - 4,
      Float(last - canvas.left) <= extent.y + 4, last <= visible.width
    else { return nil }
    let row = min(max(profile.row, 0), visible.height - 1)
    let start = max(0, first)
    guard let shown = visible.least(x: start, y: row, width: last - start, height: 1), shown >= WheelProfile.leastShown
    else { return nil }
    let near = max(0, place - radius / 2)...min(profile.responses.count - 1, place + radius / 2)
    return profile.responses[near].max()
  }
}
