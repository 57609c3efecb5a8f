import FoundationEssentials
import TestSupport
import Testing
import Uncanny
import UncannyReport

/// The formats that are trees.
@Suite struct MarkerTreeTests {
  @Test func `OpenTimelineIO holds the input once, and the markers on it`() throws {
    let text = try MarkerFormat.openTimeline.text(of: try Marks.list(start: "01:00:00;00"))
    let timeline = try JSON(parsing: text)
    #expect(timeline["OTIO_SCHEMA"] == .string("Timeline.1"))
    #expect(timeline["global_start_time"]?["value"] == .number(107_892))
    let clip = try #require(timeline["tracks"]?["children"]?[0]?["children"]?[0])
    #expect(timeline["tracks"]?["children"]?[1] == nil)
    #expect(clip["source_range"]?["duration"]?["value"] == .number(2000))
    #expect(clip["media_reference"]?["target_url"] == .string("file:///film/clip.mov"))
    let marker = try #require(clip["markers"]?[1])
    #expect(marker["name"] == .string("smear.top") && marker["color"] == .string("YELLOW"))
    #expect(marker["marked_range"]?["start_time"]?["value"] == .number(109_690))
    #expect(marker["marked_range"]?["start_time"]?["rate"] == .number(30_000.0 / 1001))
    #expect(marker["marked_range"]?["duration"]?["value"] == .number(3))
    let note = JSON.string("smear.top is smeared / \"badly\" (score 0.50)")
    #expect(marker["comment"] == note && marker["metadata"]?["Resolve_OTIO"]?["Note"] == note)
    #expect(marker["metadata"]?["uncanny"]?["severity"] == .string("warning"))
  }

  @Test func `a hostile name comes back from JSON as it was`() throws {
    let timeline = try JSON(parsing: try MarkerFormat.openTimeline.text(of: try Marks.hostileList()))
    #expect(timeline["name"] == .string(Marks.hostile))
  }

  @Test func `Final Cut Pro 7 counts frames at a whole rate and says what is meant`() throws {
    let text = try MarkerFormat.finalCut7.text(of: try Marks.list())
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE xmeml>\n<xmeml version=\"5\">\n"))
    #expect(text.contains("<timebase>30</timebase>") && text.contains("<ntsc>TRUE</ntsc>"))
    #expect(text.contains("<string>00:00:00;00</string>") && text.contains("<displayformat>DF</displayformat>"))
    #expect(
      text.contains(
        """
            <marker>
              <comment>smear.top is smeared / &quot;badly&quot; (score 0.50)</comment>
              <name>smear.top</name>
              <in>1798</in>
              <out>1801</out>
            </marker>
        """))
    #expect(text.contains("<in>1800</in>\n      <out>-1</out>"))
    let film = try MarkerFormat.finalCut7.text(of: try Marks.list(rate: .fps25, start: nil))
    #expect(film.contains("<timebase>25</timebase>") && film.contains("<ntsc>FALSE</ntsc>"))
  }

  @Test func `Final Cut Pro has whole frames as fractions of a second`() throws {
    let text = try MarkerFormat.finalCut.text(of: try Marks.list(start: "01:00:00;00"))
    #expect(text.contains("frameDuration=\"1001/30000s\""))
    #expect(text.contains("tcStart=\"107999892/30000s\" tcFormat=\"DF\" duration=\"2002000/30000s\""))
    #expect(text.contains("<marker start=\"109799690/30000s\" duration=\"3003/30000s\" value=\"warning smear.top\""))
    #expect(text.contains("<chapter-marker start=\"109801692/30000s\" duration=\"1001/30000s\" value=\"shot 2\""))
    let film = try MarkerFormat.finalCut.text(of: try Marks.list(rate: .fps25, start: "01:00:00:00"))
    #expect(film.contains("tcStart=\"3600s\"") && film.contains("<chapter-marker start=\"3672s\""))
  }

  @Test(arguments: [MarkerFormat.finalCut7, .finalCut])
  func `a hostile name is escaped, and what XML cannot hold is replaced`(format: MarkerFormat) throws {
    let text = try format.text(of: try Marks.hostileList())
    #expect(text.contains("a&quot;b&lt;c&gt;&amp;'d\\|e"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
    #expect(text.contains("g\u{fffd}[31m\u{fffd}`{h}--&gt;@\u{fc}"))
    // every start of an element has its end
    let starts = text.matches(of: /<[a-z][^>]*[^\/>]>|<[a-z]>/).count
    #expect(starts > 0 && starts == text.matches(of: /<\/[a-z]/).count)
  }
}
