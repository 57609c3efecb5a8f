import Foundation
import FoundationXML
import Testing
import Uncanny

@testable import UncannyReport

/// The report as a page: what stands on it, that nothing gets onto it, and that it stays small.
@Suite struct PageTests {
  private func page(
    _ report: Wire.Report?, name: String = "clip.mp4", failure: String? = nil, album: PictureAlbum = PictureAlbum(),
    curves: Curves = Curves()
  ) -> String {
    ReportPage(Inspected(name, report, failure: failure), pictures: album, curves: curves, catalog: Samples.catalog)
      .text
  }

  private static func pictures(of report: Wire.Report, bytes count: Int = 3) -> PictureAlbum {
    let wishes = PictureWishes(of: report)
    let made = wishes.wishes.map { ($0, [UInt8](repeating: 0xFF, count: count)) }
    return PictureAlbum(Dictionary(made) { $1 }, of: wishes)
  }

  private static let curves: Curves = {
    var curves = Curves()
    for index in 0..<100 {
      let row = Measured.Row(detector: "black", figure: "mean (code values)", mean: 90, least: 80, most: 100)
      let score = Measured.Score(detector: "smear", score: Float(index) / 100)
      curves.take(Measured(start: .milliseconds(Double(index * 100)), rows: [row], scores: [score]))
    }
    return curves
  }()

  @Test func `the verdict comes first, in words`() throws {
    let text = page(Samples.rich)
    #expect(text.contains("<h1>Not good to go: 1 critical, 1 warning and 1 note.</h1>"))
    #expect(page(Samples.minimal).contains("<h1>Nothing was found.</h1>"))
    let notes = Samples.report([.began(Samples.event(1, severity: .info))])
    #expect(page(notes).contains("<h1>No fault was found. There is 1 note.</h1>"))
    #expect(page(Samples.report([.began(Samples.event(1))])).contains("<h1>Worth a look: 1 warning.</h1>"))
  }

  @Test func `what could not be looked at to its end is told at the top`() {
    #expect(page(Samples.rich).contains("It is damaged or breaks off."))
    let broken = page(Samples.minimal, failure: "the file ends before its media does")
    #expect(broken.contains("It was not looked at to its end: the file ends before its media does."))
    let unreadable = page(nil, failure: "no such file")
    #expect(unreadable.contains("<h1>Nothing of it could be looked at.</h1>") && unreadable.contains("No such file."))
    #expect(!unreadable.contains("id=\"events\""))
  }

  @Test func `every event stands on it, the worst first, and what was not decided`() throws {
    let text = page(Samples.rich)
    let places = try ["event-2", "event-1", "event-3"].map { id in
      try #require(text.range(of: "<article class=\"event [a-z]+\" id=\"\(id)\"", options: .regularExpression))
        .lowerBound
    }
    #expect(places == places.sorted())
    for word in ["could not decide", "grain", "Too dark", "skipped", "No model", "a dissolve"] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test func `it is well-formed XML`() throws {
    for report in [Samples.rich, Samples.minimal] {
      _ = try Tree(page(report, album: Self.pictures(of: report), curves: Self.curves))
    }
    _ = try Tree(page(nil, failure: "no"))
  }

  @Test func `every picture has words, and boxes stand on the frame that they are true of`() throws {
    let tree = try Tree(page(Samples.rich, album: Self.pictures(of: Samples.rich)))
    let pictures = tree.elements.filter { $0.name == "img" }
    // two shots; before, at and after one event that is over, before and at one that is not
    #expect(pictures.count == 2 + 3 + 2 + 3)
    #expect(
      pictures.allSatisfy { ($0.attributes["alt"] ?? "").count > 8 && $0.attributes["src"]?.hasPrefix("data:") == true }
    )
    let words = pictures.compactMap { $0.attributes["alt"] }.filter { $0.contains("box") }
    #expect(words == ["At: frame 51; a box: 30 % by 40 % at 10 % from the left and 20 % from the top"])
    #expect(tree.elements.count { $0.name == "rect" && $0.attributes["class"] == "box" } == 1)
  }

