internal import Uncanny

extension Pairing {
  /// Finds the frames that belong together, one by one: where the fine structure of all of them differs least.
  ///
  /// Where that says little, because nothing moves, both are taken to begin together, or else to end together.
  ///
  /// - Returns: whether the pictures themselves say which frames belong together.
  mutating func time() -> Bool {
    let picks = frames.spread(Self.timed)
    guard picks.count > 1 else { return false }
    let table = TimingTable(self, picks: picks)
    let middle = b.time(of: (frames.lowerBound + frames.upperBound) / 2)
    let center = line(middle)
    func best(_ ratio: Double) -> Fit {
      var lines = (-12...12).map { Line(ratio: ratio, from: middle, to: center + Double($0) / 2 * a.interval) }
      lines += anchors(ratio)
      return lines.map { Fit(line: $0, error: table.error(of: $0)) }.min { $0.error < $1.error } ?? Fit(line: line)
    }
    func best(about ratio: Double, _ step: Double, _ steps: Int) -> Fit {
      (-steps...steps).map { best(ratio * (1 + step * Double($0))) }.min { $0.error < $1.error } ?? Fit(line: line)
    }
    let free = best(about: best(about: line.ratio, 0.005, 40).line.ratio, 0.001, 5)
    guard free.error.isFinite else { return false }
    var chosen = free
    for ratio in preferred {
      let fit = best(ratio)
      // a speed that comes to less than a frame or two over the shot is not told from none
      let isSlight = ratio == 1 && abs(free.line.ratio - 1) * Double(frames.count) < Self.slight
      if fit.error <= free.error * (isSlight ? 1.5 : 1.08) + (isSlight ? 5 : 1) * Self.slack {
        chosen = fit
        break
      }
    }
    for end in anchors(chosen.line.ratio) {
      let error = table.error(of: end)
      if error <= chosen.error * 1.02 + Self.slack {
        chosen = Fit(line: end, error: error)
        break
      }
    }
    line = anchored(chosen.line)
    let beside = [-1.0, 1.0].map { step in
      table.error(of: Line(ratio: line.ratio, from: middle, to: line(middle) + step * a.interval))
    }
    return (beside.min() ?? 0) > table.error(of: line) * 1.05 + Self.slack
  }

  /// A line and how much is against it.
  private struct Fit {
    var line: Line
    var error = Float.infinity
  }

  /// Speeds that are likelier than others, the likeliest first: none, usual ones, and that at which both shots are whole.
  /// Where both have the same frames at two rates they are played frame by frame.
  private var preferred: [Double] {
    let lengths = [(a, a.shots[shotA].frames), (b, b.shots[shotB].frames)].map { reel, frames in
      reel.time(of: frames.upperBound) - reel.time(of: frames.lowerBound)
    }
    let sign = line.ratio < 0 ? -1.0 : 1.0
    let isAsLong = a.shots[shotA].frames.count == b.shots[shotB].frames.count
    let played = isAsLong && frameByFrame != 1 ? [frameByFrame] : []
    return (played + Line.usualRatios + [lengths[0] / max(lengths[1], b.interval)]).map { $0 * sign }
  }

  /// The speed at which each frame of the one is a frame of the other.
  var frameByFrame: Double {
    let ratio = a.interval / b.interval
    return Line.usualRatios.first { abs($0 - ratio) < 0.002 } ?? ratio
  }

  private static let timed = 40
  /// Frames.
  private static let slight = 1.6

  /// Errors that differ by less are the same.
  private static let slack: Float = 4e-4

  /// The lines on which both shots begin together, and end together.
  private func anchors(_ ratio: Double) -> [Line] {
    let (one, other) = (a.shots[shotA].frames, b.shots[shotB].frames)
    let ends = [(one.lowerBound, other.lowerBound), (one.upperBound - 1, other.upperBound - 1)]
    let turned = [(one.upperBound - 1, other.lowerBound), (one.lowerBound, other.upperBound - 1)]
    return (ratio < 0 ? turned : ends).map { pair in
      Line(ratio: ratio, from: b.time(of: pair.1), to: a.time(of: pair.0))
    }
  }

  /// The line through two frames that it brings together, so that nothing is lost by rounding.
  private func anchored(_ line: Line) -> Line {
    let middle = (frames.lowerBound + frames.upperBound) / 2
    let time = b.time(of: middle)
    guard abs(abs(line.ratio) * b.interval / a.interval - 1) < 0.002 else { return line }
    return Line(ratio: line.ratio, from: time, to: a.time(of: a.index(at: line(time))))
  }
}

/// How much the fine structure of some pictures of the second film differs from that of pictures of the first.
struct TimingTable {
  private let rows: [(time: Double, first: Int, errors: [Float])]
  private let reel: Reel
  /// Frames on either side of where a picture is thought to be.
  private static let furthest = 60

  /// - Parameter picks: frames of the second film.
  init(_ pairing: Pairing, picks: [Int]) {
    let reel = pairing.a
    var rows: [(time: Double, first: Int, errors: [Float])] = []
    let read = pairing.samplers(pairing.placement, columns: 32, rows: 18)
    let shot = pairing.a.shots[pairing.shotA].frames
    let reach = min(Self.furthest, 6 + pairing.frames.count / 8)
    var known: [Int: Relief] = [:]
    for pick in picks {
      let time = pairing.b.time(of: pick)
      let center = reel.index(at: pairing.line(time))
      let window =
        max(
          shot.lowerBound, center - reach)..<max(
          max(shot.lowerBound, center - reach), min(shot.upperBound, center + reach + 1))
      guard !window.isEmpty else { continue }
      let relief = Relief(fine: read.b(pairing.b.pictures[pick].luma))
      guard !relief.isPlain else { continue }
      let errors = window.map { frame in
        let other = known[frame] ?? Relief(fine: read.a(reel.pictures[frame].luma))
        known[frame] = other
        return 1 - other.correlation(with: relief)
      }
      rows.append((time, window.lowerBound, errors))
    }
    (self.reel, self.rows) = (reel, rows)
  }

  /// The mean over the pictures that the line leads to one; infinite where they are too few.
  func error(of line: Line) -> Float {
    var (sum, count): (Float, Int) = (0, 0)
    for row in rows {
      let place = reel.index(at: line(row.time)) - row.first
      guard row.errors.indices.contains(place) else { continue }
      sum += min(1, row.errors[place])
      count += 1
    }
    return count > rows.count * 6 / 10 ? sum / Float(count) : .infinity
  }
}
