internal import GStreamer
internal import Uncanny
internal import UncannyElement

/// The pointer of an element passes from one module to the other here, and only here.
extension Element {
  func tap(_ receive: @escaping @Sendable (Outcome) -> Void) {
    // SAFETY: the element lives as long as self.
    unsafe UncannyElement.tap(rawPointer, receive: receive)
  }

  func perceive(with make: @escaping @Sendable (Plan) -> (any Perceiver)?) {
    // SAFETY: as above.
    unsafe UncannyElement.perceive(rawPointer, with: make)
  }

  var finalPlan: Plan? {
    // SAFETY: as above.
    unsafe UncannyElement.plan(of: rawPointer)
  }

  func complete(with fill: @escaping @Sendable (Plan) throws(PlanError) -> Plan) {
    // SAFETY: as above.
    unsafe UncannyElement.complete(rawPointer, with: fill)
  }

  var progress: UncannyElement.Progress? {
    // SAFETY: as above.
    unsafe UncannyElement.progress(of: rawPointer)
  }

  func finishAnalysis() -> Summary? {
    // SAFETY: as above.
    unsafe UncannyElement.finish(rawPointer)
  }
}