  @Test func `nothing that a file says is markup`() throws {
    let hostile = "a\"'><script>alert(1)</script><img src=x onerror=y>&amp;\u{202E}gpj.\u{0}\u{1B}[31m"
    let report = Samples.report(
      [.began(Samples.event(1, detector: hostile, fault: hostile))],
      checks: [Summary.Check(detector: hostile, verdict: .undecided, why: hostile, values: [hostile: 1])],
      media: Wire.Media(
        uri: hostile, container: hostile, videoCodec: hostile, audioCodec: hostile, width: 2, height: 2, frames: 3))
    let plain = try Tree(page(Samples.report([.began(Samples.event(1))]), name: "a"))
    let tree = try Tree(page(report, name: hostile, failure: hostile))
    #expect(tree.elements.count { $0.name == "script" } == 1)
    #expect(tree.elements.count { $0.name == "img" } == plain.elements.count { $0.name == "img" })
    #expect(!tree.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    let text = page(report, name: hostile)
    #expect(!text.unicodeScalars.contains { $0.value == 0x202E || $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `it asks for nothing from outside, and runs nothing but its own`() throws {
    let tree = try Tree(page(Samples.rich, album: Self.pictures(of: Samples.rich), curves: Self.curves))
    for element in tree.elements {
      for (name, value) in element.attributes where ["href", "src", "action", "data", "xlink:href"].contains(name) {
        #expect(value.hasPrefix("#") || value.hasPrefix("data:image/jpeg;base64,"), "\(name)=\(value.prefix(40))")
      }
      #expect(element.attributes["style"] == nil)
    }
    let ids = tree.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for link in tree.elements.compactMap({ $0.attributes["href"] }) {
      #expect(ids.contains(String(link.dropFirst())), "\(link)")
    }
    #expect(!pageStyle.text.contains("url(") && !pageStyle.text.contains("@import"))
  }

  @Test func `the policy allows the page's own style and script by their hashes`() {
    func hex(_ text: String) -> String {
      SHA256.hash(text.utf8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    let text = page(Samples.rich)
    for (kind, content) in [("style", pageStyle.text), ("script", pageScript.text)] {
      let hash = Data(SHA256.hash(content.utf8)).base64EncodedString()
      #expect(text.contains("\(kind)-src &#39;sha256-\(hash)&#39;"))
      #expect(text.contains("<\(kind)>\(content)</\(kind)>"))
      #expect(!content.contains("<") && !content.contains("&"))
    }
    #expect(text.contains("default-src &#39;none&#39;"))
  }

  @Test func `it stays small, whatever was found`() {
    var changes: [Outcome.Change] = []
    for index in 0..<400 {
      let start = Stamp(frame: index * 50, rate: 25)
      changes.append(
        .shot(Shot(index: index, start: start, end: Stamp(frame: index * 50 + 50, rate: 25), transition: .cut)))
      changes.append(.ended(Samples.event(index + 1, from: index * 50, to: index * 50 + 20)))
    }
    let report = Samples.report(
      changes,
      media: Wire.Media(uri: "long.mp4", width: 1920, height: 1080, frameRate: 25, frames: 20_000, duration: 800))
    var curves = Curves()
    for index in 0..<8000 {
      let scores = (0..<40).map { Measured.Score(detector: "d\($0)", score: Float(index % 100) / 100) }
      curves.take(Measured(start: .milliseconds(Double(index * 100)), scores: scores))
    }
    let text = page(report, album: Self.pictures(of: report, bytes: 60_000), curves: curves)
    #expect(text.utf8.count < 15_000_000)
    #expect(text.contains("pictures left out, to keep the page small."))
    let small = page(report, album: Self.pictures(of: report, bytes: 1), curves: curves)
    #expect(small.utf8.count < 2_000_000, "without pictures")
  }

  @Test func `text can be read on its ground in both schemes, and on paper`() throws {
    for scheme in pageStyle.text.components(separatedBy: ":root").dropFirst() {
      let colors = Dictionary(
        scheme.prefix { $0 != "}" }.matches(of: /--([a-z-]+): #([0-9a-f]{3,6});/).map { (String($0.1), String($0.2)) }
      ) { $1 }
      #expect(colors.count > 10)
      for name in ["text", "quiet", "link", "critical", "error", "warning", "info", "good"] {
        for ground in ["ground", "panel", "faint"] {
          let ratio = try Contrast.ratio(#require(colors[name]), #require(colors[ground]))
          #expect(ratio >= 4.5, "\(name) on \(ground): \(ratio)")
        }
      }
    }
  }
}

/// The elements of a page, in their order.
private final class Tree: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []

  /// - Throws: when the text is no XML.
  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { throw parser.parserError ?? CocoaError(.propertyListReadCorrupt) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) { elements.append((name, attributes)) }
}

/// After WCAG 2.2, "contrast ratio".
private enum Contrast {
  static func ratio(_ a: String, _ b: String) -> Double {
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  private static func luminance(_ hex: String) -> Double {
    let digits = hex.count == 3 ? hex.flatMap { [$0, $0] } : Array(hex)
    let parts = stride(from: 0, to: 6, by: 2).map { index -> Double in
      let value = Double(Int(String(digits[index...(index + 1)]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
