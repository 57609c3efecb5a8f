internal import FoundationEssentials
public import Uncanny

extension Wire.Event {
  /// An event as it is told at this moment.
  ///
  /// - Parameters:
  ///   - state: whether it begins or ends.
  ///   - catalog: words the message.
  ///   - source: the input; credentials are taken out.
  ///   - latency: from the arrival of the frame that decided to its result; `nil` where nobody knows.
  public init(telling event: Event, _ state: State, catalog: Catalog, source: String, latency: ClockTime? = nil) {
    self.init(
      event, state: state, catalog: catalog, source: source, emitted: Clock.text(of: .now),
      latencyMilliseconds: latency.map { $0.seconds * 1000 })
  }
}
