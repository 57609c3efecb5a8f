internal import Foundation

/// One message to a socket, without an answer: what a system log and a service manager take.
///
/// Sockets have no face in Foundation; this is the one place that calls C for them.
public enum Datagram {
  /// Sends to a socket of this machine.
  ///
  /// - Parameter path: of the socket; with an `@` at its beginning, an abstract name.
  /// - Throws: `DatagramError`.
  public static func send(_ bytes: [UInt8], toPath path: String) throws(DatagramError) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(path.utf8)
    guard !name.isEmpty, name.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .noSuchPlace(path) }
    if name[0] == UInt8(ascii: "@") { name[0] = 0 }
    let offset = MemoryLayout.size(ofValue: address) - MemoryLayout.size(ofValue: address.sun_path)
    let length = offset + name.count
    // SAFETY: the name is shorter than the field that it goes into; the address lives for the length of the call.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in unsafe field.copyBytes(from: name) }
    let handle = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard handle >= 0 else { throw .noSuchPlace(path) }
    defer { close(handle) }
    let sent = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe sendto(handle, bytes, bytes.count, Int32(MSG_DONTWAIT), pointer, socklen_t(length))
      }
    }
    guard sent == bytes.count else { throw .noSuchPlace(path) }
  }

  /// Sends by UDP.
  ///
  /// - Throws: `DatagramError`. Nobody says whether it came.
  public static func send(_ bytes: [UInt8], to host: String, port: UInt16) throws(DatagramError) {
    // SAFETY: a record of zeros is a valid one.
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    // SAFETY: the list is ours from the call that makes it to the one that frees it.
    guard unsafe getaddrinfo(host, String(port), &hints, &found) == 0, let first = unsafe found else {
      throw .unknownHost(host)
    }
    defer { unsafe freeaddrinfo(found) }
    let entry = unsafe first.pointee
    let handle = unsafe socket(entry.ai_family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard handle >= 0 else { throw .unknownHost(host) }
    defer { close(handle) }
    let sent = unsafe sendto(
      handle, bytes, bytes.count, Int32(MSG_DONTWAIT), entry.ai_addr, entry.ai_addrlen)
    guard sent == bytes.count else { throw .unknownHost(host) }
  }
}

/// Why a message could not be sent.
public enum DatagramError: Error, Equatable, CustomStringConvertible {
  case noSuchPlace(String)
  case unknownHost(String)

  public var description: String {
    switch self {
    case .noSuchPlace(let path): "nobody listens at \(path)"
    case .unknownHost(let host): "\(host) cannot be reached"
    }
  }
}
