/// What nobody is to hear of for a while.
public struct Mute: Sendable, Equatable {
  /// The input it is about.
  public var source: String
  /// A detector or a fault, by dotted prefix; `all` for everything.
  public var fault: String
  /// On the host's clock; `nil` until it is taken back.
  public var end: ClockTime?

  public init(source: String, fault: String, end: ClockTime? = nil) {
    self.source = source
    self.fault = fault
    self.end = end
  }

  /// Whether a fault of that dotted name is muted by this one.
  public static func conceals(_ muted: String, _ fault: String) -> Bool {
    muted == "all" || fault == muted || fault.hasPrefix(muted + ".")
  }
}
