import Testing
import Uncanny
import UncannyDetectors
import UncannyReport
import UncannyScenes

/// Shots held against those before: what is told, with which numbers, and what is not.
@Suite struct LookTests {
  private let street = Scene.street(count: 50, pan: 0)
  private let other = Scene.street(count: 50, seed: 5, pan: 0)

  private func look(_ scene: Scene) throws -> Projection { try Projection(scene, plan: .only("look", from: .standard)) }

  /// Cut away from the street and back to it, as it is made to look then.
  private func back(_ graded: Scene) throws -> Projection { try look(street.cut(to: other).cut(to: graded)) }

  @Test(arguments: [Float(0.6), 0.7, 1.3]) func `exposure is told in stops`(_ gain: Float) throws {
    let event = try #require(try back(street.gain(gain)).events.first { $0.fault == "look.exposure" })
    // light goes with the signal to the power of 2.2
    let stops: Float = gain == 0.6 ? -1.62 : gain == 0.7 ? -1.13 : 0.83
    #expect(abs(event.evidence[0] - stops) < 0.15, "\(event.evidence)")
    #expect(event.shot == 2 && event.start.frame == 100 && event.end?.frame == 150)
  }

  @Test func `the color of a light is told in kelvin`() throws {
    // white at 5000 K, as a factor of red and of blue in the signal
    let (red, blue): (Float, Float) = (1.12, 0.86)
    let matrix = ColorMatrix.bt709
    let warm = street.changing { _, picture in
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let chroma = (y / 2) * picture.chromaWidth + x / 2
          let luma = (Float(picture.luma[y * picture.width + x]) - 16) / 219
          var rgb = matrix.rgb(
            luma: luma, blue: (Float(picture.cb[chroma]) - 128) / 224, red: (Float(picture.cr[chroma]) - 128) / 224)
          rgb *= [red, 1, blue]
          let coded = matrix.yCbCr(rgb)
          if y % 2 == 1, x % 2 == 1 {
            picture.cb[chroma] = UInt8(max(0, min(128 + 224 * coded.y, 255)))
            picture.cr[chroma] = UInt8(max(0, min(128 + 224 * coded.z, 255)))
          }
          picture.luma[y * picture.width + x] = UInt8(max(0, min(16 + 219 * coded.x, 255)))
        }
      }
    }
    let event = try #require(try back(warm).events.first { $0.fault == "look.color" })
    #expect(abs(event.evidence[0] + 1504) < 300, "\(event.evidence)")
    #expect(abs(event.evidence[1]) < 0.15)
    #expect(Catalog.standard["look"]?.message(event).contains("warmer by 1") == true)
  }

  @Test func `a picture without color is told as that`() throws {
    let gray = street.changing { _, picture in picture.forEachChroma(in: .full) { _, _ in (128, 128) } }
    let vivid = street.changing { _, picture in
      picture.forEachChroma(in: .full) {
        (UInt8(max(0, min(128 + (Int($0) - 128) * 3, 255))), UInt8(max(0, min(128 + (Int($1) - 128) * 3, 255))))
      }
    }
    let shown = try look(vivid.cut(to: other).cut(to: gray))
    let event = try #require(shown.events.first { $0.fault == "look.color" })
    #expect(event.evidence[2] < 0.4)
  }

  /// A scene held against a picture of another.
  private func look(_ scene: Scene, against reference: Scene, _ settings: String = "") throws -> Projection {
    let plan = try Plan(parsing: "none,look:reference=grade.png\(settings)", from: .standard)
    let shown = try #require(try Projection(reference, plan: plan.forReferences).summary.shots.first)
    return try Projection(scene, plan: try plan.holding(against: ["grade.png": shown]))
  }

  @Test func `one shot alone is held against a reference, in stops and kelvin`() throws {
    #expect(try look(street, against: street).events.isEmpty)
    let dark = try #require(try look(street.gain(0.6), against: street).events.first)
    #expect(dark.fault == "look.reference-exposure" && dark.severity == .warning && dark.evidence[0] < -1.4)
    #expect(dark.start.frame == 0 && dark.end?.frame == 50)
    let words = try #require(Catalog.standard["look"]?.message(dark))
    #expect(words.hasPrefix("not the look of the reference: 1.") && words.contains("stops darker"))
  }

  @Test func `a grade that all shots share is told of each by a reference, and by none without`() throws {
    let film = street.gain(0.6).cut(to: other.gain(0.6)).cut(to: street.gain(0.6))
    #expect(try look(film).events.isEmpty)
    let events = try look(film, against: street, ":elsewhere=1").events.filter { $0.fault == "look.reference-exposure" }
    #expect(events.map { $0.shot } == [0, 1, 2])
  }

  @Test func `a film that is off its reference is still held against itself`() throws {
    let dark = street.gain(0.6)
    let film = dark.cut(to: other.gain(0.6)).cut(to: dark.tinted(-14, 12))
    let events = try look(film, against: street).events
    #expect(events.contains { $0.fault == "look.reference-exposure" && $0.shot == 0 })
    #expect(events.contains { $0.fault == "look.color" && $0.shot == 2 })
  }

  @Test func `the grain of a reference is information`() throws {
    let events = try look(street.grain(5), against: street).events
    #expect(events.map { $0.fault } == ["look.reference-texture"] && events.map { $0.severity } == [.info])
  }

  @Test func `a few frames are no reference`() throws {
    let plan = try Plan(parsing: "none,look:reference=grade.png", from: .standard)
    #expect(try Projection(.street(count: 3, pan: 0), plan: plan.forReferences).summary.shots.isEmpty)
  }

  @Test func `one shot alone is not judged`() throws {
    for scene in [street, Scene.plain(Ink(y: 90), count: 60), Scene.street(count: 1), Scene.card(count: 40).grain(60)] {
      let shown = try look(scene)
      #expect(shown.events.isEmpty)
      #expect(shown.summary.checks.first?.verdict == .undecided)
    }
  }

  @Test func `shots of a few frames have no look`() throws {
    let scene = street.cut(to: .street(count: 3, seed: 5)).cut(to: street.gain(0.7))
    let shown = try look(scene)
    #expect(shown.shots.map { $0.look != nil } == [true, false, true])
    #expect(shown.events.map { $0.shot } == [2])
  }

  @Test func `what departs is told, what comes back is not`() throws {
    let scene = street.cut(to: other).cut(to: street.gain(0.7)).cut(to: other).cut(to: street).cut(to: other)
    #expect(try look(scene).events.map { $0.shot } == [2])
  }

  @Test func `the look stands with its shot, with numbers for what can be told`() throws {
    let shown = try back(street.gain(0.5))
    let looks = shown.shots.compactMap { $0.look }
    #expect(looks.count == 3)
    #expect(abs(looks[2].exposure - looks[0].exposure + 2.2) < 0.2)
    #expect(Wire.Shot.look(looks[0])["exposure_stops"] != nil)
    #expect(Wire.Shot.look(looks[0]).values.allSatisfy { $0.isFinite })
  }

  @Test func `without a detector that asks, a shot has no look`() throws {
    let shown = try Projection(street, plan: Plan(parsing: "none,black", from: .standard))
    #expect(shown.shots.first?.look == nil)
  }

  @Test func `a live shot is told of within a second and a half, not at its end`() throws {
    let scene = street.cut(to: other).cut(to: Scene.street(count: 200, pan: 0).gain(0.7))
    let event = try #require(try look(scene).events.first)
    #expect(event.decided.running - event.start.running <= .seconds(1.5))
    #expect(event.end?.frame == 300)
  }

  @Test func `the size may change from shot to shot`() throws {
    var inspector = Inspector(plan: try .only("look", from: .standard))
    let scene = street.cut(to: other).cut(to: street.gain(0.5))
    for index in 0..<scene.count {
      let frame = (index < 100 ? scene : scene.scaled(by: 2)).picture(index)
      _ = try frame.withFrame { inspector.inspect($0, at: Stamp(frame: index, rate: 25)) }
    }
    #expect(inspector.finish().frames == 150)
  }

  @Test func `high dynamic range is not judged`() throws {
    var inspector = Inspector(plan: try .only("look", from: .standard))
    let scene = street.cut(to: other).cut(to: street.gain(0.5))
    for index in 0..<scene.count {
      _ = try scene.picture(index).withFrame(transfer: .pq) {
        inspector.inspect($0, at: Stamp(frame: index, rate: 25))
      }
    }
    #expect(inspector.finish().checks.first?.verdict == .undecided)
  }
}
