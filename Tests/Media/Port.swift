internal import Glibc

/// A port of the loopback interface that nothing listens at now.
public enum Port {
  /// One for UDP, and so for SRT.
  public static func datagram() -> Int { free(SOCK_DGRAM) }

  /// One for TCP.
  public static func stream() -> Int { free(SOCK_STREAM) }

  /// Lets the system choose, and gives the port back.
  private static func free(_ type: __socket_type) -> Int {
    // SAFETY: the address is a live local, of the length that is told.
    let handle = socket(AF_INET, Int32(type.rawValue), 0)
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = unsafe bind(handle, pointer, length)
        _ = unsafe getsockname(handle, pointer, &length)
      }
    }
    return Int(in_port_t(bigEndian: address.sin_port))
  }
}
