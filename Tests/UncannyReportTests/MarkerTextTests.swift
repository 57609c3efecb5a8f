import Testing
import Uncanny
import UncannyReport

/// The very text of each format of lines.
@Suite struct MarkerTextTests {
  private func text(_ format: MarkerFormat, _ list: MarkerList? = nil) throws -> String {
    try format.text(of: try list ?? Marks.list())
  }

  @Test func `an edit decision list has one event a place, and the worst decides`() throws {
    #expect(
      try text(.edl) == """
        TITLE: clip.mov
        FCM: DROP FRAME

        001  AX       V     C        00:00:00;00 00:00:00;01 00:00:00;00 00:00:00;01
        * LOC: 00:00:00;00 GREEN   shot 1
        shot 1 (the first, 1800 frames) |C:ResolveColorGreen |M:shot 1 |D:1800

        002  AX       V     C        00:00:59;28 00:00:59;29 00:00:59;28 00:00:59;29
        * LOC: 00:00:59;28 YELLOW  smear.top
        warning smear.top: smear.top is smeared / "badly" (score 0.50) |C:ResolveColorYellow |M:smear.top |D:3

        003  AX       V     C        00:01:00;02 00:01:00;03 00:01:00;02 00:01:00;03
        * LOC: 00:01:00;02 GREEN   shot 2
        * LOC: 00:01:00;02 MAGENTA smear.low
        shot 2 (by dissolve, 200 frames); critical smear.low: smear.low is smeared / "badly" (score 0.50) \
        |C:ResolveColorFuchsia |M:shot 2, smear.low |D:1

        004  AX       V     C        00:01:06;12 00:01:06;13 00:01:06;12 00:01:06;13
        * LOC: 00:01:06;12 BLUE    smear.low
        info smear.low: smear.low is smeared / "badly" (score 0.50, until the end) |C:ResolveColorBlue |M:smear.low |D:10

        """)
  }

  @Test func `without dropped names an edit decision list says so`() throws {
    let plain = try text(.edl, Marks.list(start: "01:00:00:00"))
    #expect(plain.contains("FCM: NON-DROP FRAME\n") && plain.contains(" 01:01:00:00 01:01:00:01\n"))
  }

  @Test func `Premiere's table is parted by tabs, its ends exclusive`() throws {
    #expect(
      try text(.premiere) == """
        Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type
        shot 1\tthe first, 1800 frames\t00;00;00;00\t00;01;00;02\t00;01;00;02\tChapter
        smear.top\tsmear.top is smeared / "badly" (score 0.50)\t00;00;59;28\t00;01;00;03\t00;00;00;03\tComment
        shot 2\tby dissolve, 200 frames\t00;01;00;02\t00;01;06;22\t00;00;06;20\tChapter
        smear.low\tsmear.low is smeared / "badly" (score 0.50)\t00;01;00;02\t00;01;00;03\t00;00;00;01\tComment
        smear.low\tsmear.low is smeared / "badly" (score 0.50, until the end)\t00;01;06;12\t00;01;06;22\t00;00;00;10\tComment

        """)
  }

  @Test func `a cue is there from its first frame on, and gone with the next`() throws {
    #expect(
      try text(.webVTT) == """
        WEBVTT

        00:00:00.000 --> 00:00:01.000 line:0
        <c.shot>shot 1 (the first, 1800 frames)</c>

        00:00:59.993 --> 00:01:00.093
        <c.warning>warning smear.top: smear.top is smeared / "badly" (score 0.50)</c>

        00:01:00.060 --> 00:01:01.060 line:0
        <c.shot>shot 2 (by dissolve, 200 frames)</c>

        00:01:00.060 --> 00:01:00.093
        <c.critical>critical smear.low: smear.low is smeared / "badly" (score 0.50)</c>

        00:01:06.399 --> 00:01:06.733
        <c.info>info smear.low: smear.low is smeared / "badly" (score 0.50, until the end)</c>

        """)
  }

  @Test func `subtitles are the events`() throws {
    #expect(
      try text(.subRip) == """
        1
        00:00:59,993 --> 00:01:00,093
        warning smear.top: smear.top is smeared / "badly" (score 0.50)

        2
        00:01:00,060 --> 00:01:00,093
        critical smear.low: smear.low is smeared / "badly" (score 0.50)

        3
        00:01:06,399 --> 00:01:06,733
        info smear.low: smear.low is smeared / "badly" (score 0.50, until the end)

        """)
  }

  @Test func `labels are in seconds`() throws {
    #expect(
      try text(.audacity) == """
        0.000000\t60.060000\tshot 1 (the first, 1800 frames)
        59.993267\t60.093367\twarning smear.top: smear.top is smeared / "badly" (score 0.50)
        60.060000\t66.733333\tshot 2 (by dissolve, 200 frames)
        60.060000\t60.093367\tcritical smear.low: smear.low is smeared / "badly" (score 0.50)
        66.399667\t66.733333\tinfo smear.low: smear.low is smeared / "badly" (score 0.50, until the end)

        """)
  }

  @Test func `shots are chapters, named with the faults in them`() throws {
    #expect(
      try text(.chapters) == """
        ;FFMETADATA1
        title=clip.mov

        [CHAPTER]
        TIMEBASE=1001/30000
        START=0
        END=1800
        title=shot 1: smear.top

        [CHAPTER]
        TIMEBASE=1001/30000
        START=1800
        END=2000
        title=shot 2: smear.low

        """)
  }

  @Test func `bad frames are those of warnings and worse, each once`() throws {
    #expect(try text(.frames) == "1798\n1799\n1800\n")
  }

  @Test func `nothing that a file is called breaks a line`() throws {
    let (plain, hostile) = (try Marks.list(), try Marks.hostileList())
    for format in [MarkerFormat.edl, .premiere, .webVTT, .subRip, .audacity, .chapters, .frames] {
      let (expected, text) = (try text(format, plain), try text(format, hostile))
      #expect(text.split(separator: "\n").count == expected.split(separator: "\n").count, "\(format)")
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }, "\(format)")
    }
    #expect(
      try text(.chapters, hostile).contains(
        "title=a\"b<c>&'d\\\\|e  f\\;\\#\\=g?[31m?`{h}-->@\u{fc}\u{202e}.mov\n"))
  }
}
