/// What shows that a message comes from somebody who knows the key: HMAC-SHA-256, RFC 2104.
///
/// Thread: any.
package enum HMAC {
  /// Bytes of a block of SHA-256.
  private static let block = 64

  /// The 32 bytes of the code.
  package static func code(of message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> [UInt8] {
    var padded = Array(key)
    if padded.count > block { padded = SHA256.hash(padded) }
    padded += [UInt8](repeating: 0, count: block - padded.count)
    let inner = SHA256.hash(padded.map { $0 ^ 0x36 } + message)
    return SHA256.hash(padded.map { $0 ^ 0x5c } + inner)
  }

  /// The code in hexadecimal.
  package static func text(of message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> String {
    code(of: message, key: key).map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
