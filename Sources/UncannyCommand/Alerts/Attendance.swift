internal import UncannyAlerts
internal import UncannyPipeline

/// Who attends to a watch from outside: the alert desk, and the service manager.
struct Attendance {
  private let desk: AlertDesk?
  private let heartbeat: Heartbeat?

  /// - Throws: `StoreError`.
  init(_ inForce: InForce) async throws(StoreError) {
    desk = try await inForce.desk()
    heartbeat = Heartbeat()
  }

  /// What a session of the watch tells; asked for once for each.
  var sinks: [any Sink] {
    let alerting: [any Sink] = desk.map { [Alerting($0)] } ?? []
    return alerting + (heartbeat.map { [$0] } ?? [])
  }

  /// Attends while something runs, however that ends: what fired resolves, and what waits is sent.
  func during<Result>(_ body: () async throws -> Result) async throws -> Result {
    await heartbeat?.begin()
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
