import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// The limits of ITU-R BT.1702, from both sides.
@Suite struct FlashTests {
  private static let rates: [Double] = [25, 30, 50, 60]

  /// Whether so many flashes within less than a second are reported: white and black in turn, or as given.
  private func isFound(
    _ flashes: Int, at rate: Double, area: Float = 1, _ first: Ink = .white, _ second: Ink = .black,
    ground: Ink = .black
  ) throws -> Bool {
    // eight changes take less than a second at this period
    let period = Int(rate / 8)
    var scene = Scene.plain(ground, count: Int(rate) * 3)
      .flashing(.left(area), first, second, period: period, in: Int(rate)..<Int(rate) + 2 * flashes * period)
    (scene.width, scene.height, scene.rate) = (384, 216, rate)
    let shown = try Projection(scene, plan: .only("flash", from: .standard))
    return !shown.events.isEmpty
  }

  @Test(arguments: rates) func `three flashes in a second are allowed, four are not`(_ rate: Double) throws {
    #expect(try !isFound(3, at: rate))
    #expect(try isFound(4, at: rate))
  }

  @Test(arguments: [2, 3, 5]) func `the rate that is told is the rate that was drawn`(_ period: Int) throws {
    let scene = Scene.plain(.black, count: 150).at(rate: 50)
      .flashing(.full, .white, .black, period: period, in: 10..<110)
    let event = try #require(try Projection(scene, plan: .only("flash", from: .standard)).events.first)
    #expect(abs(event.evidence[0] - 50 / Float(2 * period)) <= 0.5)
  }

  @Test(arguments: [1, 3, 8, 20]) func `as many flashes may be allowed as the range says`(_ allowed: Int) throws {
    let plan = try Plan(parsing: "none,flash:flashes=\(allowed)", from: .standard)
    let scene = Scene.plain(.black, count: 180).at(rate: 60).flashing(.full, .white, .black, period: 1, in: 10..<130)
    #expect(try !Projection(scene, plan: plan).events.isEmpty)
  }

  @Test(arguments: rates) func `a quarter of the picture may flash, more may not`(_ rate: Double) throws {
    #expect(try !isFound(6, at: rate, area: 0.24))
    #expect(try isFound(6, at: rate, area: 0.26))
  }

  @Test(arguments: rates) func `luminance may change by less than 20 candela`(_ rate: Double) throws {
    // 18.8 and 21.1 cd/m2 at 200 V^2.1
    #expect(try !isFound(6, at: rate, Ink(y: 87), .black))
    #expect(try isFound(6, at: rate, Ink(y: 91), .black))
  }

  @Test(arguments: rates) func `what flashes above 160 candela is no flash`(_ rate: Double) throws {
    // 162 and 158 cd/m2
    #expect(try !isFound(6, at: rate, .white, Ink(y: 214), ground: .white))
    #expect(try isFound(6, at: rate, .white, Ink(y: 212), ground: .white))
  }

  @Test func `what moves beside a flash adds nothing to its area`() throws {
    let scene = Scene.street(count: 60).flashing(.left(0.2), .white, .black, period: 2, in: 15..<40)
    let shown = try Projection(scene, plan: .only("flash", from: .standard))
    #expect(shown.events.isEmpty)
  }

  @Test(arguments: [30.0, 60.0]) func `three flashes a second may go on`(_ rate: Double) throws {
    let period = Int(rate / 6)
    let scene = Scene.plain(.black, count: Int(rate) * 4).at(rate: rate)
      .flashing(.full, .white, .black, period: period, in: 10..<Int(rate) * 3)
    #expect(try Projection(scene, plan: .only("flash", from: .standard)).events.isEmpty)
  }

  @Test(arguments: rates) func `a flash is known at the change that is one too many`(_ rate: Double) throws {
    let period = Int(rate / 8)
    let scene = Scene.plain(.black, count: Int(rate) * 2).at(rate: rate)
      .flashing(.full, .white, .black, period: period, in: 5..<5 + 8 * period)
    let event = try #require(try Projection(scene, plan: .only("flash", from: .standard)).events.first)
    #expect(event.start.frame == 5)
    #expect(event.decided.frame == 5 + 6 * period)
  }

  @Test func `high dynamic range is not judged, and that is said`() throws {
    for transfer in [Transfer.pq, .hlg] {
      var inspector = Inspector(plan: try .only("flash", from: .standard))
      let scene = Scene.plain(.black, count: 40).flashing(.full, .white, .black, period: 2, in: 5..<35)
      for index in 0..<scene.count {
        let outcome = try scene.picture(index).withFrame(transfer: transfer) {
          inspector.inspect($0, at: Stamp(frame: index, rate: 25))
        }
        #expect(outcome.changes.isEmpty)
      }
      #expect(inspector.finish().checks.first?.verdict == .undecided)
    }
  }

  @Test func `a flash that begins where it grew bright before is known from its first frame`() throws {
    // a slow rise, then a second of calm, then flashes that begin with a rise
    let scene = Scene.plain(Ink(y: 60), count: 130)
      .showing(.plain(Ink(y: 120), count: 90), in: 20..<110)
      .flashing(.full, .white, Ink(y: 120), period: 3, in: 60..<84)
    let event = try #require(try Projection(scene, plan: .only("flash", from: .standard)).events.first)
    #expect(event.start.frame == 60)
    #expect(event.end?.frame == 82)
  }

  @Test func `bursts close to each other are one event, others two that do not overlap`() throws {
    func events(_ second: Range<Int>) throws -> [Event] {
      let scene = Scene.plain(.black, count: 120).flashing(.full, .white, .black, period: 2, in: 10..<30)
        .flashing(.full, .white, .black, period: 2, in: second)
      return try Projection(scene, plan: .only("flash", from: .standard)).events
    }
    let close = try events(36..<56)
    #expect(close.map { $0.start.frame } == [10])
    #expect(close.map { $0.end?.frame } == [55])
    let apart = try events(46..<66)
    #expect(apart.map { $0.start.frame } == [10, 46])
    #expect(apart.map { $0.end?.frame } == [29, 65])
  }
}
