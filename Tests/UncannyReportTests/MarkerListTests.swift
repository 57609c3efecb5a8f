import Testing
import Uncanny
import UncannyReport

@Suite struct MarkerListTests {
  @Test func `markers stand at the frames of their events`() throws {
    let list = try Marks.list()
    #expect(list.rate == Marks.ntsc && list.rounding == nil && list.caution == nil)
    #expect(list.markers.map { $0.name } == ["shot 1", "smear.top", "shot 2", "smear.low", "smear.low"])
    #expect(list.markers.map { $0.place } == [0..<1800, 1798..<1801, 1800..<2000, 1800..<1801, 1990..<2000])
    #expect(list.markers.allSatisfy { $0.place == $0.frames })
    #expect(list.length == 2000 && list.title == "clip.mov" && list.location == "file:///film/clip.mov")
  }

  @Test(arguments: [(24_000, 1001), (24, 1), (25, 1), (30_000, 1001), (60_000, 1001), (16, 1)])
  func `after a day of frames a marker is at its frame still`(numerator: Int, denominator: Int) throws {
    let rate = try #require(FrameRate(numerator, denominator))
    for frame in [0, 1, 107_999, 2_073_599] {
      let stamp = Stamp(frame: frame, running: rate.time(of: frame), stream: rate.time(of: frame))
      let event = Event(
        id: 1, detector: "smear", family: .signal, fault: "smear", severity: .info, start: stamp, decided: stamp,
        score: 1, confidence: 1)
      let media = Wire.Media(uri: "a", width: 1, height: 1, frameRate: rate.value, frames: frame + 1)
      let list = try MarkerList(Samples.report([.began(event)], media: media))
      #expect(list.rate == rate)
      #expect(list.markers.map { $0.place } == [frame..<frame + 1])
      #expect(list.markers.first?.times.lowerBound == rate.time(of: frame))
    }
  }

  @Test func `frames of a rate that varies are placed by their times`() throws {
    // frames 0, 1 and 2 stand a second each
    func stamp(_ frame: Int) -> Stamp {
      Stamp(frame: frame, running: .seconds(Double(frame)), stream: .seconds(Double(frame)))
    }
    let event = Event(
      id: 1, detector: "smear", family: .signal, fault: "smear", severity: .error, start: stamp(1), end: stamp(2),
      decided: stamp(1), score: 1, confidence: 1)
    let media = Wire.Media(
      uri: "a", width: 1, height: 1, frameRate: 29.4, variableFrameRate: true, frames: 60, duration: 10)
    let list = try MarkerList(Samples.report([.ended(event)], media: media))
    #expect(list.rate == Marks.ntsc && list.rounding == .variableRate && list.length == 300)
    let marker = try #require(list.markers.first)
    #expect(marker.frames == 1..<2 && marker.place == 30..<60)
    #expect(marker.times == .seconds(1)..<(.seconds(2)))
    #expect(list.caution?.contains("30000/1001 frames a second") == true)
    #expect(try MarkerFormat.frames.text(of: list) == "1\n")
    #expect(try MarkerFormat.audacity.text(of: list).hasPrefix("1.000000\t2.000000\terror smear: "))
  }

  @Test func `sound without a picture has a timeline too`() throws {
    let at = Stamp(frame: 0, running: .seconds(2), stream: .seconds(2))
    let event = Event(
      id: 1, detector: "smear", family: .audio, fault: "smear", severity: .error, start: at, decided: at, score: 1,
      confidence: 1)
    let media = Wire.Media(uri: "a.wav", width: 0, height: 0, frames: 0, duration: 4)
    let list = try MarkerList(Samples.report([.began(event)], media: media))
    #expect(list.rounding == .noPicture && list.rate == .fps25 && list.length == 100)
    #expect(list.markers.map { $0.place } == [50..<100])
    #expect(try MarkerFormat.frames.text(of: list) == "")
    for format in MarkerFormat.allCases { _ = try format.text(of: list) }
    #expect(try MarkerFormat.openTimeline.text(of: list).contains("\"kind\" : \"Audio\""))
    let finalCut = try MarkerFormat.finalCut.text(of: list)
    #expect(finalCut.contains("hasAudio=\"1\"") && !finalCut.contains("hasVideo"))
  }

  @Test(arguments: [(1_000_000, true), (nil, nil), (nil, true), (15, true)] as [(Double?, Bool?)])
  func `a rate that varies, or that nobody says, is measured`(rate: Double?, isVariable: Bool?) throws {
    let media = Wire.Media(
      uri: "a", width: 1, height: 1, frameRate: rate, variableFrameRate: isVariable, frames: 90, duration: 6)
    let list = try MarkerList(Samples.report([], media: media))
    #expect(
      list.rate.description == "24000/1001" && list.rounding == (isVariable == true ? .variableRate : .unknownRate))
    #expect(list.length == 144)
  }

  @Test func `the first frame is called as was asked for, and otherwise zero`() throws {
    #expect(try Marks.list(start: "01:00:00:00").start.description == "01:00:00:00")
    #expect(try Marks.list(start: nil).start.description == "00:00:00;00")
    #expect(try Marks.list(rate: .fps25, start: nil).start.description == "00:00:00:00")
    #expect(throws: TimecodeError.self) { try Marks.list(rate: .fps25, start: "00:00:00;00") }
  }

  @Test func `a clip of one frame without an event is a timeline of one frame`() throws {
    let list = try MarkerList(Marks.empty)
    #expect(list.length == 1 && list.markers.isEmpty)
    for format in MarkerFormat.allCases { _ = try format.text(of: list) }
  }

  @Test(
    arguments: [
      ("a.otio", .openTimeline), ("b/a.EDL", .edl), ("a.xml", .finalCut7), ("a.fcpxml", .finalCut),
      ("a.csv", .premiere),
      ("a.vtt", .webVTT), ("a.srt", .subRip), ("a.txt", .audacity), ("a.ffmeta", .chapters), ("a.b.frames", .frames),
    ] as [(String, MarkerFormat)]) func `the ending of a name says what is written`(path: String, format: MarkerFormat)
    throws
  {
    #expect(try MarkerFormat(path: path) == format)
  }

  @Test(arguments: ["", "a", "otio", "a.otio/b", "a.gif", "a."]) func `a name that says nothing is refused`(
    path: String
  ) {
    #expect(throws: MarkerFormatError(path: path)) { try MarkerFormat(path: path) }
  }

  @Test func `no two formats share an ending`() {
    let endings = MarkerFormat.allCases.flatMap { $0.suffixes }
    #expect(Set(endings).count == endings.count)
  }
}
