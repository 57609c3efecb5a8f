internal import Uncanny
internal import UncannyDetectors
internal import UncannyScenes

/// What the core costs a frame, in processor time of one thread.
enum Core {
  /// One plan on one film.
  struct Row: Codable, Sendable {
    var film: String
    var plan: String
    /// The median over the rounds, and the lowest.
    var milliseconds: Double
    var best: Double
    /// More than a plan of none, paired within a round.
    var aboveNone: Double
    /// More than measuring alone what the plan needs, paired within a round.
    var aboveMeasuring: Double?
  }

  private struct Contest {
    var name: String
    var plan: Plan
    /// Index of the contest that measures the same and judges nothing.
    var baseline: Int?
  }

  static func run(rounds: Int, quick: Bool) throws -> [Row] {
    var rows = try compare(
      Film(width: 1920, height: 1080), "1080p I420", rounds: rounds, frames: 60, contests: try everything())
    let few = try essentials()
    let films: [(String, Int, Int, Layout, Float)] =
      [
        ("1080p I420, fast pan", 1920, 1080, .i420, 0.03), ("1080p NV12", 1920, 1080, .nv12, 0.002),
        ("1080p 10-bit", 1920, 1080, .tenBit, 0.002),
      ]
      + (quick
        ? []
        : [
          ("2160p I420", 3840, 2160, .i420, 0.002), ("2160p NV12", 3840, 2160, .nv12, 0.002),
          ("2160p 10-bit", 3840, 2160, .tenBit, 0.002),
        ])
    for (name, width, height, layout, pan) in films {
      let film = Film(width: width, height: height, layout: layout, pan: pan)
      rows += try compare(film, name, rounds: rounds, frames: width > 1920 ? 30 : 60, contests: few)
    }
    return rows
  }

  private static func essentials() throws -> [Contest] {
    [
      Contest(name: "none", plan: try Plan(parsing: "none", from: .standard)),
      Contest(name: "measuring alone", plan: try .measuring(.all)),
      Contest(name: "default", plan: try Plan(parsing: "default", from: .standard), baseline: 1),
    ]
  }

  private static func everything() throws -> [Contest] {
    var contests = try essentials()
    for entry in Catalog.idle.entries {
      contests.append(Contest(name: "measuring \(entry.card.id)", plan: try .measuring(entry.needs)))
    }
    for entry in Catalog.standard.entries {
      let baseline = contests.count
      contests.append(Contest(name: "", plan: try .measuring(entry.needs)))
      contests.append(
        Contest(
          name: entry.card.id, plan: try Plan(parsing: "none,\(entry.card.id)", from: .standard), baseline: baseline))
    }
    return contests
  }

  /// Runs all contests in turn, `rounds` times, so that what disturbs one disturbs the others.
  private static func compare(
    _ film: Film, _ name: String, rounds: Int, frames: Int, contests: [Contest]
  ) throws -> [Row] {
    var times = Array(repeating: [Double](), count: contests.count)
    for _ in 0..<rounds {
      for index in contests.indices { times[index].append(try cost(of: contests[index].plan, on: film, frames)) }
    }
    return contests.indices.filter { !contests[$0].name.isEmpty }.map { index in
      func above(_ other: Int) -> Double { zip(times[index], times[other]).map { $0 - $1 }.median }
      return Row(
        film: name, plan: contests[index].name, milliseconds: times[index].median, best: times[index].min() ?? .nan,
        aboveNone: above(0), aboveMeasuring: contests[index].baseline.map(above))
    }
  }

  /// Milliseconds a frame, once the memory is there and every picture has been seen.
  private static func cost(of plan: Plan, on film: Film, _ frames: Int) throws -> Double {
    var inspector = Inspector(plan: plan)
    let warm = 14
    var start = 0.0
    for index in 0..<warm + frames {
      if index == warm { start = Usage.ownCPU }
      try film.withFrame(index) { _ = inspector.inspect($0, at: Stamp(frame: index, rate: 30)) }
    }
    return (Usage.ownCPU - start) / Double(frames)
  }
}
