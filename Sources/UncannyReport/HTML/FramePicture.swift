/// A picture with the boxes of an event over it, and in words beside it.
struct FramePicture: Sendable {
  /// What it shows, in a word or two: `before`.
  var title: String
  var frame: Int
  /// A data URI; `nil` where there is no picture.
  var address: String?
  /// Where on this frame something was found.
  var regions: [Wire.Event.Region] = []
  /// Decides how the boxes are drawn.
  var severity = Wire.Severity.info

  /// In all formats the frame counts from 0.
  var markup: Markup? {
    guard let address else { return nil }
    return element("figure", ["class": "view"]) {
      element("div", ["class": "frame"]) {
        element("img", ["src": address, "alt": words, "loading": "lazy", "decoding": "async"])
        if !regions.isEmpty { boxes }
      }
      element("figcaption") {
        element("b") { title }
        " frame \(frame)"
      }
    }
  }

  private var boxes: Markup {
    element(
      "svg",
      [
        "class": "boxes \(severity.rawValue)", "viewBox": "0 0 1000 1000", "preserveAspectRatio": "none",
        "aria-hidden": "true",
      ]
    ) {
      for (name, regions) in [("halo", regions), ("box", regions)] {
        regions.prefix(Self.mostBoxes).map { region in
          element(
            "rect",
            [
              "class": name, "x": text(region.x), "y": text(region.y), "width": text(region.width),
              "height": text(region.height),
            ])
        }
      }
    }
  }

  private static let mostBoxes = 64

  private func text(_ share: Double) -> String { (share * 1000).text(decimals: 1, padded: false) }

  /// The picture for who does not see it.
  private var words: String {
    let places = regions.prefix(4).map { region in
      func percent(_ share: Double) -> String { "\((share * 100).text(decimals: 0, padded: false)) %" }
      return "\(percent(region.width)) by \(percent(region.height)) at \(percent(region.x)) from the left and "
        + "\(percent(region.y)) from the top"
    }
    let more = regions.count > places.count ? " and \(regions.count - places.count) more" : ""
    return "\(title.capitalizedFirst): frame \(frame)"
      + (places.isEmpty ? "" : "; \(regions.count == 1 ? "a box" : "boxes"): \(places.joined(separator: "; "))\(more)")
  }
}
