internal import Foundation

/// Text that must not be shown: it has no description but `***`.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where it came from, such as `$HOOK_SECRET`; may be shown.
  public let origin: String
  let value: String

  private static let most = 65_536

  init(origin: String, value: String) {
    self.origin = origin
    self.value = value
  }

  public var description: String { "***" }
  /// The same.
  public var debugDescription: String { "***" }
  /// Nothing of it is seen from outside.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// Text as it stands, `$NAME` for a variable of the environment, or `file:PATH` for the first line of a file.
  ///
  /// - Throws: `SecretError` when there is no such variable or file.
  public init(reading text: String, environment: [String: String]) throws(SecretError) {
    if let name = text.wholeMatch(of: #/\$([A-Za-z_][A-Za-z0-9_]*)/#)?.1 {
      guard let value = environment[String(name)], !value.isEmpty else { throw .unset(String(name)) }
      (origin, self.value) = (text, value)
    } else if text.hasPrefix("file:") {
      let path = String(text.dropFirst("file:".count))
      guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: Self.most),
        let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first
      else { throw .unreadable(path) }
      (origin, value) = (text, String(line))
    } else {
      (origin, value) = ("as written", text)
    }
  }
}

/// Why a secret is not known.
public enum SecretError: Error, Equatable, CustomStringConvertible {
  case unset(String)
  case unreadable(String)

  public var description: String {
    switch self {
    case .unset(let name): "$\(name) is not set in the environment"
    case .unreadable(let path): "file:\(path) cannot be read, or is empty"
    }
  }
}
