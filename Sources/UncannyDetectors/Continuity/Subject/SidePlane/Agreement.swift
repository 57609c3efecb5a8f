internal import Uncanny

/// How much the other shots agree among themselves, and one of them with its likest, cell by cell.
///
/// The agreement of the others is the measure of what viewpoint, light and noise may do: a shot departs where it is
/// much less like any of them than they are alike.
struct Agreement {
  /// The median likeness of two others, by cell; NaN where no two are seen.
  let others: [Float]
  /// The likeness to the likest other, by cell; NaN where none is seen.
  let own: [Float]

  /// From the likeness by shot, by shot, by cell.
  init(of shot: Int, _ likeness: [[[Float]]]) {
    let rest = likeness.indices.filter { $0 != shot }
    let pairs = rest.flatMap { one in rest.filter { $0 > one }.map { likeness[one][$0] } }
    let cells = likeness.first?.first?.indices ?? 0..<0
    others = cells.map { cell in median(pairs.map { $0[cell] }) }
    own = cells.map { cell in
      rest.map { likeness[shot][$0][cell] }.filter { !$0.isNaN }.max() ?? .nan
    }
  }

  /// By cell how much more alike the others are; NaN where that is not known.
  var departure: [Float] { zip(others, own).map { $0 - $1 } }

  /// The departure from which a cell counts.
  static let notable: Float = 0.25
}
