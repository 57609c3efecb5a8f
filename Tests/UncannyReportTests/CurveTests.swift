import Testing
import Uncanny

@testable import UncannyReport

/// Numbers over time in bounded memory, and where moments stand.
@Suite struct CurveTests {
  @Test func `what was expected and what was measured are two lines over the frames that they are about`() throws {
    let curve = Curve(
      number: 2,
      points: [(8, 0.3, 0), (16, 0.3, 0.02), (24, 0.6, 0)].map {
        Curve.Point(frame: $0.0, expected: $0.1, measured: Float($0.2), uncertainty: 0.01)
      })
    let source = try #require(PairChart(curve: Wire.Event.Curve(curve)).markup).source
    #expect(source.contains("class=\"limit\" d=\"M0 ") && source.contains("class=\"line\" d=\"M0 "))
    #expect(source.contains("L500 ") && source.contains("L1000 6"), "the highest stands at the top: \(source)")
    #expect(source.contains("number 2"))
  }

  @Test func `one moment is no line, and what is no number breaks nothing`() throws {
    func chart(_ points: [(Int, Float)]) -> String? {
      let points = points.map { Curve.Point(frame: $0.0, expected: $0.1, measured: $0.1, uncertainty: 0) }
      return PairChart(curve: Wire.Event.Curve(Curve(number: 1, points: points))).markup?.source
    }
    #expect(chart([]) == nil && chart([(3, 1)]) == nil)
    let odd = try #require(chart([(3, .nan), (3, .infinity), (.max, -1e30), (4, 1e30), (.min, 1)]))
    #expect(!odd.contains("nan") && !odd.contains("inf"))
  }

  private func curve(_ count: Int, step: ClockTime = .milliseconds(100)) -> Course {
    var curve = Course()
    for index in 0..<count {
      let value = Float(index % 10)
      curve.take(
        .init(least: value, sum: value, most: value), at: ClockTime(nanoseconds: Int64(index) * step.nanoseconds))
    }
    return curve
  }

  @Test func `a curve keeps its extremes in bounded memory, however long it is`() {
    for count in [1, 1200, 1201, 5000, 100_000] {
      let curve = curve(count)
      #expect(curve.points.count <= 1200 && curve.points.count >= min(count, 600))
      #expect(curve.least == 0 && curve.most == (count > 1 ? 9 : 0))
      #expect(curve.points.reduce(0) { $0 + ($1?.count ?? 0) } == Float(count))
    }
    #expect(curve(2400).interval == .milliseconds(200))
  }

  @Test func `a time or a number that is none leaves a curve as it is`() {
    var curve = curve(10)
    let before = curve
    for (value, time) in [
      (Float.nan, ClockTime.zero), (.infinity, .zero), (1, .milliseconds(-1)), (1, ClockTime(nanoseconds: .max)),
    ] {
      curve.take(.init(least: value, sum: value, most: value), at: time)
    }
    #expect(curve == before)
  }

  @Test func `a chart has no more points than a page is wide`() {
    for count in [1, 2, 600, 1200] {
      let chart = CurveChart(curve: curve(count), scale: TimeScale(length: Double(count) / 10), range: 0...9)
      let line = chart.markup.source.split(separator: "class=\"line\" d=\"").last ?? ""
      let points = line.count { $0 == "L" || $0 == "M" }
      #expect(points <= CurveChart.mostPoints && points >= min(count, 300), "\(count): \(points)")
      #expect(!chart.markup.source.contains("nan") && !chart.markup.source.contains("inf"))
    }
  }

  @Test func `what was not known is a gap`() {
    var curve = curve(10)
    curve.take(.init(least: 1, sum: 1, most: 1), at: .seconds(30))
    let line =
      CurveChart(curve: curve, scale: TimeScale(length: 31), range: 0...9).markup.source
      .split(separator: "class=\"line\" d=\"").last ?? ""
    #expect(line.count { $0 == "M" } == 2)
  }

  @Test(arguments: [0.5, 3, 8, 32, 600, 5400, 90_000]) func `marks are few at first, and each stands once`(
    length: Double
  ) {
    let ticks = TimeScale(length: length).ticks
    #expect((3...16).contains(ticks.count { $0.rank == 0 }), "\(ticks.count { $0.rank == 0 })")
    #expect(ticks.count < 400)
    let places = ticks.map { ($0.seconds * 1000).rounded() }
    #expect(Set(places).count == places.count && places.allSatisfy { $0 >= 0 && $0 <= length * 1000 })
  }

  @Test func `moments are read as a clock is`() {
    #expect(
      [0, 0.5, 59.96, 65, 3600, 3725.5].map { TimeScale.label($0) } == [
        "0:00", "0:00.5", "1:00", "1:05", "1:00:00", "1:02:05.5",
      ])
  }

  @Test func `a page asks for pictures of what is worst, and of a bounded number`() {
    let events = (0..<60).map { index in
      Outcome.Change.ended(
        Samples.event(index + 1, severity: index == 59 ? .critical : .info, from: 10 + index * 4, to: 12 + index * 4))
    }
    let wishes = PictureWishes(of: Samples.report(events))
    #expect(wishes.wishes.prefix(3).map { $0.frame } == [245, 246, 248], "before, in the middle, after")
    #expect(wishes.leftOut == 12 && Set(wishes.wishes).count == wishes.wishes.count)
    #expect(wishes.wishes.allSatisfy { (0..<250).contains($0.frame) })
    #expect(PictureWishes(of: Samples.minimal).wishes == [])
  }
}
