import Testing
import Uncanny
import UncannyScenes

@testable import UncannyPerception

/// Who waits for whom.
@Suite struct PerceptionTests {
  @Test(.enabled(if: ModelCheck().problems.isEmpty, "the models are not installed: scripts/setup --models"))
  func `in lockstep observations come two frames after their own, each time the same`() throws {
    let first = try Self.look(at: 16)
    let second = try Self.look(at: 16)
    #expect(first.map { $0.seen } == second.map { $0.seen })
    #expect(first.map { $0.seen.stamp.frame } == [0, 5, 10, 15])
    #expect(first.dropLast().allSatisfy { $0.with == $0.seen.stamp.frame + 2 })
    // what is still under way at the end comes then
    #expect(first.last?.with == nil)
  }

  @Test func `without models nothing is seen, and why is said`() throws {
    let perception = Perception(for: .faces, pace: .lockstep, in: ModelFolder(path: "/nowhere"))
    let scene = Scene.street(count: 3)
    for index in 0..<3 {
      let stamp = Stamp(frame: index, rate: scene.rate)
      let seen = try scene.picture(index).withFrame(.i420) { perception.look(at: $0, stamp) }
      #expect(seen.isEmpty)
    }
    #expect(perception.finish().isEmpty)
    #expect(perception.absence == "no models in /nowhere; scripts/setup --models fetches them")
  }

  @Test func `what costs more is looked for more seldom, but when a shot begins`() {
    func looks(_ pace: Perception.Pace, cutAt cut: Int? = nil) -> Int {
      var schedule = Schedule([.objects, .looks], pace)
      return (0..<100).reduce(0) { count, frame in
        if frame == cut { schedule.beginShot() }
        return schedule.due(at: .milliseconds(Double(frame) * 40)).contains(.looks) ? count + 1 : count
      }
    }
    // four seconds: at every third of the times of things
    #expect(looks(.live) == 7)
    #expect(looks(.live, cutAt: 50) == 7)
    #expect(looks(.lockstep) > looks(.live))
    #expect(looks(.lockstep, cutAt: 50) > looks(.lockstep))
  }

  /// What came in with which frame.
  private static func look(at count: Int) throws -> [(seen: Observations, with: Int?)] {
    let perception = Perception(for: .objects, pace: .lockstep)
    let scene = Scene.street(count: count)
    var all: [(Observations, Int?)] = []
    for index in 0..<count {
      let stamp = Stamp(
        frame: index, running: .milliseconds(Double(index) * 40), stream: .milliseconds(Double(index) * 40))
      let seen = try scene.picture(index).withFrame(.i420) { perception.look(at: $0, stamp) }
      all += seen.map { ($0, index) }
    }
    return all + perception.finish().map { ($0, nil) }
  }
}
