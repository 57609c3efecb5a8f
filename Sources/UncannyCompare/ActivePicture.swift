internal import Uncanny

/// What of the picture is no black bar, over a whole shot.
///
/// A row is of a bar where the brightest of it stays black in all frames that are looked at. The edge is known to a part of
/// a cell: the cell that it passes through is as bright as the share of it that is picture.
enum ActivePicture {
  /// No cell of a bar is brighter than this, in code values: black of narrow range, and what an encoder leaves.
  private static let black: UInt8 = 22
  /// So many frames of a shot are looked at.
  private static let frames = 12
  /// Bars take no more than this of a side each.
  private static let most = 0.4
  /// A picture beside a bar is by so much brighter, in code values.
  private static let contrast: Float = 12

  /// A side is taken to be as in most of the film where it is nearly that, in cells.
  private static let likeness = 1.2
  /// A shot of fewer frames says nothing of bars that only it has.
  private static let shortest = 12
  /// Bars in so much of a film are looked for in all of it.
  private static let usual = 0.3

  /// What is no bar, by shot.
  ///
  /// A shot that is too dark to tell, or whose edges are dark, has the bars that most of the film has.
  static func parts(of reel: Reel) -> [Part] {
    let looks = reel.shots.map { Look($0.frames, in: reel) }
    let parts = zip(reel.shots, looks).map { $0.frames.count >= shortest ? part(of: $1) : .whole }
    let barred = parts.indices.filter { parts[$0] != .whole }
    let length = barred.reduce(0) { $0 + reel.shots[$1].frames.count }
    guard Double(length) >= usual * Double(reel.count), let common = median(barred.map { parts[$0] }) else {
      return parts
    }
    return zip(looks, parts).map { look, own in
      let inner = look.isBlack(outside: common) ? common : own
      return own == .whole || inner == common ? inner : isNear(own, common) ? common : own
    }
  }

  private static func median(_ parts: [Part]) -> Part? {
    func middle(_ value: (Part) -> Double) -> Double {
      let sorted = parts.map { value($0) }.sorted()
      return sorted[sorted.count / 2]
    }
    return parts.isEmpty
      ? nil : Part(x: middle { $0.x }, y: middle { $0.y }, width: middle { $0.width }, height: middle { $0.height })
  }

  private static func isNear(_ one: Part, _ other: Part) -> Bool {
    let (columns, rows) = (Double(Signature.columns), Double(Signature.rows))
    return abs(one.x - other.x) * columns < likeness && abs(one.width - other.width) * columns < likeness
      && abs(one.y - other.y) * rows < likeness && abs(one.height - other.height) * rows < likeness
  }

  /// Each cell of a shot: the brightest it gets, and its mean.
  private struct Look {
    var brightest = [UInt8](repeating: 0, count: Signature.columns * Signature.rows)
    var means = [Float](repeating: 0, count: Signature.columns * Signature.rows)

    init(_ shot: Range<Int>, in reel: Reel) {
      let chosen = shot.spread(frames)
      for frame in chosen {
        for (cell, value) in reel.pictures[frame].luma.enumerated() {
          brightest[cell] = max(brightest[cell], value)
          means[cell] += Float(value) / Float(chosen.count)
        }
      }
    }

    /// Whether no cell that lies wholly outside of a part is ever bright.
    func isBlack(outside part: Part) -> Bool {
      let (columns, rows) = (Double(Signature.columns), Double(Signature.rows))
      let (left, right) = (part.x * columns, (part.x + part.width) * columns)
      let (top, bottom) = (part.y * rows, (part.y + part.height) * rows)
      return brightest.indices.allSatisfy { cell in
        let (column, row) = (Double(cell % Signature.columns), Double(cell / Signature.columns))
        let isOutside = column + 1 <= left || column >= right || row + 1 <= top || row >= bottom
        return !isOutside || brightest[cell] <= black
      }
    }
  }

  /// - Returns: the whole where there are no bars, or the shot is too dark to tell.
  private static func part(of look: Look) -> Part {
    let (columns, rows) = (Signature.columns, Signature.rows)
    let down = (0..<rows).map { row in (0..<columns).map { row * columns + $0 } }
    let (top, bottom) = edges(down, look.brightest, look.means)
    let across = (0..<columns).map { column in (0..<rows).map { $0 * columns + column } }
    let (left, right) = edges(across, look.brightest, look.means)
    return Part(x: left, y: top, width: 1 - left - right, height: 1 - top - bottom).rounded
  }

  private static func edges(_ lines: [[Int]], _ brightest: [UInt8], _ means: [Float]) -> (near: Double, far: Double) {
    (depth(lines, brightest, means), depth(lines.reversed(), brightest, means))
  }

  /// The share of the side that is bar.
  private static func depth(_ lines: [[Int]], _ brightest: [UInt8], _ means: [Float]) -> Double {
    let full = lines.firstIndex { line in line.contains { brightest[$0] > black } } ?? lines.count
    guard full > 0, Double(full) < most * Double(lines.count), full + 1 < lines.count else { return 0 }
    func mean(_ line: Int) -> Float { lines[line].reduce(0) { $0 + means[$1] } / Float(lines[line].count) }
    let (dark, edge, picture) = (mean(full - 1), mean(full), mean(full + 1))
    guard picture - dark >= contrast else { return 0 }
    let share = max(0, min(1, (edge - dark) / (picture - dark)))
    return (Double(full) + 1 - Double(share)) / Double(lines.count)
  }
}
