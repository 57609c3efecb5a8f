/// A comparison as one page, the films side by side; it needs nothing else, and asks for nothing.
///
/// Thread: any.
public struct ComparisonPage: Sendable {
  /// What is shown.
  public let comparison: Wire.Comparison
  private let pictures: (a: PictureAlbum, b: PictureAlbum)

  /// - Parameters:
  ///   - a: pictures of the first film.
  ///   - b: pictures of the second.
  public init(_ comparison: Wire.Comparison, a: PictureAlbum = PictureAlbum(), b: PictureAlbum = PictureAlbum()) {
    self.comparison = comparison
    pictures = (a, b)
  }

  /// The whole page; ends with a line break.
  public var text: String {
    HTMLPage(
      title: "\(name(comparison.a)) and \(name(comparison.b)) \u{2013} uncanny compare", style: comparisonStyle,
      script: comparisonScript, sources: "img-src data:"
    ).text {
      element("header", ["class": comparison.verdict.rawValue]) {
        element("h1") { headline }
        element("p") { comparison.counted.capitalizedFirst + "." }
        comparison.common.map { difference in
          element("p") { "All shots: \(ComparisonWords.text(of: difference).unbroken)." }
        }
        element("div", ["class": "films"]) {
          film("A", comparison.a)
          film("B", comparison.b)
        }
      }
      element("main") {
        ComparisonRibbon(comparison: comparison).markup
        tools
        element("ol", ["id": "rows"]) { comparison.shots.enumerated().map { row($1, $0) } }
        troubles
      }
      foot
    }
  }

  private var headline: String {
    switch comparison.verdict {
    case .same: "The two are the same, shot by shot."
    case .different: "The two are not the same."
    case .undecided: "The two are the same as far as can be decided."
    }
  }

  private func name(_ media: Wire.Media) -> String {
    media.uri.split(separator: "/").last.map { String($0) } ?? media.uri
  }

  private func film(_ letter: String, _ media: Wire.Media) -> Markup {
    var facts = ["\(media.width) \u{00D7} \(media.height)"]
    if let rate = media.frameRate { facts.append("\(rate.text(decimals: 3, padded: false)) fps") }
    if let duration = media.duration { facts.append(Table.clock(duration)) }
    facts.append(media.frames.text("frame"))
    if let codec = media.videoCodec { facts.append(codec) }
    return element("p") {
      element("b") { letter }
      " "
      element("bdi") { media.uri }
      element("span") { facts.joined(separator: ", ") }
    }
  }

  private var tools: Markup {
    element("form", ["class": "tools", "hidden": "hidden"]) {
      Wire.Comparison.State.allCases.compactMap { state -> Markup? in
        guard let count = comparison.counts[state.rawValue] else { return nil }
        return element("label", ["class": state.rawValue]) {
          element("input", ["type": "checkbox", "data-shows": state.rawValue, "checked": "checked"])
          " \(state.rawValue) \(count)"
        }
      }
    }
  }

  private func row(_ row: Wire.Comparison.Row, _ number: Int) -> Markup {
    element("li", ["id": "row-\(number)", "class": row.state.rawValue, "data-state": row.state.rawValue]) {
      element("p", ["class": "say"]) {
        element("b") { row.state.rawValue }
        row.message.isEmpty ? "" : " \(row.message.unbroken)"
        if let similarity = row.similarity {
          element("span") { "alike \(similarity.mean.text(decimals: 3, padded: true))" }
        }
      }
      row.views.map { view in
        element("div", ["class": "pair"]) {
          side("A", row.a, view.a, view, pictures.a)
          side("B", row.b, view.b, view, pictures.b)
        }
      }
    }
  }

  private func side(
    _ letter: String, _ span: Wire.Comparison.Span?, _ frame: Int?, _ view: Wire.Comparison.Row.View,
    _ album: PictureAlbum
  ) -> Markup {
    element("figure") {
      if let frame, let address = album[PictureWish(view: frame)] {
        element("div", ["class": "frame"]) {
          element(
            "img",
            ["src": address, "alt": "\(letter), \(view.title): frame \(frame)", "loading": "lazy", "decoding": "async"])
          if letter == "B", let part = view.part { box(part) }
        }
      } else {
        element("div", ["class": "blank"]) { span == nil ? "not there" : "no picture" }
      }
      if let span, let frame {
        element("figcaption") {
          "\(letter) shot \(span.shot + 1), frames \(span.startFrame)\u{2013}\(max(span.startFrame, span.endFrame - 1)), "
            + "\(Table.clock(span.start)). \(view.title.capitalizedFirst): frame \(frame)"
        }
      }
    }
  }

  private func box(_ part: Wire.Comparison.Difference) -> Markup {
    func text(_ share: Double?) -> String { ((share ?? 0) * 1000).text(decimals: 1, padded: false) }
    return element("svg", ["viewBox": "0 0 1000 1000", "preserveAspectRatio": "none", "aria-hidden": "true"]) {
      element(
        "rect", ["x": text(part.x), "y": text(part.y), "width": text(part.width), "height": text(part.height)])
    }
  }

  private var troubles: Markup? {
    let left = pictures.a.leftOut
    let words = [
      pictures.a.trouble.map { "A: \($0)" }, pictures.b.trouble.map { "B: \($0)" },
      left > 0 ? "\(left.text("row")) have no pictures, to keep the page small" : nil,
    ].compactMap { $0 }
    return words.isEmpty
      ? nil : element("p", ["class": "quiet"]) { words.joined(separator: "; ").capitalizedFirst + "." }
  }

  private var foot: Markup {
    element("footer") {
      "uncanny \(comparison.tool.version), GStreamer \(comparison.tool.gstreamer). Shots count from 1, frames from 0. "
        + "Alike is the structural similarity of pictures reduced to 64 by 36 cells and laid over each other, 1 being the "
        + "same. Sound is not compared."
    }
  }
}
