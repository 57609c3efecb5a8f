/// Where an input is, as it may be shown.
public enum Location {
  /// A URI or path without credentials: what stands in every log, report, event and metric.
  ///
  /// - User and password are taken out, whatever the scheme, also where the password has an `@` or `/` that should have
  ///   been escaped. What could be read either way is taken for a password, and where there may be a `?` or `#` in it, all
  ///   after the scheme becomes `***`: rather a name too short than a secret shown.
  /// - Values of parameters whose names sound secret become `***`, in the query, the fragment and the path. So does a value
  ///   that is itself a URI with a user, and SRT's `streamid`, which some servers take a password in.
  /// - RTMP has the secret in the path: who knows the stream's name may publish. Of `rtmp://host/app/name` and its variants
  ///   the host and the application are shown, all that follows becomes `***`.
  /// - A path without a scheme is returned as it is.
  ///
  /// Showing a shown text again changes nothing. Any text is taken, none traps.
  public static func displayed(_ uri: String) -> String {
    // a number that tells it from others stays
    if let numbered = uri.wholeMatch(of: /(?s)(.*)( \(\d{1,4}\))/) {
      return displayed(String(numbered.1)) + numbered.2
    }
    let text = Array(uri.utf8)
    guard let (scheme, body) = split(text) else { return uri }
    let rest = withoutUser(text[body...])
    let authority = rest.prefix { !endsAuthority($0) }
    var shown = text[..<body] + authority
    let tail = rest[authority.endIndex...]
    if scheme.starts(with: "rtmp".utf8) {
      shown += withoutStreamKey(tail)
    } else {
      shown += scheme.elementsEqual("file".utf8) ? tail : withoutSecrets(tail)
    }
    return String(decoding: shown, as: UTF8.self)
  }

  /// Names that tell inputs apart also where these differ in what is not shown: the second of a name has ` (2)` behind it.
  ///
  /// - Parameter names: as they are displayed.
  public static func apart(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return names.map { name in
      let count = counts[name, default: 0] + 1
      counts[name] = count
      return count > 1 ? "\(name) (\(count))" : name
    }
  }

  /// Schemes that are recognized although the two slashes are missing.
  private static let network: Set<String> = [
    "ftp", "http", "https", "rist", "rtmp", "rtmps", "rtp", "rtsp", "rtsps", "srt", "tcp", "udp", "whep", "whip",
  ]

  /// The scheme in lower case, and where what follows its slashes begins; `nil` when the text is no URI.
  private static func split(_ text: [UInt8]) -> (scheme: [UInt8], body: Int)? {
    var colon = text.firstIndex(of: .colon)
    while let here = colon {
      let scheme = text[..<here].reversed().prefix { $0.isSchemeByte }.reversed().map { $0.lowercased }
      var body = here + 1
      while body < text.endIndex, text[body] == .slash, scheme != Array("file".utf8) || body < here + 3 { body += 1 }
      let slashes = body - here - 1
      let isNetwork = here == scheme.count && network.contains(String(decoding: scheme, as: UTF8.self))
      if scheme.count > 1, slashes >= 2 || isNetwork { return (scheme, body) }
      colon = text[(here + 1)...].firstIndex(of: .colon)
    }
    return nil
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte == .slash || byte == .question || byte == .hash || byte == .space || byte == UInt8(ascii: "\\")
  }

  /// Without user and password; `***` where nobody can tell what belongs to them.
  private static func withoutUser(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let authority = text.prefix { !endsAuthority($0) }
    guard authority.contains(.at) || !isHost(authority) else { return text }
    let head = text.prefix { $0 != .question && $0 != .hash }
    // The password has a `?` in it, or a parameter has an `@`: what follows the `@` may be a host or a secret.
    if text[head.endIndex...].contains(.at) { return mask[...] }
    return head.lastIndex(of: .at).map { text[($0 + 1)...] } ?? text
  }

  /// Whether the text can only be a host and its port. `name:12` may be the start of a user and a password like `12/34`.
  private static func isHost(_ text: ArraySlice<UInt8>) -> Bool {
    var host = text
    if text.first == UInt8(ascii: "["), let bracket = text.lastIndex(of: UInt8(ascii: "]")) {
      host = text[(bracket + 1)...]
      return host.isEmpty || (host.first == .colon && host.dropFirst().allSatisfy { $0.isDigit })
    }
    guard let colon = text.firstIndex(of: .colon) else { return true }
    host = text[..<colon]
    return (host.contains(UInt8(ascii: ".")) || host.elementsEqual("localhost".utf8))
      && text[(colon + 1)...].allSatisfy { $0.isDigit }
  }

  /// The application of an RTMP path, and `***` for what follows it.
  private static func withoutStreamKey(_ tail: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let slashes = tail.prefix { $0 == .slash }
    let application = tail[slashes.endIndex...].prefix { !endsAuthority($0) }
    guard application.endIndex < tail.endIndex - 1 else { return tail }
    return tail[...application.endIndex] + mask
  }
}
