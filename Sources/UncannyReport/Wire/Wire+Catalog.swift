public import Uncanny

extension Wire {
  /// The catalogue: every detector, its faults and its parameters.
  public struct Catalog: Sendable, Equatable, Codable {
    /// One detector.
    public struct Detector: Sendable, Equatable, Codable {
      /// Kebab-case; the first part of `fault` of an event.
      public let id: String
      public let family: Family
      /// A few words; lower case, no full stop.
      public let title: String
      /// Every value that `fault` of an event can have.
      public let faults: [String]
      /// How much later than its onset a fault can be known, in seconds.
      public let delay: Double
      /// The names of what `evidence` holds, with units in brackets.
      public let evidence: [String]
      /// Its own, then `hold` and `release`.
      public let parameters: [Parameter]
      /// What can be set beside numbers; empty for most.
      public let texts: [TextParameter]
    }

    /// Words that a user may set, several joined by `+`; none unless a user says otherwise.
    public struct TextParameter: Sendable, Equatable, Codable {
      /// As it is written in a plan.
      public let name: String
      /// What they do, one line, no full stop.
      public let blurb: String
    }

    /// A number that a user may set.
    public struct Parameter: Sendable, Equatable, Codable {
      /// As it is written in a plan.
      public let name: String
      /// Both ends of the range are allowed.
      public let minimum: Float
      public let maximum: Float
      /// What it is unless a user says otherwise.
      public let initial: Float
      /// In words, such as `s` or `share of the picture`.
      public let unit: String
      /// What it does, one line, no full stop.
      public let blurb: String
    }

    /// `uncanny.catalog/1`.
    public let schema: String
    /// In the order in which they are listed.
    public let detectors: [Detector]

    /// The catalogue in the order in which it is listed.
    public init(_ catalog: Uncanny.Catalog) {
      schema = "uncanny.catalog/1"
      detectors = catalog.entries.map { entry in
        let card = entry.card
        return Detector(
          id: card.id, family: Family(card.family), title: card.title,
          faults: card.faults.indices.map { card.faultName($0) }, delay: card.delay.seconds, evidence: card.allEvidence,
          parameters: entry.parameters.map {
            Parameter(
              name: $0.name, minimum: $0.range.lowerBound, maximum: $0.range.upperBound, initial: $0.initial,
              unit: $0.unit, blurb: $0.blurb)
          }, texts: entry.texts.map { TextParameter(name: $0.name, blurb: $0.blurb) })
      }
    }
  }
}
