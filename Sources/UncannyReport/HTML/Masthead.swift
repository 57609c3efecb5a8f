/// The top of a page: what came of it in words, and of what.
struct Masthead: Sendable {
  var input: Inspected

  @MarkupBuilder var markup: Markup {
    element("header", ["class": "masthead \(input.report?.verdict.rawValue ?? "unreadable")"]) {
      element("p", ["class": "name"]) { element("bdi") { title } }
      element("h1") { input.report?.headline ?? "Nothing of it could be looked at." }
      if let reservation { element("p", ["class": "reservation"]) { reservation } }
      if let worst { worst }
      if let report = input.report { facts(of: report) }
    }
  }

  /// The last part of the name.
  private var title: String { input.name.split(separator: "/").last.map { String($0) } ?? input.name }

  /// Why the verdict is not about the whole.
  private var reservation: String? {
    if let failure = input.failure {
      guard let report = input.report else { return failure.capitalizedFirst + "." }
      let seen = report.media.duration.map { " after \(Table.clock($0))" } ?? ""
      return "It was not looked at to its end\(seen): \(failure). The verdict is about what could be looked at."
    }
    if input.report?.media.complete == false {
      return "It is damaged or breaks off. The verdict is about what could be looked at."
    }
    let received = input.report?.performance.framesReceived ?? 0
    guard let skipped = input.report?.performance.framesSkipped, skipped > 0 else { return nil }
    return "\(skipped) of \(received) frames were not looked at."
  }

  private var worst: Markup? {
    guard let report = input.report,
      let event = Wire.Severity.ranked.dropLast().lazy.compactMap({ severity in
        report.events.filter { $0.severity == severity }.max { $0.score < $1.score }
      }).first
    else { return nil }
    return element("p", ["class": "worst"]) {
      report.events.count > 1 ? "The worst: " : ""
      element("a", ["href": "#event-\(event.id)"]) { event.message.unbroken }
      " at \(Table.clock(event.start))."
    }
  }

  private func facts(of report: Wire.Report) -> Markup {
    let media = report.media
    let hasPicture = media.width > 0
    let facts: [(String, String?)] = [
      ("picture", hasPicture ? "\(media.width) \u{00D7} \(media.height)" : "none"),
      (
        "rate",
        media.frameRate.map {
          "\($0.text(decimals: 3, padded: false)) fps" + (media.variableFrameRate == true ? ", variable" : "")
        }
      ),
      ("length", media.duration.map { Table.clock($0) }), ("frames", hasPicture ? "\(media.frames)" : nil),
      ("shots", hasPicture ? "\(report.shots.count)" : nil),
      ("codec", [media.videoCodec, media.audioCodec].compactMap { $0 }.joined(separator: ", ")),
      ("container", media.container), ("file", media.uri),
    ]
    return element("dl", ["class": "media"]) {
      facts.compactMap { name, value in
        value.flatMap { value in
          value.isEmpty
            ? nil
            : element("div") {
              element("dt") { name }
              element("dd") { element("bdi") { value } }
            }
        }
      }
    }
  }
}
