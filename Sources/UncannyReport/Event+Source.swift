internal import Uncanny

extension Event {
  /// What is said of an event of the source, which no detector words; `nil` for all others.
  var wordsOfTheSource: String? {
    let seconds = end.map { ($0.running - start.running).seconds.text(decimals: 1, padded: true) }
    switch fault {
    case "stream.lost": return seconds.map { "the source was away for \($0) s" } ?? "the source is away"
    case "stream.stalled": return seconds.map { "no picture came for \($0) s" } ?? "no picture comes"
    default: return nil
    }
  }
}
