internal import Uncanny

/// The scores of each detector, second by second, over the last two minutes.
struct ScoreHistory: Sendable {
  private struct Second: Sendable {
    var second: Int
    var scores: [String: Float]
  }

  private var seconds: [Second] = []
  /// How far back.
  private static let length = 120
  /// A score that is older is not how things stand.
  private static let fresh = 3

  /// Takes in what was measured in one interval; pictures and sound come apart.
  mutating func take(_ measured: Measured) {
    let second = Int(clamping: measured.start.nanoseconds / 1_000_000_000)
    let scores = Dictionary(measured.scores.map { ($0.detector, $0.score) }) { max($0, $1) }
    if let known = seconds.lastIndex(where: { $0.second == second }) {
      seconds[known].scores.merge(scores) { max($0, $1) }
    } else {
      seconds.append(Second(second: second, scores: scores))
    }
    let newest = seconds.map { $0.second }.max() ?? second
    seconds.removeAll { $0.second <= newest - Self.length }
  }

  /// Of the last seconds; a detector that could not tell then is left out.
  var latest: [String: Float] {
    let newest = seconds.map { $0.second }.max() ?? 0
    var latest: [String: Float] = [:]
    for second in seconds where second.second > newest - Self.fresh { latest.merge(second.scores) { $1 } }
    return latest
  }

  /// Pairs of second and score, oldest first.
  var byDetector: [String: [[Double]]] {
    var curves: [String: [[Double]]] = [:]
    for second in seconds.sorted(by: { $0.second < $1.second }) {
      for (detector, score) in second.scores {
        curves[detector, default: []].append([Double(second.second), LiveScores.shown(score)])
      }
    }
    return curves
  }
}
