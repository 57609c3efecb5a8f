internal import Foundation
internal import Uncanny
internal import UncannyAlerts
internal import UncannyPipeline

/// Tells the service manager that the watch is alive, as systemd asks for it by `NOTIFY_SOCKET` and `WATCHDOG_USEC`.
///
/// Alive is a watch that looks at pictures, or knows that its source is away. One that does neither is silent, and is started
/// anew.
actor Heartbeat: Sink {
  private let socket: String
  private let interval: Duration?
  private var isAlive = true
  private var away: Set<String> = []
  private var beats: Task<Void, Never>?

  /// `nil` where no service manager asks.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let socket = environment["NOTIFY_SOCKET"], !socket.isEmpty else { return nil }
    self.socket = socket
    // half of what is asked for, as systemd advises
    interval = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { .microseconds(max(1, $0 / 2)) }
  }

  /// The watch begins.
  func begin() {
    tell("READY=1")
    guard let interval else { return }
    beats = Task { while (try? await Task.sleep(for: interval)) != nil { beat() } }
  }

  func receive(_ update: Update) {
    switch update {
    case .progress: isAlive = true
    case .change(.began(let event), let source, _) where event.family == .stream: away.insert(source)
    case .change(.ended(let event), let source, _) where event.family == .stream: away.remove(source)
    case .change, .notice: break
    }
  }

  /// The watch is over.
  func end() {
    tell("STOPPING=1")
    beats?.cancel()
  }

  private func beat() {
    if isAlive || !away.isEmpty { tell("WATCHDOG=1") }
    isAlive = false
  }

  private func tell(_ words: String) { try? Datagram.send(Array(words.utf8), toPath: socket) }
}
