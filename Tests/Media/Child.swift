internal import Foundation
internal import Synchronization

/// A program that runs beside the tests. It is killed with the last reference.
///
/// Nothing blocks: what it writes, and its end, come as they happen. Read by one task at a time.
public final class Child: Sendable {
  /// What came of a program.
  public struct Result: Sendable {
    /// The exit status; the negative number of the signal that ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error, by line.
    public var words: [String]
    /// Whether it was killed because it did not end in time.
    public var isOverdue: Bool
  }

  private enum Happening: Sendable {
    case output(Data)
    case words(Data)
    case closed
    case ended(Int32)
  }

  private struct State {
    var output = Data()
    var words = Data()
    var open = 3
    var status: Int32 = 0
    var isOverdue = false
  }

  private let process = Process()
  private let happenings: AsyncStream<Happening>
  private let state = Mutex(State())

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - environment: added to that of the tests.
  ///   - limit: it is killed after so long.
  public init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], limit: Duration = .seconds(20)
  ) throws {
    let (stream, outlet) = AsyncStream.makeStream(of: Happening.self)
    happenings = stream
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = Self.pipe { outlet.yield($0.isEmpty ? .closed : .output($0)) }
    process.standardError = Self.pipe { outlet.yield($0.isEmpty ? .closed : .words($0)) }
    process.terminationHandler = { process in
      let isSignal = process.terminationReason == .uncaughtSignal
      outlet.yield(.ended(isSignal ? -process.terminationStatus : process.terminationStatus))
    }
    try process.run()
    Task { [weak self] in
      try? await Task.sleep(for: limit)
      self?.expire()
    }
  }

  deinit { send(SIGKILL) }

  /// Sends a signal, unless it has ended.
  public func send(_ signal: Int32) { if process.isRunning { kill(process.processIdentifier, signal) } }

  /// Waits for a line on standard output; `nil` when it ends without.
  public func line(where isMeant: (String) -> Bool) async -> String? {
    if let line = output.split(separator: "\n").map({ String($0) }).first(where: isMeant) { return line }
    for await happening in happenings {
      let isOver = take(happening)
      if let line = output.split(separator: "\n").map({ String($0) }).first(where: isMeant) { return line }
      if isOver { break }
    }
    return nil
  }

  /// Waits for its end.
  public func result() async -> Result {
    if state.withLock({ $0.open }) > 0 { for await happening in happenings where take(happening) { break } }
    return state.withLock { state in
      Result(
        status: state.status, output: String(decoding: state.output, as: UTF8.self),
        words: String(decoding: state.words, as: UTF8.self).split(separator: "\n").map { String($0) },
        isOverdue: state.isOverdue)
    }
  }

  private var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }

  /// Whether that was all: both ends closed, and its status known.
  private func take(_ happening: Happening) -> Bool {
    state.withLock { state in
      switch happening {
      case .output(let data): state.output += data
      case .words(let data): state.words += data
      case .closed: state.open -= 1
      case .ended(let status):
        state.open -= 1
        state.status = status
      }
      return state.open == 0
    }
  }

  private func expire() {
    guard process.isRunning else { return }
    state.withLock { $0.isOverdue = true }
    send(SIGKILL)
  }

  private static func pipe(_ tell: @escaping @Sendable (Data) -> Void) -> Pipe {
    let pipe = Pipe()
    pipe.fileHandleForReading.readabilityHandler = { handle in
      let data = handle.availableData
      if data.isEmpty { handle.readabilityHandler = nil }
      tell(data)
    }
    return pipe
  }
}
