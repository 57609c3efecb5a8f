internal import Foundation
internal import UncannyReport

/// The couriers, and the journal that they share.
actor Office {
  private let journal: Journal
  private let couriers: [String: Courier]
  private let isKept: Bool
  private let say: @Sendable (String) -> Void

  init(
    _ channels: [ChannelSettings], journal: Journal, isKept: Bool, say: @escaping @Sendable (String) -> Void
  ) {
    self.journal = journal
    self.isKept = isKept
    self.say = say
    var couriers: [String: Courier] = [:]
    for channel in channels {
      couriers[channel.name] = Courier(name: channel.name, channel: channel.open()) { news in
        switch news {
        case .taken(let delivery), .lost(let delivery): await journal.write([.settled(delivery.id)])
        case .words(let words): say(words)
        }
      }
    }
    self.couriers = couriers
  }

  /// Takes up what an earlier run has left.
  func resume(_ deliveries: [Delivery]) async {
    var strays: [String: Int] = [:]
    for delivery in deliveries {
      if let courier = couriers[delivery.channel] {
        await courier.add(delivery)
      } else {
        strays[delivery.channel, default: 0] += 1
      }
    }
    for (channel, count) in strays.sorted(by: { $0.key < $1.key }) {
      say("alerts: \(count) wait for the channel \"\(channel)\", which is not there")
    }
  }

  /// Stores, then sends.
  func take(_ notes: [Clerk.Note]) async {
    guard !notes.isEmpty else { return }
    var records: [Record] = []
    var deliveries: [Delivery] = []
    for note in notes {
      switch note {
      case .record(let record): records.append(record)
      case .alert(let alert, let channels):
        records.append(.alert(alert, channels: channels))
        let new = channels.compactMap { try? Delivery(of: alert, to: $0) }
        records += new.map { .delivery($0) }
        deliveries += new
      }
    }
    await journal.write(records)
    for delivery in deliveries { await couriers[delivery.channel]?.add(delivery) }
  }

  /// Gives each channel so long for what is left, and says what remains.
  func finish(within limit: Duration) async {
    let ends = couriers.mapValues { courier in Task { await courier.finish(within: limit) } }
    for (name, end) in ends.sorted(by: { $0.key < $1.key }) {
      let count = await end.value
      guard count > 0 else { continue }
      let fate = isKept ? "they wait for the next run" : "they are lost, as there is no store"
      say("alerts: \(name): \(count) not delivered; \(fate)")
    }
  }
}
