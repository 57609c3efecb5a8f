extension Location {
  /// What stands in place of a secret.
  static let mask = Array("***".utf8)

  /// Path, query and fragment with the values of secret parameters masked.
  ///
  /// A name is what stands between a separator and `=`. In the path a value goes to the next slash, after a `?` or `#` to
  /// the next `&`, as a password may hold anything else.
  static func withoutSecrets(_ tail: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var shown: ArraySlice<UInt8> = []
    var name = tail.startIndex
    var index = tail.startIndex
    var isQuery = false
    // Up to here values are known to hold no URI with a user; keeps the whole linear in the length.
    var searched = tail.startIndex
    while index < tail.endIndex {
      let byte = tail[index]
      shown.append(byte)
      index += 1
      if byte == .question || byte == .hash { isQuery = true }
      if separators.contains(byte) { name = index }
      guard byte == UInt8(ascii: "=") else { continue }
      let value = tail[index...].prefix { isQuery ? $0 != .ampersand : $0 != .slash && $0 != .question && $0 != .hash }
      let isSecret = isSecret(tail[name..<(index - 1)])
      if isSecret || (index >= searched && holdsUser(value)) {
        if !value.isEmpty { shown += mask }
        index = value.endIndex
      }
      searched = max(searched, value.endIndex)
      name = index
    }
    return shown
  }

  private static let separators = Set("/?#&;,~ ".utf8)

  /// Whether a parameter of this name is a secret, however it is written: `Stream_Key`, `x-amz-signature`, `%70assword`.
  private static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
    let letters = unescaped(name).map { $0.lowercased }.filter { $0.isLetter || $0.isDigit }
    let plain = String(decoding: letters, as: UTF8.self)
    return secretNames.contains(plain) || secretEnds.contains { plain.hasSuffix($0) }
      || secretParts.contains { plain.contains($0) }
  }

  private static let secretNames: Set<String> = [
    "hdnea", "hdntl", "hdnts", "hmac", "jwt", "pin", "pw", "sas", "streamid",
  ]
  private static let secretEnds = ["auth", "key", "pass", "pw", "pwd", "sig"]
  private static let secretParts = [
    "authorization", "credential", "passphrase", "passwd", "password", "secret", "signature", "token",
  ]

  private static func holdsUser(_ value: ArraySlice<UInt8>) -> Bool {
    let plain = unescaped(value)
    guard plain.contains(.at), let colon = plain.firstIndex(of: .colon) else { return false }
    return plain[colon...].starts(with: "://".utf8)
  }

  /// The bytes with `%41` read as `A`; an escape that is none stays as it is.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.endIndex, let high = text[index + 1].hexValue,
        let low = text[index + 2].hexValue
      {
        plain.append(high << 4 | low)
        index += 3
      } else {
        plain.append(text[index])
        index += 1
      }
    }
    return plain
  }
}

extension UInt8 {
  static let colon = UInt8(ascii: ":")
  static let slash = UInt8(ascii: "/")
  static let question = UInt8(ascii: "?")
  static let hash = UInt8(ascii: "#")
  static let at = UInt8(ascii: "@")
  static let ampersand = UInt8(ascii: "&")
  static let space = UInt8(ascii: " ")

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isLetter: Bool { lowercased >= UInt8(ascii: "a") && lowercased <= UInt8(ascii: "z") }
  var isSchemeByte: Bool {
    isLetter || isDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
  }
  var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
  var hexValue: UInt8? {
    if isDigit { return self - UInt8(ascii: "0") }
    return isLetter && lowercased <= UInt8(ascii: "f") ? lowercased - UInt8(ascii: "a") + 10 : nil
  }
}
