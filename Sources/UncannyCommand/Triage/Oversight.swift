internal import Foundation
internal import Synchronization

/// Sees to it that a process says something from time to time, and takes no more memory than it should.
///
/// Thread: any.
final class Oversight: Sendable {
  private struct State: Sendable {
    var last = ContinuousClock.now
    var objection: String?
  }

  private let patience: Duration
  private let memory: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - patience: how long nothing may be heard.
  ///   - memory: mebibytes.
  init(patience: Duration, memory: Int) {
    self.patience = patience
    self.memory = memory
  }

  /// What was wrong with the process; `nil` where nothing was.
  var objection: String? { state.withLock { $0.objection } }

  /// Something was heard.
  func heard() { state.withLock { $0.last = .now } }

  /// Waits until something is wrong, which answers `true`, or the task is cancelled.
  func objects(to process: Int32) async -> Bool {
    while (try? await Task.sleep(for: .milliseconds(250))) != nil {
      let taken = Self.memory(of: process)
      let isSilent = state.withLock { $0.last + patience < .now }
      guard isSilent || taken > memory else { continue }
      state.withLock { state in
        state.objection = isSilent ? "stood still for \(patience.components.seconds) s" : "took \(taken) MiB of memory"
      }
      return true
    }
    return false
  }

  /// What a process holds, in mebibytes; 0 where nobody can say.
  private static func memory(of process: Int32) -> Int {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/status") else { return 0 }
    let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
  }
}
