import Uncanny
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

  init(_ scene: Scene, plan: Plan, _ variation: Variation = .asWritten) throws {
    var inspector = Inspector(plan: plan)
    let scene = variation == .twiceTheSize ? scene.scaled(by: 2) : scene
    if variation == .twiceInOneInspector {
      _ = try Self.show(scene, to: &inspector, variation)
      _ = inspector.finish()
    }
    if variation == .afterFlush {
      let before = Scene.street(count: 12, seed: 77)
      _ = try Self.show(before, to: &inspector, variation)
      inspector.flush()
      first = before.count
    }
    outcomes = try Self.show(scene, to: &inspector, variation, first: first)
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
    _ scene: Scene, to inspector: inout Inspector, _ variation: Variation, first: Int = 0
  ) throws -> [Outcome] {
    try (0..<scene.count).map { index in
      var picture = scene.picture(index)
      if variation == .mirrored { picture = picture.mirrored() }
      var stamp = Stamp(frame: first + index, rate: scene.rate)
      if variation == .anHourLater { stamp.running = stamp.running + .seconds(3600) }
      if variation == .jittered { stamp.running = stamp.running + .milliseconds(Double(index * 7 % 11) * 0.5) }
      return try picture.withFrame(variation.layout) { inspector.inspect($0, at: stamp) }
    }
  }
}

extension Plan {
  /// One detector alone, as it comes.
  static func only(_ id: String, from catalog: Catalog) throws -> Plan {
    try Plan(parsing: "none,\(id)", from: catalog)
  }
}
