internal import Uncanny

/// The sides of a subject, compared three times, each time without a third of the views: what only one choice of views says
/// is chance.
///
/// The alignment begins from the one view that shows the lettering best, and what comes out can hang on that choice.
struct SideConsensus: Sendable {
  private let trials: [SidePlanes]

  private static let count = 3

  /// `nil` where not two of the trials have planes of three shots.
  init?(_ shots: [[LetteredView]], reference: String) {
    trials = (0..<Self.count).compactMap { trial in
      let views = shots.map { own in
        own.count <= Self.count
          ? own : own.enumerated().filter { $0.offset % Self.count != trial }.map { $0.element }
      }
      return SidePlanes(views, reference: reference)
    }
    guard trials.count >= 2 else { return nil }
  }

  /// The median over the trials; of two the milder. `nil` where a shot has no plane in two of them.
  func scores(ofShot shot: Int) -> SidePlanes.Scores? {
    let all = trials.compactMap { $0.scores(ofShot: shot) }
    guard all.count >= 2, var scores = all.first else { return nil }
    func middle(_ values: [Float]) -> Float { values.sorted()[(values.count - 1) / 2] }
    scores.zone = middle(all.map { $0.zone })
    scores.zoneTop = middle(all.map { $0.zoneTop })
    scores.dots = middle(all.map { $0.dots })
    let wheels = all.compactMap { $0.wheels }
    scores.wheels = wheels.count >= 2 ? middle(wheels) : nil
    scores.planes = all.map { $0.planes }.min() ?? scores.planes
    return scores
  }
}
