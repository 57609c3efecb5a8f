import Testing
import Uncanny
import UncannyScenes

/// What the numbers mean, on pictures of which they can be told by heart.
@Suite struct MeasurementTests {
  /// What was measured of the last of the pictures.
  private func measure(_ pictures: Picture...) throws -> Snapshot {
    var measurements = Measurements(
      geometry: Geometry(width: pictures[0].width, height: pictures[0].height), features: .all)
    for (index, picture) in pictures.enumerated() {
      try picture.withFrame { measurements.take($0, at: Stamp(frame: index, rate: 25)) }
    }
    return Snapshot(measurements)
  }

  private func plain(_ ink: Ink, _ width: Int = 64, _ height: Int = 32) -> Picture {
    var picture = Picture(width: width, height: height)
    picture.fill(.full, with: ink)
    return picture
  }

  @Test func `a plain picture has its gray as mean and no variance`() throws {
    let measurements = try measure(plain(Ink(y: 90, cb: 100, cr: 150)))
    let tone = measurements.tone
    #expect(tone.mean == 90 && tone.variance == 0 && tone.lowest == 90 && tone.highest == 90)
    #expect(tone.share(in: 0...89) == 0 && tone.share(in: 90...90) == 1 && tone.share(in: -5...300) == 1)
    #expect(tone.quantile(0) <= 90 && tone.quantile(0.5) == 90 && tone.quantile(1) == 90)
    #expect(tone.deviation(ofDarkest: 0.9) == 0)
    #expect(measurements.profile.energy == 0)
    #expect(measurements.cells.values.allSatisfy { $0 == 90 * 64 })
    #expect(measurements.coarse.values.allSatisfy { $0 == 90 * 64 })
    #expect(measurements.color.meanCb == 100 && measurements.color.meanCr == 150)
    #expect(measurements.change == nil && !measurements.hasPrevious)
  }

  @Test func `half black and half white`() throws {
    var picture = plain(.white)
    picture.fill(.left(0.5), with: .black)
    let measurements = try measure(picture)
    let tone = measurements.tone
    #expect(tone.mean == 125.5)
    #expect(tone.variance == 109.5 * 109.5)
    #expect(tone.lowest == 16 && tone.highest == 235)
    #expect(tone.share(in: 0...100) == 0.5)
    #expect(tone.deviation(ofDarkest: 0.5) == 0)
    #expect(measurements.profile.columns[32] == 32 * 219)
    #expect(measurements.profile.columns.reduce(0, +) == 32 * 219)
    #expect(measurements.profile.rows.allSatisfy { $0 == 0 })
  }

  @Test func `the change is the mean difference to the frame before`() throws {
    let measurements = try measure(plain(Ink(y: 90)), plain(Ink(y: 93)))
    #expect(measurements.change == 3)
    #expect(measurements.hasPrevious)
    #expect(measurements.previousCells.values.allSatisfy { $0 == 90 * 64 })
    #expect(measurements.cells.values.allSatisfy { $0 == 93 * 64 })
  }

  @Test func `both fields count alike in the tone`() throws {
    var picture = plain(.black)
    for y in stride(from: 1, to: 32, by: 2) { for x in 0..<64 { picture.luma[y * 64 + x] = 235 } }
    #expect(try measure(picture).tone.share(in: 200...255) == 0.5)
  }

  @Test(arguments: [(192, 108), (1920, 1080), (3840, 2160), (720, 576), (1, 1), (2048, 8)])
  func `cells are about two hundred across, the coarse picture about a hundred`(_ width: Int, _ height: Int) throws {
    let measurements = Snapshot(Measurements(geometry: Geometry(width: width, height: height), features: .all))
    #expect(measurements.cells.width <= 256 && measurements.coarse.width <= 128)
    #expect(measurements.cells.factor == 4 || measurements.cells.width > 128)
    #expect(measurements.cells.count == measurements.color.cb.count)
    #expect(measurements.cells.width == (width + measurements.cells.factor - 1) / measurements.cells.factor)
  }

  @Test func `the share of differing values is a share`() {
    var (a, b) = (Level(ofWidth: 40, height: 10, factor: 4), Level(ofWidth: 40, height: 10, factor: 4))
    #expect(a.share(differingFrom: b, byMoreThan: 0) == 0)
    for index in 0..<3 { a.values[index] = 128 }
    #expect(a.share(differingFrom: b, byMoreThan: 1.9) == 0.1)
    #expect(a.share(differingFrom: b, byMoreThan: 2) == 0)
    b.values = b.values.map { _ in 65535 }
    #expect(a.share(differingFrom: b, byMoreThan: 100) == 1)
  }

  @Test func `exposure and contrast alone make little distance, another picture much`() throws {
    let street = Scene.street(count: 1)
    func level(_ scene: Scene) throws -> Level {
      var measurements = Measurements(geometry: Geometry(width: 192, height: 108), features: [])
      try scene.picture(0).withFrame { measurements.take($0, at: Stamp(frame: 0, rate: 25)) }
      return measurements.coarse
    }
    let original = try level(street)
    #expect(original.difference(from: original, reach: 0).distance < 1e-6)
    #expect(original.difference(from: try level(street.gain(0.7)), reach: 0).distance < 0.1)
    #expect(original.difference(from: try level(street.lowered(by: 20)), reach: 0).distance < 0.1)
    #expect(original.difference(from: try level(.street(count: 1, seed: 5)), reach: 3).distance > 0.36)
    #expect(try level(.plain(.black, count: 1)).difference(from: original, reach: 0).texture == 0)
  }
}

/// Measurements that can be copied, and so expected of.
private struct Snapshot {
  let tone: Tone
  let profile: Profile
  let color: Color
  let cells, previousCells, coarse: Level
  let change: Float?
  let hasPrevious: Bool

  init(_ measurements: borrowing Measurements) {
    tone = measurements.tone
    profile = measurements.profile
    color = measurements.color
    cells = measurements.cells
    previousCells = measurements.previousCells
    coarse = measurements.coarse
    change = measurements.change
    hasPrevious = measurements.hasPrevious
  }
}
