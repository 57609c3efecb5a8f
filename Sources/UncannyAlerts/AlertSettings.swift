public import Uncanny

/// What an alert desk is to do.
public struct AlertSettings: Sendable, Equatable {
  /// Which events are alerts.
  public var rules: [AlertRule]
  /// Where these go.
  public var channels: [ChannelSettings]
  /// Where all is kept; `nil` for nowhere: what is not delivered when the program ends is lost then.
  public var store: StoreSettings?

  public init(rules: [AlertRule] = [], channels: [ChannelSettings] = [], store: StoreSettings? = nil) {
    self.rules = rules
    self.channels = channels
    self.store = store
  }

  /// Whether there is nothing to do.
  public var isEmpty: Bool { channels.isEmpty && store == nil }
}
