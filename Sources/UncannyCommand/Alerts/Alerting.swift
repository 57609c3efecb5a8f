internal import UncannyAlerts
internal import UncannyPipeline

/// Hands what one session finds to the alert desk.
actor Alerting: Sink {
  private let desk: AlertDesk
  private let number: Int
  private var inputs: Set<AlertDesk.Input> = []

  /// - Parameter number: of the input.
  init(_ desk: AlertDesk, number: Int) {
    self.desk = desk
    self.number = number
  }

  func receive(_ update: Update) {
    guard case .change(let change, let source, let latency) = update else { return }
    let input = AlertDesk.Input(number: number, source: source)
    inputs.insert(input)
    desk.take(change, of: input, latency: latency)
  }

  func finish() { for input in inputs { desk.end(of: input) } }
}
