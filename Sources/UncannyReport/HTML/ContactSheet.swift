/// Who or what was followed: each as it appeared in the shots, and whether it is the same in all of them.
struct ContactSheet: Sendable {
  var subjects: [Wire.Subject]
  var album: PictureAlbum

  var markup: Markup? {
    guard !subjects.isEmpty else { return nil }
    return element("section", ["id": "subjects", "aria-labelledby": "subjects-title"]) {
      element("h2", ["id": "subjects-title"]) { "Subjects" }
      element("p", ["class": "quiet"]) {
        "The distance is how far an appearance is from the others; 1 is where a difference begins."
      }
      subjects.map { sheet(of: $0) }
    }
  }

  private func sheet(of subject: Wire.Subject) -> Markup {
    element("div", ["class": "subject"]) {
      element("h3") { subject.id.replacing("-", with: " ").capitalizedFirst }
      element("p") { summary(of: subject.appearances) }
      element("ol", ["class": "sheet"]) { subject.appearances.map { appearance($0, of: subject) } }
    }
  }

  private func summary(of appearances: [Wire.Subject.Appearance]) -> String {
    let (same, other) = (appearances.count { $0.consistent == true }, appearances.count { $0.consistent == false })
    let open = appearances.count - same - other
    let parts = [
      same > 0 ? "the same in \(same)" : nil, other > 0 ? "not the same in \(other)" : nil,
      open > 0 ? "undecided in \(open)" : nil,
    ].compactMap { $0 }
    return "In \(appearances.count.text("shot")): \(parts.joined(separator: ", "))."
  }

  private func appearance(_ appearance: Wire.Subject.Appearance, of subject: Wire.Subject) -> Markup {
    let (style, verdict) =
      switch appearance.consistent {
      case true?: ("same", "consistent")
      case false?: ("other", "not consistent")
      case nil: ("open", "cannot decide")
      }
    return element("li", ["class": "appearance \(style)"]) {
      if let wish = appearance.wish, let address = album[wish] {
        element("div", ["class": "crop"]) {
          element(
            "img",
            [
              "src": address, "loading": "lazy", "decoding": "async",
              "alt":
                "\(subject.label.capitalizedFirst) in shot \(appearance.shot + 1), frame \(wish.frame): \(verdict)",
            ])
        }
      } else {
        element("div", ["class": "crop blank"]) { "no picture" }
      }
      element("p") {
        element("span", ["class": "badge \(style)"]) { verdict }
        element("a", ["href": "#shot-\(appearance.shot)"]) { "shot \(appearance.shot + 1)" }
        if let distance = appearance.distance {
          element("span") { "distance \(distance.text(decimals: 2, padded: true))" }
        }
        if !appearance.differsIn.isEmpty {
          element("span", ["class": "differs"]) { "differs in \(appearance.differsIn.joined(separator: ", "))" }
        }
      }
    }
  }
}
