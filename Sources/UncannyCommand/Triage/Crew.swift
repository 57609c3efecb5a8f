internal import Foundation
internal import Subprocess
internal import Synchronization
internal import UncannyReport

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Processes that look at clips, several at once.
///
/// A process that ends, or is silent for too long, is replaced; the clip that it was at is tried once more, and then given
/// up with a reason.
struct Crew: Sendable {
  /// How many processes.
  let size: Int
  /// What they are started with.
  let arguments: [String]
  /// How long a process may say nothing.
  let patience: Duration
  /// How much of the machine's memory each may take, in mebibytes.
  let memory: Int

  /// The clips that wait, taken by whoever is free.
  private final class Queue: Sendable {
    private let waiting: Mutex<[Ledger.Clip]>
    init(_ clips: [Ledger.Clip]) { waiting = Mutex(clips.reversed()) }
    func next() -> Ledger.Clip? { waiting.withLock { $0.popLast() } }
    /// Nothing more is taken.
    func close() { waiting.withLock { $0 = [] } }
  }

  /// Looks at all clips.
  ///
  /// - Parameter done: called with what came of each, from several tasks.
  func run(
    _ clips: [Ledger.Clip], done: @escaping @Sendable (Ledger.Clip, Ledger.Entry) async throws -> Void
  ) async throws {
    let queue = Queue(clips)
    try await withTaskCancellationHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<min(size, max(1, clips.count)) {
          group.addTask { try await work(queue, done) }
        }
        try await group.waitForAll()
      }
    } onCancel: {
      queue.close()
    }
  }

  /// One place of the crew: a process after the other until no clip is left.
  private func work(
    _ queue: Queue, _ done: @escaping @Sendable (Ledger.Clip, Ledger.Entry) async throws -> Void
  ) async throws {
    var pending = queue.next()
    var failures = 0
    while let first = pending, !Task.isCancelled {
      let result = try await shift(beginning: first, queue, done)
      pending = result.unfinished
      guard let clip = pending else { break }
      failures = clip.path == first.path ? failures + 1 : 1
      guard failures > 1 else { continue }
      try await done(clip, Ledger.Entry(failure: "the analysis \(result.end), twice", hasCrashed: true))
      pending = queue.next()
      failures = 0
    }
  }

  /// What came of one process.
  private struct Shift: Sendable {
    /// The clip that it was at when it ended; `nil` when it ended because no more was asked of it.
    var unfinished: Ledger.Clip?
    /// How it ended, in words.
    var end = ""
  }

  private func shift(
    beginning first: Ledger.Clip, _ queue: Queue,
    _ done: @escaping @Sendable (Ledger.Clip, Ledger.Entry) async throws -> Void
  ) async throws -> Shift {
    let oversight = Oversight(patience: patience, memory: memory)
    let result = try await Subprocess.run(
      .path(FilePath(Self.program)), arguments: Arguments(arguments), input: .inputWriter, output: .sequence,
      error: .discarded
    ) { process -> Ledger.Clip? in
      let watchdog = Task {
        if await oversight.objects(to: process.processIdentifier.value) { try? process.send(signal: .kill) }
      }
      defer { watchdog.cancel() }
      var lines = process.standardOutput.strings(bufferingPolicy: .unbounded).makeAsyncIterator()
      var next: Ledger.Clip? = first
      while let clip = next, !Task.isCancelled {
        oversight.heard()
        guard (try? await process.standardInputWriter.write(JSONText.line(clip.path) + "\n")) != nil,
          let entry = await Self.answer(&lines, oversight)
        else { return clip }
        try await done(clip, entry)
        next = queue.next()
      }
      try? await process.standardInputWriter.finish()
      return nil
    }
    let end =
      switch result.terminationStatus {
      case .exited(let code): "ended with status \(code)"
      case .signaled(let signal): "crashed (signal \(signal))"
      }
    return Shift(unfinished: result.closureResult, end: oversight.objection ?? end)
  }

  /// The next line that is not empty; `nil` when the process is gone.
  private static func answer(
    _ lines: inout SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator, _ oversight: Oversight
  ) async -> Ledger.Entry? {
    while let line = try? await lines.next() {
      oversight.heard()
      guard let data = line.data(using: .utf8), line.contains("{") else { continue }
      return try? JSONDecoder().decode(Ledger.Entry.self, from: data)
    }
    return nil
  }

  /// This program.
  static let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "uncanny"
}
