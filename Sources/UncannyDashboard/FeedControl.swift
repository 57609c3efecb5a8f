public import Uncanny

/// What can be changed of a feed while it is watched; whoever watches it does so.
///
/// Thread: any; nothing here may wait.
public protocol FeedControl: Sendable {
  /// Goes on by another plan.
  ///
  /// - Parameter words: who did what.
  /// - Throws: `PlanError` for one that cannot be begun while the feed runs.
  func adopt(_ plan: Plan, saying words: String) throws(PlanError)

  /// Puts off the alerts of a fault.
  ///
  /// - Parameters:
  ///   - fault: a detector, a fault, or `all`.
  ///   - length: `nil` until it is taken back.
  func mute(_ fault: String, for length: ClockTime?, saying words: String)

  /// Takes that back.
  func unmute(_ fault: String, saying words: String)
}

/// Who changes something, as far as can be known.
struct Author: Sendable {
  /// As they call themselves.
  private let name: String
  /// Where the request came from.
  private let address: String?

  /// - Parameter name: whatever came; only what can stand on a line of text is kept.
  init(name: String?, address: String?) {
    let letters = (name ?? "").unicodeScalars.prefix(256).filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
      default: true
      }
    }
    let words = String(String.UnicodeScalarView(letters)).split(separator: " ").joined(separator: " ").prefix(64)
    self.name = words.isEmpty ? "somebody" : String(words)
    self.address = address
  }

  var words: String { address.map { "\(name) at \($0)" } ?? name }
}

/// Why a change was not made.
enum Refusal: Error, Equatable {
  /// Somebody has changed the plan since it was read.
  case outdated
  /// Too many changes in a short time.
  case tooMany
  /// The feed is not watched yet, or no more.
  case notWatched
  /// What was asked for is none.
  case unfit(String)

  var words: String {
    switch self {
    case .outdated: "somebody has changed the plan meanwhile"
    case .tooMany: "too many changes at once; wait a moment"
    case .notWatched: "the feed is not watched now"
    case .unfit(let why): why
    }
  }
}
