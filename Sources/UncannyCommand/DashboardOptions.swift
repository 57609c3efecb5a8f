internal import ArgumentParser
internal import Foundation
internal import Uncanny
internal import UncannyDashboard
internal import UncannyDetectors
internal import UncannyPipeline

/// The live page, and who may see it.
struct DashboardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Serve a live page, an API and metrics for Prometheus at this address.",
      discussion: "127.0.0.1:8080, or a port alone, is for this machine; any other address needs a token.",
      valueName: "host:port"))
  var dashboard: String?

  @Option(
    help: ArgumentHelp(
      "What a browser or a scraper must bring to the live page; better set as UNCANNY_TOKEN, where nobody reads it.",
      valueName: "text"))
  var token: String?

  func validate() throws {
    do { _ = try place } catch { throw ValidationError("--dashboard: \(error)") }
    guard token == nil || dashboard != nil else { throw ValidationError("--token is for --dashboard") }
  }

  /// The plan, made to tell the scores of each second where the page shows them.
  func asking(_ plan: Plan) -> Plan {
    var plan = plan
    if dashboard != nil, plan.figureInterval == nil { plan.figureInterval = .seconds(1) }
    return plan
  }

  /// Begins to serve, and says where; `nil` where nobody asked.
  ///
  /// - Throws: `DashboardError` when it cannot listen there.
  func opened(for inputs: [Input], plan: Plan) async throws -> LivePage? {
    guard let (address, access) = try place else { return nil }
    let dashboard = Dashboard(
      of: inputs.map { $0.text }, plan: plan, catalog: .standard, version: uncannyVersion)
    Words.say("live page at \(try await dashboard.open(at: address, access))")
    return LivePage(dashboard: dashboard)
  }

  private var place: (ListenAddress, Access)? {
    get throws(DashboardError) {
      guard let dashboard else { return nil }
      let address = try ListenAddress(dashboard)
      let token = token ?? ProcessInfo.processInfo.environment["UNCANNY_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
      return (address, try Access(at: address, token: token))
    }
  }
}

/// A live page that is served, and what sessions tell it.
struct LivePage: Sendable {
  fileprivate let dashboard: Dashboard

  /// Tells the page what a session tells.
  ///
  /// - Parameter index: which of the inputs.
  func sink(_ index: Int) -> any Sink { FeedSink(feed: dashboard.feeds[index]) }

  /// Brings the pictures of an input to the page.
  func preview(_ index: Int) -> Preview {
    let feed = dashboard.feeds[index]
    return Preview { feed.take(picture: $0.bytes, of: $0.frame) }
  }

  /// Lets those who look at the page change how an input is watched.
  ///
  /// - Parameter attendance: hears what is muted.
  func connect(_ session: Session, _ index: Int, _ attendance: Attendance) {
    dashboard.feeds[index].answer(to: LiveControl(session: session, attendance: attendance, number: index))
  }

  func close() { dashboard.close() }
}

/// Changes how an input is watched.
private struct LiveControl: FeedControl {
  let session: Session
  let attendance: Attendance
  let number: Int

  func adopt(_ plan: Plan, saying words: String) throws(PlanError) { try session.adopt(plan, saying: words) }

  func mute(_ fault: String, for length: ClockTime?, saying words: String) {
    attendance.mute(fault, of: number, for: length)
    session.note(words)
  }

  func unmute(_ fault: String, saying words: String) {
    attendance.unmute(fault, of: number)
    session.note(words)
  }
}

/// What a session tells, for the page.
private struct FeedSink: Sink {
  let feed: Feed

  func receive(_ update: Update) {
    switch update {
    case .change(let change, _, let latency): feed.take(change, latency: latency)
    case .progress(let progress): feed.take(progress.intake, elapsed: progress.elapsed)
    case .notice: break
    }
  }

  func finish() { feed.end() }
}
