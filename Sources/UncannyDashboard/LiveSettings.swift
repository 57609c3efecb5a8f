internal import Uncanny
internal import UncannyReport

/// How a feed is set, as the API tells it.
struct LiveSettings: Encodable, Sendable {
  struct Muted: Encodable, Sendable {
    var fault: String
    var by: String
    /// Seconds since 1970; `nil` until it is taken back.
    var until: Double?

    init(_ muted: FeedSettings.Muted) {
      fault = muted.fault
      by = muted.by
      until = muted.until.map { $0.rounded() }
    }
  }

  struct Parameter: Encodable, Sendable {
    var name: String
    var value: Double
    var initial: Double
    var least: Double
    var most: Double
    var unit: String
    var blurb: String

    init(_ setting: Catalog.Setting, value: Float?) {
      name = setting.name
      self.value = (value ?? setting.initial).asWritten
      initial = setting.initial.asWritten
      least = setting.range.lowerBound.asWritten
      most = setting.range.upperBound.asWritten
      unit = setting.unit
      blurb = setting.blurb
    }
  }

  struct Detector: Encodable, Sendable {
    var detector: String
    var title: String
    var family: Wire.Family
    var isOn: Bool
    var parameters: [Parameter]
    /// Words and files that are set.
    var texts: [String: String]

    enum CodingKeys: String, CodingKey {
      case detector, title, family, parameters, texts
      case isOn = "on"
    }
  }

  var feed: Int
  var revision: Int
  var plan: String
  var muted: [Muted]
  /// All that there are.
  var detectors: [Detector]

  init(_ settings: FeedSettings, of feed: Int, from catalog: Catalog, at now: ContinuousClock.Instant) {
    self.feed = feed
    revision = settings.revision
    plan = settings.plan.text
    muted = settings.muted(at: now).map { Muted($0) }
    detectors = catalog.entries.map { entry in
      let choice = settings.plan.choices.first { $0.entry.card.id == entry.card.id }
      return Detector(
        detector: entry.card.id, title: entry.card.title, family: Wire.Family(entry.card.family), isOn: choice != nil,
        parameters: entry.parameters.map { Parameter($0, value: choice?.values[$0.name]) }, texts: choice?.texts ?? [:])
    }
  }
}

extension Float {
  /// The number that is meant by its shortest text: 0.1, not what is nearest to it.
  fileprivate var asWritten: Double { Double("\(self)") ?? Double(self) }
}
