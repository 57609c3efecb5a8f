internal import UncannyAlerts
internal import UncannyPipeline

/// Hands what one session finds to the alert desk.
actor Alerting: Sink {
  private let desk: AlertDesk
  private var sources: Set<String> = []

  init(_ desk: AlertDesk) { self.desk = desk }

  func receive(_ update: Update) {
    guard case .change(let change, let source, let latency) = update else { return }
    sources.insert(source)
    desk.take(change, of: source, latency: latency)
  }

  func finish() { for source in sources { desk.end(of: source) } }
}
