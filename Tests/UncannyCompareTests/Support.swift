import Testing
import Uncanny
import UncannyCompare
import UncannyScenes

extension Reel {
  /// A scene as it is seen: its small pictures, and the shots that are found in it.
  init(_ scene: Scene) throws {
    var plan = Plan(all: Catalog([]))
    plan.trace = .everyFrame
    var inspector = Inspector(plan: plan)
    var shots: [Int: Uncanny.Shot] = [:]
    func note(_ changes: [Outcome.Change]) {
      for case .shot(let shot) in changes { shots[shot.index] = shot }
    }
    for number in 0..<scene.count {
      let outcome = try scene.picture(number).withFrame {
        inspector.inspect($0, at: Stamp(frame: number, rate: scene.rate))
      }
      note(outcome.changes)
    }
    let summary = inspector.finish()
    note(summary.closing)
    let found = shots.values.sorted { $0.index < $1.index }.map { (start: $0.start.frame, transition: $0.transition) }
    self.init(summary.trace, shots: found)
  }
}

/// A film of four streets, each another one, and what can be made of it.
enum Footage {
  static let lengths = [50, 60, 44, 56]

  static func shot(_ number: Int, _ count: Int? = nil) -> Scene {
    .street(count: count ?? lengths[number], seed: 10 + 7 * number, pan: 0.003 + 0.001 * Float(number))
  }

  static func film(_ shots: [Scene]) -> Scene { shots.dropFirst().reduce(shots[0]) { $0.cut(to: $1) } }

  static let shots = lengths.indices.map { shot($0) }
  static let whole = film(shots)
}

/// A comparison in short.
struct Told {
  let rows: [Comparison.Row]

  init(_ second: Scene) throws { try self.init(Footage.whole, second) }

  init(_ first: Scene, _ second: Scene) throws {
    rows = Comparer(try Reel(first), try Reel(second)).comparison().rows
  }

  var states: [Comparison.State] { rows.map { $0.state } }

  func of(_ shot: Int) -> [Comparison.Row] { rows.filter { $0.shotA == shot } }

  /// The only row of a shot.
  func row(_ shot: Int, _ location: SourceLocation = #_sourceLocation) throws -> Comparison.Row {
    try #require(of(shot).count == 1, "\(rows)", sourceLocation: location)
    return of(shot)[0]
  }

  /// That the shots are as they were.
  func unchanged(_ shots: Int..., location: SourceLocation = #_sourceLocation) {
    for shot in shots { #expect(of(shot).map { $0.state } == [.unchanged], "\(rows)", sourceLocation: location) }
  }
}
