internal import FoundationEssentials

/// A page that needs nothing else, and of which a browser runs only what stands in it: its policy has the hashes of its
/// style sheet and its script.
struct HTMLPage: Sendable {
  var title: String
  var style: StaticText
  var script: StaticText
  /// What else may be shown, as a directive of the policy: `img-src data:`.
  var sources: String

  /// The whole page; ends with a line break.
  func text(@MarkupBuilder _ body: () -> Markup) -> String {
    let page = element("html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"]) {
      head
      element("body") {
        body()
        element("script") { .verbatim(script) }
      }
    }
    return "<!DOCTYPE html>\n" + page.source + "\n"
  }

  private var head: Markup {
    element("head") {
      element("meta", ["charset": "utf-8"])
      element("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
      element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      element("meta", ["name": "color-scheme", "content": "light dark"])
      element("meta", ["name": "referrer", "content": "no-referrer"])
      element("meta", ["name": "generator", "content": "uncanny"])
      element("title") { title }
      element("style") { .verbatim(style) }
    }
  }

  /// Nothing from anywhere, but what is in the page itself, and the sources.
  private var policy: String {
    "default-src 'none'; \(sources); style-src \(Self.source(of: style)); script-src \(Self.source(of: script)); "
      + "base-uri 'none'; form-action 'none'"
  }

  /// What a policy calls a style sheet or a script that stands in its page.
  static func source(of text: StaticText) -> String {
    "'sha256-\(Data(SHA256.hash(text.text.utf8)).base64EncodedString())'"
  }
}
