internal import UncannyAlerts
internal import UncannyPipeline

/// Hands what a session finds to the alert desk.
struct Alerting: Sink {
  let desk: AlertDesk

  func receive(_ update: Update) {
    guard case .change(let change, let source, let latency) = update else { return }
    desk.take(change, of: source, latency: latency)
  }
}
