import Testing
import Uncanny
import UncannyReport

@Suite struct TableTests {
  @Test func `a rich report is listed`() {
    #expect(
      Table(Samples.rich).text == """
        rtsp://host/live  1920x1080  25 fps  00:00:10.000  250 frames  incomplete
        2 shots
        time          frames  severity  fault        score  message
        00:00:02.000  50-74   warning   smear.top     0.70  smear.top is smeared / "badly"
        00:00:04.800  120-    critical  smear.low     0.70  smear.low is smeared / "badly"
        00:00:05.200  130     info      stream.else   0.70  stream.else
        verdict: fail - 3 events (1 critical, 1 warning, 1 info)
        undecided: grain - too dark
        skipped: face - no model

        """)
  }

  @Test func `a report of nothing is listed without what is not known`() {
    let media = Wire.Media(uri: "a.mp4", width: 64, height: 36, frameRate: 30000.0 / 1001, frames: 1)
    #expect(
      Table(Samples.report([], media: media)).text == """
        a.mp4  64x36  29.97 fps  1 frame
        0 shots
        verdict: pass - 0 events

        """)
  }

  @Test(arguments: [60, 80, 100])
  func `no line of an event is wider than asked`(width: Int) {
    var table = Table(Samples.rich, width: width)
    let narrow = table.text.split(separator: "\n")[2..<6]
    #expect(narrow.allSatisfy { $0.count <= max(width, 60) })
    table.width = nil
    let wide = table.text.split(separator: "\n")[2..<6]
    #expect(width >= 90 ? narrow == wide : narrow.contains { $0.hasSuffix("\u{2026}") })
  }

  @Test func `color changes nothing but the color`() {
    var table = Table(Samples.rich, width: 70)
    let plain = table.text
    #expect(!plain.contains("\u{1b}"))
    table.isColored = true
    #expect(table.text.contains("\u{1b}[1;31mcritical\u{1b}[0m"))
    #expect(table.text.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func `nothing that a file is called can write on the terminal`() {
    let media = Wire.Media(uri: "a\u{1b}[2J\n\u{9b}31m.mp4", width: 1, height: 1, frames: 1)
    let text = Table(Samples.report([], media: media)).text
    #expect(text.hasPrefix("a?[2J??31m.mp4  1x1"))
  }

  @Test(arguments: [
    (0, "00:00:00.000"), (12.345, "00:00:12.345"), (59.9996, "00:01:00.000"), (3661.5, "01:01:01.500"),
    (360_000, "100:00:00.000"), (-1, "00:00:00.000"), (.nan, "00:00:00.000"), (.infinity, "00:00:00.000"),
  ])
  func `times read as a clock`(seconds: Double, text: String) {
    #expect(Table.clock(seconds) == text)
  }
}
