import Testing
import Uncanny

@Suite struct TimecodeTests {
  private static func rate(_ text: String) throws -> FrameRate {
    let known = ["23.976": FrameRate(24_000, 1001), "29.97": FrameRate(30_000, 1001), "59.94": FrameRate(60_000, 1001)]
    return try #require(known[text] ?? Int(text).flatMap { FrameRate($0) })
  }

  /// Rate, frame, and what it is called; the semicolon says that names are dropped.
  private static let known = [
    ("29.97", 0, "00:00:00;00"), ("29.97", 1799, "00:00:59;29"), ("29.97", 1800, "00:01:00;02"),
    ("29.97", 3597, "00:01:59;29"), ("29.97", 3598, "00:02:00;02"), ("29.97", 17_981, "00:09:59;29"),
    ("29.97", 17_982, "00:10:00;00"), ("29.97", 19_781, "00:10:59;29"), ("29.97", 19_782, "00:11:00;02"),
    ("29.97", 107_892, "01:00:00;00"), ("29.97", 2_589_407, "23:59:59;29"),
    ("29.97", 1800, "00:01:00:00"), ("29.97", 108_000, "01:00:00:00"),
    ("59.94", 3599, "00:00:59;59"), ("59.94", 3600, "00:01:00;04"), ("59.94", 35_964, "00:10:00;00"),
    ("59.94", 215_784, "01:00:00;00"), ("59.94", 3600, "00:01:00:00"),
    ("23.976", 1440, "00:01:00:00"), ("23.976", 86_400, "01:00:00:00"),
    ("24", 1439, "00:00:59:23"), ("24", 86_444, "01:00:01:20"),
    ("25", 1500, "00:01:00:00"), ("25", 89_999, "00:59:59:24"),
    ("30", 1800, "00:01:00:00"), ("50", 3000, "00:01:00:00"), ("50", 179_999, "00:59:59:49"),
    ("60", 3599, "00:00:59:59"), ("60", 3600, "00:01:00:00"),
  ]

  @Test(arguments: known) func `a frame has its name, and the name its frame`(rate: String, frame: Int, name: String)
    throws
  {
    let rate = try Self.rate(rate)
    let timecode = Timecode(frame: frame, rate: rate, isDropFrame: name.contains(";"))
    #expect(timecode.description == name)
    let written = try #require(Timecode.Written(parsing: name))
    #expect(try Timecode(written, rate: rate) == timecode)
  }

  @Test(arguments: ["23.976", "24", "25", "29.97", "30", "50", "59.94", "60"])
  func `no two frames of an hour have one name, and none is out of order`(rate: String) throws {
    let rate = try Self.rate(rate)
    for isDropFrame in [false, true] {
      var last = ""
      for frame in 0..<rate.timebase * 3600 {
        let timecode = Timecode(frame: frame, rate: rate, isDropFrame: isDropFrame)
        let name = timecode.description
        #expect(name > last)
        last = name
        // reading back is slow: around minutes only
        if frame % (rate.timebase * 60) < 8 {
          let written = try #require(Timecode.Written(parsing: name))
          #expect(try Timecode(written, rate: rate).frame == frame)
        }
      }
    }
  }

  @Test func `drop-frame timecode stays with the clock`() throws {
    let rate = try Self.rate("29.97")
    let hour = Timecode(frame: rate.frame(nearest: .seconds(3600)), rate: rate, isDropFrame: true)
    #expect(hour.description == "01:00:00;00")
    #expect(Timecode(frame: hour.frame, rate: rate, isDropFrame: false).description == "00:59:56:12")
  }

  @Test(arguments: ["23.976", "24", "25", "30", "50", "60"])
  func `names are dropped at NTSC's rates of thirty and sixty only`(rate: String) throws {
    let rate = try Self.rate(rate)
    #expect(!Timecode(frame: 0, rate: rate, isDropFrame: true).isDropFrame)
    let written = try #require(Timecode.Written(parsing: "01:00:00;00"))
    #expect(throws: TimecodeError.noDropFrame("01:00:00;00", rate)) { try Timecode(written, rate: rate) }
  }

  @Test func `names that are left out are no frames`() throws {
    let rate = try Self.rate("29.97")
    for name in ["00:01:00;00", "00:01:00;01", "12:34:00;01"] {
      let written = try #require(Timecode.Written(parsing: name))
      #expect(throws: TimecodeError.dropped(name)) { try Timecode(written, rate: rate) }
    }
    let tenth = try #require(Timecode.Written(parsing: "00:20:00;00"))
    #expect(try Timecode(tenth, rate: rate).frame == 35_964)
    let late = try #require(Timecode.Written(parsing: "00:00:00:30"))
    #expect(throws: TimecodeError.noSuchFrame("00:00:00:30", timebase: 30)) { try Timecode(late, rate: rate) }
  }

  @Test func `a day later the count begins again`() throws {
    let rate = try Self.rate("29.97")
    let last = Timecode(frame: 2_589_407, rate: rate, isDropFrame: true)
    #expect(last.advanced(by: 1).description == "00:00:00;00")
    #expect(Timecode(frame: -1, rate: rate, isDropFrame: true) == last)
    #expect(Timecode(frame: .min, rate: rate, isDropFrame: true).frame >= 0)
    #expect(last.advanced(by: .max).frame >= 0)
  }

  @Test(arguments: [
    "", "1", "01:00:00", "01:00:00:00:00", "24:00:00:00", "00:60:00:00", "00:00:60:00", "a:00:00:00", "-1:00:00:00",
    "01;00:00:00", "00:00:00.00", "00:00:00:1234", "00:00:00:", "+1:00:00:00", "٠١:00:00:00",
  ]) func `what is no timecode is not read`(text: String) {
    #expect(Timecode.Written(parsing: text) == nil)
  }

  @Test func `semicolons in front mean the same`() {
    #expect(Timecode.Written(parsing: "01;02;03;04")?.isDropFrame == true)
    #expect(Timecode.Written(parsing: "1:2:3:4")?.frames == 4)
  }
}
