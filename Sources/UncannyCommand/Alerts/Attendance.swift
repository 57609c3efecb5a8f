internal import Uncanny
internal import UncannyAlerts
internal import UncannyPipeline

/// Who attends to a watch from outside: the alert desk, and the service manager.
struct Attendance: Sendable {
  private let desk: AlertDesk?
  private let heartbeat: Heartbeat?
  /// Of the sessions, in the order of the inputs.
  private let pulses: [Pulse]

  /// - Parameter count: of the inputs.
  /// - Throws: `StoreError`.
  init(_ inForce: InForce, of count: Int) async throws(StoreError) {
    desk = try await inForce.desk()
    heartbeat = Heartbeat()
    pulses = (0..<count).map { _ in Pulse() }
  }

  /// What the session of the input with this number tells.
  func sinks(_ number: Int) -> [any Sink] {
    let alerting: [any Sink] = desk.map { [Alerting($0, number: number)] } ?? []
    return alerting + [pulses[number]]
  }

  /// Puts off the alerts of a fault, or of `all`, of the input with this number.
  func mute(_ fault: String, of number: Int, for length: ClockTime?) { desk?.mute(fault, of: number, for: length) }

  /// Takes that back.
  func unmute(_ fault: String, of number: Int) { desk?.unmute(fault, of: number) }

  /// Attends while something runs, however that ends: what fired resolves, and what waits is sent.
  func during<Result>(_ body: () async throws -> Result) async throws -> Result {
    await heartbeat?.begin(pulses)
    do {
      let result = try await body()
      await end()
      return result
    } catch {
      await end()
      throw error
    }
  }

  private func end() async {
    await heartbeat?.end()
    await desk?.finish()
  }
}
