internal import ArgumentParser
internal import Uncanny
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport

/// Where the report for people goes.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the report as one HTML file with pictures, charts and all events; '-' for standard output.",
      discussion: "The input is decoded a second time for the pictures.", valueName: "file"))
  var html: String?

  /// What is written to, as it is called.
  var places: [(option: String, path: String?)] { [("--html", html)] }

  /// The plan, made to tell figures where that is asked for.
  func asking(_ plan: Plan) -> Plan {
    var plan = plan
    if html != nil, plan.figureInterval == nil { plan.figureInterval = Curves.interval }
    return plan
  }

  /// What keeps the figures of a session; `nil` where there is no page.
  func keeper() -> FigureKeeper? { html == nil ? nil : FigureKeeper() }

  /// Writes the page.
  ///
  /// - Throws: `WriteError`.
  func write(_ inspected: Inspected, of input: Input, _ keeper: FigureKeeper?) async throws {
    guard let html else { return }
    var album = PictureAlbum()
    if let report = inspected.report {
      let wishes = PictureWishes(of: report)
      let (pictures, trouble) = await Stills.take(wishes.wishes, of: input)
      album = PictureAlbum(pictures, of: wishes, trouble: trouble)
    }
    let page = ReportPage(inspected, pictures: album, curves: await keeper?.curves ?? Curves(), catalog: .standard)
    try Words.write(page.text, to: html)
  }
}

/// Keeps what is measured in a session, for the curves of its page.
actor FigureKeeper: Sink {
  private(set) var curves = Curves()

  func receive(_ update: Update) {
    if case .change(.measured(let measured), _, _) = update { curves.take(measured) }
  }
}
