internal import Foundation
internal import Uncanny
internal import UncannyPipeline
internal import UncannyReport

/// One line at the foot of a terminal: how far, how fast, how many events.
actor ProgressLine: Sink {
  private let name: String
  private let isTerminal: Bool
  private var events = 0
  private var isShown = false

  init(name: String, isTerminal: Bool) {
    self.name = name
    self.isTerminal = isTerminal
  }

  func receive(_ update: Update) {
    switch update {
    case .notice(let text):
      clear()
      Words.say(text)
    case .change(.began, _, _): events += 1
    case .change: break
    case .progress(let progress): show(progress)
    }
  }

  func finish() { clear() }

  private func show(_ progress: Update.Progress) {
    guard isTerminal else { return }
    let elapsed = max(progress.elapsed.seconds, 0.001)
    var parts = ["\(name)  \(Table.clock(progress.position.seconds))"]
    if let duration = progress.duration, duration > .zero {
      let share = min(1, progress.position.seconds / duration.seconds)
      parts.append("\(Self.bar(share)) \(Int(share * 100)) %")
    }
    parts.append("\(Int(Double(progress.frames) / elapsed)) fps")
    parts.append(events == 1 ? "1 event" : "\(events) events")
    Words.show("\r\u{1B}[K\(parts.joined(separator: "  "))")
    isShown = true
  }

  /// A bar of twenty signs, of which a share is done, 0...1.
  static func bar(_ share: Double) -> String {
    let filled = Int(share * 20)
    return "[\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 20 - filled))]"
  }

  private func clear() {
    if isShown { Words.show("\r\u{1B}[K") }
    isShown = false
  }
}
