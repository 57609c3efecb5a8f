/// The foot of a page: what made it, with what settings, and how fast.
struct Colophon: Sendable {
  var report: Wire.Report

  var markup: Markup {
    element("footer", ["id": "about"]) {
      element("h2") { "Settings and versions" }
      element("dl", ["class": "about"]) {
        facts.map { name, value in
          element("div") {
            element("dt") { name }
            element("dd") { value }
          }
        }
      }
      element("p", ["class": "quiet"]) {
        "Frames count from 0; the end of an interval is the first frame after it. A score says how bad something is, a "
          + "confidence how sure the program is. Boxes are true of the frame on which the fault was worst."
      }
    }
  }

  private var facts: [(String, String)] {
    let performance = report.performance
    var facts = [("program", "uncanny \(report.tool.version), GStreamer \(report.tool.gstreamer)")]
    facts += report.tool.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value.replacing(",", with: ", ")) }
    facts.append(("frames looked at", "\(performance.framesAnalyzed) of \(performance.framesReceived)"))
    facts.append(("time taken", "\(performance.wallSeconds.text(decimals: 1, padded: true)) s"))
    return facts
  }
}
