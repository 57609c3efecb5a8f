import Testing
import Uncanny
import UncannyScenes

/// Traces of how pictures came to be, on pictures of which it is known.
@Suite struct TraceTests {
  /// What a look at each frame of a scene gives, in order; `forgetting` is a frame that begins another shot.
  private func traces(of scene: Scene, rate: Double = 25, forgetting: Int? = nil) throws -> [Traces] {
    var measurements = Measurements(
      geometry: Geometry(width: scene.width, height: scene.height), features: [.traces])
    var all: [Traces] = []
    for index in 0..<scene.count {
      try scene.picture(index).withFrame { frame in
        let time = ClockTime.seconds(Double(index) / rate)
        measurements.take(frame, at: Stamp(frame: index, running: time, stream: time))
        if index == forgetting { measurements.forgetMotion() }
        all.append(measurements.traces)
      }
    }
    return all
  }

  @Test(arguments: [(7.0, 1), (10, 1), (12, 2), (15, 2), (24, 3), (25, 3), (30, 4), (50, 6), (60, 8)])
  func `about eight pictures a second are looked at, evenly`(_ rate: Double, _ step: Int) throws {
    let all = try traces(of: .street(count: 40), rate: rate)
    // thirteen of a shot are enough
    #expect(all.indices.filter { all[$0].isFresh } == Array(stride(from: 0, to: 40, by: step).prefix(13)))
  }

  @Test func `what moves leaves less over than what is made anew`() throws {
    let moving = try traces(of: .street(count: 13)).compactMap { $0.motion }
    let anew = try traces(of: Scene.street(count: 13).grain(12)).compactMap { $0.motion }
    #expect(moving.count == 4 && anew.count == 4)
    for (one, other) in zip(moving, anew) {
      #expect(one.residual < other.residual)
      #expect(one.explained > other.explained)
      #expect(one.distance > 0.005 && one.distance < 0.05)
    }
  }

  @Test func `a picture that stands still has not moved, and leaves nothing over`() throws {
    let still = try traces(of: .card(count: 13)).compactMap { $0.motion }
    #expect(!still.isEmpty)
    for motion in still { #expect(motion.distance < 1e-4 && motion.residual < -4 && motion.hidden == 0) }
  }

  @Test func `the first picture of a shot is held against none before`() throws {
    let all = try traces(of: .street(count: 12), forgetting: 6)
    #expect(all[3].motion != nil && all[6].motion == nil)
    // the next one is the first, and the one after that goes on from it
    #expect(all[7].isFresh && all[7].motion == nil)
    #expect(all[10].motion != nil)
  }

  @Test func `more noise is more noise, at any size`() throws {
    func noise(_ strength: Float, _ size: (Int, Int)) throws -> TraceTexture {
      var scene = Scene.street(count: 1).grain(strength)
      (scene.width, scene.height) = size
      return try #require(try traces(of: scene).last).texture
    }
    for size in [(640, 360), (360, 640), (320, 180)] {
      let (weak, strong) = (try noise(2, size), try noise(12, size))
      #expect(weak.fineness < strong.fineness && weak.slope < strong.slope && weak.entropy < strong.entropy)
    }
  }

  @Test func `a picture that is far longer than high has no traces`() throws {
    var scene = Scene.street(count: 4)
    (scene.width, scene.height) = (500, 20)
    #expect(try traces(of: scene).allSatisfy { !$0.isFresh && $0.motion == nil })
  }
}
