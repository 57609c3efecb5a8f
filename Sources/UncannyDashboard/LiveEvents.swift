internal import Uncanny
internal import UncannyReport

/// An event of a feed, as the API tells it.
struct LiveEvent: Encodable, Sendable {
  var feed: Int
  /// Of its last change.
  var revision: Int
  /// Where its picture is; `nil` where there is none.
  var picture: String?
  var event: Wire.Event

  init(_ entry: Journal.Entry, of feed: Int) {
    self.feed = feed
    revision = entry.revision
    picture = entry.picture == nil ? nil : "/api/feeds/\(feed)/events/\(entry.event.id)/picture.jpg"
    event = entry.event
  }
}

/// What changed in a feed, oldest first.
struct LiveEvents: Encodable, Sendable {
  var feed: Int
  /// What to ask with the next time.
  var revision: Int
  var events: [LiveEvent]
}

/// A shot of a feed.
struct LiveShot: Encodable, Sendable {
  var feed: Int
  /// Counted from 0.
  var shot: Int
  /// In seconds of stream time.
  var start: Double
  /// `nil` while it lasts.
  var end: Double?
  var transition: Wire.Shot.Transition

  init(_ shot: Shot, of feed: Int) {
    self.feed = feed
    self.shot = shot.index
    start = max(0, shot.start.stream.seconds)
    end = shot.end.map { max(0, $0.stream.seconds) }
    transition = Wire.Shot.Transition(shot.transition)
  }
}

/// The scores of one second.
struct LiveScores: Encodable, Sendable {
  var feed: Int
  /// Of stream time.
  var second: Double
  /// The worst of the second, 0...1, by detector.
  var scores: [String: Double]

  init(_ measured: Measured, of feed: Int) {
    self.feed = feed
    second = measured.start.seconds
    scores = Dictionary(measured.scores.map { ($0.detector, Self.shown($0.score)) }) { max($0, $1) }
  }

  /// To three decimals, within 0...1; what is no number is 0.
  static func shown(_ score: Float) -> Double {
    score.isFinite ? (Double(min(1, max(0, score))) * 1000).rounded() / 1000 : 0
  }
}

/// The last two minutes of a feed.
struct LiveValues: Encodable, Sendable {
  var feed: Int
  /// Pairs of second and score, oldest first, by detector.
  var scores: [String: [[Double]]]
  var shots: [LiveShot]
}
