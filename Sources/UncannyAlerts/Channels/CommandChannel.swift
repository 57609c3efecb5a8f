internal import Foundation
internal import Synchronization

/// Runs a program for each alert: JSON on its standard input, status 0 for taken.
///
/// The words are given to it as they are; no shell sees them. A program that takes too long is killed.
struct CommandChannel: Channel {
  let words: [String]
  let timeout: Duration

  func deliver(_ delivery: Delivery) async throws(DeliveryFailure) {
    guard let path = Self.place(of: words[0]) else { throw .failed("there is no program \(words[0])") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = Array(words.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(["UNCANNY_DELIVERY": delivery.id]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let input = Pipe()
    process.standardInput = input
    let (ends, outlet) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { outlet.yield($0.terminationReason == .exit ? $0.terminationStatus : -1) }
    do { try process.run() } catch { throw .failed("\(words[0]) cannot be started") }
    let identifier = process.processIdentifier
    let writing = input.fileHandleForWriting
    // it need not read: what does not fit into the pipe waits on a thread of its own, until the program is gone
    Thread.detachNewThread {
      try? writing.write(contentsOf: Data((delivery.body + "\n").utf8))
      try? writing.close()
    }
    let limit = Task {
      guard (try? await Task.sleep(for: timeout)) != nil else { return false }
      kill(identifier, SIGKILL)
      return true
    }
    let status = await withTaskCancellationHandler {
      await ends.first { _ in true }
    } onCancel: {
      kill(identifier, SIGKILL)
    }
    limit.cancel()
    if await limit.value { throw .failed("\(words[0]) takes too long") }
    guard status == 0 else { throw .failed("\(words[0]) ends with status \(status ?? -1)") }
  }

  /// Where a program is: by its path, or in one of the folders of `PATH`.
  static func place(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let paths = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
