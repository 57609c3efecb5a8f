internal import Foundation
internal import Glibc
internal import Synchronization

/// A connection to a port of the loopback interface, for what is said byte by byte. It is closed with the last reference.
///
/// Nothing blocks a task: a thread of its own reads. Read by one task at a time.
public final class Connection: Sendable {
  /// Nobody listens there.
  public struct Refused: Error {
    /// As in `errno`.
    public var number: Int32
  }

  private let handle: Handle
  private let parts: AsyncStream<[UInt8]>
  private let read = Mutex<[UInt8]>([])

  /// - Parameter limit: it ends after so long.
  public init(port: Int, limit: Duration = .seconds(20)) throws {
    // SAFETY: the address is a live local, of the length that is told.
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    handle = Handle(number)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(number, $0, length) }
    }
    let (stream, outlet) = AsyncStream.makeStream(of: [UInt8].self)
    parts = stream
    guard result == 0 else {
      let error = errno
      handle.close()
      throw Refused(number: error)
    }
    Thread.detachNewThread { [handle] in
      var bytes = [UInt8](repeating: 0, count: 65536)
      while true {
        // SAFETY: no more is read than the array holds.
        let count = unsafe recv(handle.number, &bytes, bytes.count, 0)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        outlet.yield(Array(bytes.prefix(count)))
      }
      outlet.finish()
      handle.close()
    }
    Task { [weak self] in
      try? await Task.sleep(for: limit)
      self?.end()
    }
  }

  deinit { end() }

  /// Asks for a path of a server, or asks it to change what is there.
  ///
  /// - Parameter body: JSON.
  public convenience init(
    asking path: String, port: Int, fields: [String] = [], method: String = "GET", body: String? = nil,
    limit: Duration = .seconds(20)
  ) throws {
    try self.init(port: port, limit: limit)
    let ofBody = body.map { ["Content-Type: application/json", "Content-Length: \($0.utf8.count)"] } ?? []
    let lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)"] + fields + ofBody
    send(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
  }

  /// Says something; nothing happens where nobody takes it.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Says something; nothing happens where nobody takes it.
  public func send(_ bytes: [UInt8]) {
    // SAFETY: no more is sent than the array holds.
    _ = unsafe Glibc.send(handle.number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Says and hears nothing more.
  public func end() { handle.shut() }

  /// What was heard by the time it is what is meant, or the other side has closed, or time is over.
  public func bytes(until isMeant: ([UInt8]) -> Bool = { _ in false }) async -> [UInt8] {
    if isMeant(read.withLock { $0 }) { return read.withLock { $0 } }
    for await part in parts {
      let all = read.withLock { read in
        read += part
        return read
      }
      if isMeant(all) { return all }
    }
    return read.withLock { $0 }
  }

  /// The same as text.
  public func text(until isMeant: (String) -> Bool = { _ in false }) async -> String {
    String(decoding: await bytes { isMeant(String(decoding: $0, as: UTF8.self)) }, as: UTF8.self)
  }

  /// The answer to one question, with its head.
  public static func answer(
    to path: String, port: Int, fields: [String] = [], method: String = "GET", body: String? = nil
  ) async throws -> (status: Int, head: String, body: String) {
    let text = try await Connection(
      asking: path, port: port, fields: fields + ["Connection: close"], method: method, body: body
    ).text()
    guard let end = text.range(of: "\r\n\r\n") else { return (0, text, "") }
    let head = String(text[..<end.lowerBound])
    let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return (status, head, String(text[end.upperBound...]))
  }
}

/// A socket, which is shut from one thread and closed by another: its number is its own until then.
private final class Handle: Sendable {
  let number: Int32
  private let isOpen = Mutex(true)

  init(_ number: Int32) { self.number = number }

  func shut() { isOpen.withLock { if $0 { shutdown(number, Int32(SHUT_RDWR)) } } }

  func close() {
    isOpen.withLock { isOpen in
      if isOpen { Glibc.close(number) }
      isOpen = false
    }
  }
}
