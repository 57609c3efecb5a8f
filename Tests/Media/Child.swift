internal import Foundation
internal import Glibc
internal import Synchronization

/// A program that runs beside the tests. It is killed with the last reference.
///
/// Nothing blocks a task: threads of its own wait for what it writes and for its end. Read by one task at a time.
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

  /// It could not be started, with the number of the error.
  public struct NotStarted: Error {
    /// As in `errno`.
    public var number: Int32
  }

  private enum Happening: Sendable {
    case output([UInt8])
    case words([UInt8])
    case closed
    case ended(Int32)
  }

  private struct State {
    var output: [UInt8] = []
    var words: [UInt8] = []
    /// Two ends and the status.
    var awaited = 3
    var status: Int32 = 0
    var isOverdue = false
  }

  private let process: Running
  private let happenings: AsyncStream<Happening>
  private let state = Mutex(State())

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: the path.
  ///   - environment: added to that of the tests.
  ///   - limit: it is killed after so long.
  /// - Throws: `NotStarted`.
  public init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], limit: Duration = .seconds(20)
  ) throws {
    let (stream, outlet) = AsyncStream.makeStream(of: Happening.self)
    happenings = stream
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
    let (output, words) = (try Channel(), try Channel())
    let process = try Running(program, arguments, variables, output: output.writing, words: words.writing)
    self.process = process
    output.read { outlet.yield($0.isEmpty ? .closed : .output($0)) }
    words.read { outlet.yield($0.isEmpty ? .closed : .words($0)) }
    Thread.detachNewThread { outlet.yield(.ended(process.wait())) }
    Task { [weak self] in
      try? await Task.sleep(for: limit)
      self?.expire()
    }
  }

  deinit { process.send(SIGKILL) }

  /// Sends a signal, unless it has ended.
  public func send(_ signal: Int32) { process.send(signal) }

  /// Waits for a line on standard output; `nil` when it ends without.
  public func line(where isMeant: (String) -> Bool) async -> String? {
    await line(in: { $0.output }, where: isMeant)
  }

  /// Waits for a line on standard error; `nil` when it ends without.
  public func words(where isMeant: (String) -> Bool) async -> String? {
    await line(in: { $0.words }, where: isMeant)
  }

  private func line(in bytes: (State) -> [UInt8], where isMeant: (String) -> Bool) async -> String? {
    if let line = whole(bytes).first(where: isMeant) { return line }
    for await happening in happenings {
      let isOver = take(happening)
      if let line = whole(bytes).first(where: isMeant) { return line }
      if isOver { break }
    }
    return nil
  }

  /// Waits for its end.
  public func result() async -> Result {
    if state.withLock({ $0.awaited }) > 0 { for await happening in happenings where take(happening) { break } }
    return state.withLock { state in
      Result(
        status: state.status, output: String(decoding: state.output, as: UTF8.self),
        words: Self.lines(state.words), isOverdue: state.isOverdue)
    }
  }

  /// The whole lines so far.
  private func whole(_ bytes: (State) -> [UInt8]) -> [String] {
    let bytes = state.withLock { bytes($0) }
    return Self.lines(bytes[..<(bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0)])
  }

  private static func lines(_ bytes: some Collection<UInt8>) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0) }
  }

  /// Whether that was all: both ends closed, and its status known.
  private func take(_ happening: Happening) -> Bool {
    state.withLock { state in
      switch happening {
      case .output(let bytes): state.output += bytes
      case .words(let bytes): state.words += bytes
      case .closed: state.awaited -= 1
      case .ended(let status):
        state.awaited -= 1
        state.status = status
      }
      return state.awaited == 0
    }
  }

  private func expire() {
    guard process.send(SIGKILL) else { return }
    state.withLock { $0.isOverdue = true }
  }
}

/// Held while a pipe is made and while a child is: one that came between would inherit an end, and keep it open.
private let spawning = Mutex(())

/// A pipe that only the child it is made for inherits.
private struct Channel {
  let reading: Int32
  let writing: Int32

  init() throws {
    // SAFETY: the array holds the two numbers that are written.
    (reading, writing) = try spawning.withLock { _ in
      var ends: [Int32] = [0, 0]
      guard unsafe pipe(&ends) == 0 else { throw Child.NotStarted(number: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }
  }

  /// Tells what comes, and at the end an empty array, on a thread of its own.
  func read(_ tell: @escaping @Sendable ([UInt8]) -> Void) {
    close(writing)
    Thread.detachNewThread { [reading] in
      var bytes = [UInt8](repeating: 0, count: 65536)
      while true {
        // SAFETY: no more is read than the array holds.
        let count = unsafe Glibc.read(reading, &bytes, bytes.count)
        if count < 0, errno == EINTR { continue }
        tell(Array(bytes.prefix(max(0, count))))
        if count <= 0 { break }
      }
      close(reading)
    }
  }
}

/// A process, from its start until somebody has waited for it.
private final class Running: Sendable {
  private let identifier: pid_t
  private let isOver = Mutex(false)

  init(_ program: String, _ arguments: [String], _ variables: [String], output: Int32, words: Int32) throws {
    // SAFETY: the actions and the texts live until the call has returned, which copies what it needs.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, words, 2)
    // whoever runs the tests may have them outlive a terminal
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGHUP)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var texts = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    var settings = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe texts.indices { unsafe free(texts[index]) }
      for index in unsafe settings.indices { unsafe free(settings[index]) }
    }
    var identifier: pid_t = 0
    let result = spawning.withLock { _ in
      unsafe posix_spawn(&identifier, program, &actions, &attributes, &texts, &settings)
    }
    guard result == 0 else { throw Child.NotStarted(number: result) }
    self.identifier = identifier
  }

  /// Blocks until it has ended; its status, or the negative number of the signal that ended it.
  func wait() -> Int32 {
    var status: Int32 = 0
    // First without taking it away, so that its number stays its own until nobody sends a signal any more.
    var info = unsafe siginfo_t()
    // SAFETY: both are live locals.
    while unsafe waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    isOver.withLock { $0 = true }
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// Whether it was there to get it.
  @discardableResult
  func send(_ signal: Int32) -> Bool {
    isOver.withLock { isOver in
      if !isOver { kill(identifier, signal) }
      return !isOver
    }
  }
}
