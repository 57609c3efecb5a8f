import Uncanny
import UncannyDetectors
import UncannyScenes

/// How a scene is put before an inspector. None of these changes what there is to see.
enum Variation: String, CaseIterable, Sendable {
  case asWritten, anHourLater, mirrored, twiceTheSize, paddedRows, tenBits, p010, nv12, jittered, afterFlush
  case twiceInOneInspector

  var layout: Layout {
    switch self {
    case .paddedRows: Layout(padding: 37)
    case .tenBits: .tenBit
    case .p010: .p010
    case .nv12: .nv12
    default: .i420
    }
  }

  /// Why it cannot be done to what models saw; `nil` where it can.
  var whyNotObserved: String? {
    self == .mirrored ? "no letter reads the same in a mirror, and the points of a face change their numbers" : nil
  }
}

/// What models saw in a scene, as it comes in: with a later frame than the one that it is about.
struct Sightings {
  let observations: [Observations]

  /// By how many frames they are late.
  static let delay = 2

  /// What comes in with the frame of that number, about the frame `delay` before it.
  func arriving(with index: Int, about stamp: Stamp?, _ variation: Variation) -> [Observations] {
    guard let stamp else { return [] }
    return observations.filter { $0.stamp.frame == index - Self.delay }.map { seen in
      var seen = seen
      seen.stamp = stamp
      guard variation == .twiceTheSize else { return seen }
      // all else is in shares of the picture
      for face in seen.faces.indices {
        for point in seen.faces[face].points.indices { seen.faces[face].points[point] *= 2 }
      }
      return seen
    }
  }
}

/// What an inspector said about a scene.
struct Projection {
  /// The events that have ended, in the order in which they began.
  private(set) var events: [Event] = []
  private(set) var shots: [Shot] = []
  /// For each shot after the first, the frame at which it was known.
  private(set) var known: [Int] = []
  private(set) var outcomes: [Outcome] = []
  /// The stamp index of the scene's first frame.
  private(set) var first = 0
  private(set) var summary: Summary

  /// - Parameter observations: what models saw in it, by frame.
  init(
    _ scene: Scene, seeing observations: [Observations] = [], plan: Plan, _ variation: Variation = .asWritten
  ) throws {
    let sightings = Sightings(observations: observations)
    var inspector = Inspector(plan: plan)
    let scene = variation == .twiceTheSize ? scene.scaled(by: 2) : scene
    if variation == .twiceInOneInspector {
      _ = try Self.show(scene, sightings, to: &inspector, variation)
      _ = inspector.finish()
    }
    if variation == .afterFlush {
      let before = Scene.street(count: 12, seed: 77)
      _ = try Self.show(before, Sightings(observations: []), to: &inspector, variation)
      inspector.flush()
      first = before.count
    }
    outcomes = try Self.show(scene, sightings, to: &inspector, variation, first: first)
    summary = inspector.finish()
    for outcome in outcomes { take(outcome.changes, at: outcome.stamp.frame) }
    take(summary.closing, at: first + scene.count)
    events.sort { ($0.start.frame, $0.id) < ($1.start.frame, $1.id) }
  }

  private mutating func take(_ changes: [Outcome.Change], at frame: Int) {
    for change in changes {
      switch change {
      case .began, .measured: break
      case .ended(let event): if event.start.frame >= first { events.append(event) }
      case .shot(let shot):
        shots.append(shot)
        known.append(frame)
      }
    }
  }

  private static func show(
    _ scene: Scene, _ sightings: Sightings, to inspector: inout Inspector, _ variation: Variation, first: Int = 0
  ) throws -> [Outcome] {
    var stamps: [Stamp] = []
    return try (0..<scene.count).map { index in
      var picture = scene.picture(index)
      if variation == .mirrored { picture = picture.mirrored() }
      var stamp = Stamp(frame: first + index, rate: scene.rate)
      if variation == .anHourLater { stamp.running = stamp.running + .seconds(3600) }
      if variation == .jittered { stamp.running = stamp.running + .milliseconds(Double(index * 7 % 11) * 0.5) }
      stamps.append(stamp)
      let earlier = stamps.dropLast(Sightings.delay).last
      let seen = sightings.arriving(with: index, about: earlier, variation)
      return try picture.withFrame(variation.layout) { inspector.inspect($0, at: stamp, observing: seen) }
    }
  }
}

extension Projection {
  /// An example as its detector, alone, sees it.
  init(_ example: Example, of id: String, _ variation: Variation = .asWritten) throws {
    let plan = try Plan.only(id, for: example, variation)
    try self.init(example.scene, seeing: example.observations, plan: plan, variation)
  }
}

extension Plan {
  /// One detector alone, as it comes.
  static func only(_ id: String, from catalog: Catalog) throws -> Plan {
    try Plan(parsing: "none,\(id)", from: catalog)
  }

  /// The detector of an example alone, set as the example says.
  static func only(_ id: String, for example: Example, _ variation: Variation = .asWritten) throws -> Plan {
    try Plan(parsing: "none,\(entry(id, example))", from: .standard).holding(against: example, variation)
  }

  /// All detectors as they come, but that of an example set as it says.
  static func all(with id: String, for example: Example) throws -> Plan {
    try Plan(parsing: "default,\(entry(id, example))", from: .standard).holding(against: example, .asWritten)
  }

  private static func entry(_ id: String, _ example: Example) -> String {
    let reference = example.reference.map { _ in "reference=example" }
    return ([id, example.settings] + [reference ?? ""]).filter { !$0.isEmpty }.joined(separator: ":")
  }

  private func holding(against example: Example, _ variation: Variation) throws -> Plan {
    guard let scene = example.reference else { return self }
    // what changes the picture changes that which it is held against
    let same = [.twiceTheSize, .mirrored].contains(variation) ? variation : .asWritten
    let shots = try Projection(scene, plan: forReferences, same).summary.shots
    return try holding(against: shots.first.map { ["example": $0] } ?? [:])
  }
}
