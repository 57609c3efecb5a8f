internal import Uncanny

extension Event {
  /// What is said of an event of the source, which no detector words; `nil` for all others.
  var wordsOfTheSource: String? {
    let seconds = end.map { ($0.running - start.running).seconds.text(decimals: 1, padded: true) }
    switch fault {
    case "stream.lost": return seconds.map { "the source was away for \($0) s" } ?? "the source is away"
    case "stream.stalled": return seconds.map { "no picture came for \($0) s" } ?? "no picture comes"
    case "stream.discontinuity":
      let count = Int(evidence[0])
      return count > 1
        ? "the stream is broken in \(count) places" : "the stream is broken: packets or times are missing"
    case "stream.late":
      let left = Effort(rawValue: Int(evidence[0]))?.whatIsLeftOut ?? "a part of the plan is left out"
      return seconds.map { "too little time for \($0) s: \(left)" } ?? "too little time: \(left)"
    case "stream.settings": return remark
    default: return nil
    }
  }
}

extension Effort {
  /// What this step leaves out beside what those before it do, in words.
  fileprivate var whatIsLeftOut: String? {
    switch self {
    case .full: nil
    case .unaided: "learned models, wheels, and traces of generation are left out"
    case .still: "what follows motion is left out"
    case .least: "all but black, freeze, flash, exposure and ghost is left out"
    }
  }
}
