internal import Foundation
internal import UncannyAlerts
internal import UncannyPipeline

/// Tells the service manager that the watch is alive, as systemd asks for it by `NOTIFY_SOCKET` and `WATCHDOG_USEC`.
///
/// Alive is a watch all of whose sessions are. One that is not is silent, and is started anew.
actor Heartbeat {
  private let socket: String
  private let interval: Duration?
  private var pulses: [Pulse] = []
  private var beats: Task<Void, Never>?

  /// `nil` where no service manager asks.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let socket = environment["NOTIFY_SOCKET"], !socket.isEmpty else { return nil }
    self.socket = socket
    // half of what is asked for, as systemd advises
    interval = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { .microseconds(max(1, $0 / 2)) }
  }

  /// The watch begins.
  ///
  /// - Parameter pulses: of its sessions.
  func begin(_ pulses: [Pulse]) {
    self.pulses = pulses
    tell("READY=1")
    guard let interval else { return }
    beats = Task { while (try? await Task.sleep(for: interval)) != nil { await beat() } }
  }

  /// The watch is over.
  func end() {
    tell("STOPPING=1")
    beats?.cancel()
  }

  private func beat() async {
    for pulse in pulses where await !pulse.isAlive { return }
    tell("WATCHDOG=1")
  }

  private func tell(_ words: String) { try? Datagram.send(Array(words.utf8), toPath: socket) }
}
