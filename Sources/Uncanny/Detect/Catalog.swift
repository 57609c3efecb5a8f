/// The detectors that exist, in the order in which they are listed and run.
public struct Catalog: Sendable {
  /// In the order of listings; ids are unique.
  public let entries: [Entry]
  /// Plans that have a name; ids are unique, and none is that of a detector.
  public let presets: [Preset]

  public init(_ entries: [Entry], presets: [Preset] = []) {
    self.entries = entries
    self.presets = presets
  }

  /// A plan for a purpose.
  public struct Preset: Sendable, Equatable {
    /// As it is written at the beginning of a plan.
    public let id: String
    /// What it is for; one line, lower case, no full stop.
    public let title: String
    /// What it stands for, in the grammar of plans.
    public let plan: String

    public init(id: String, title: String, plan: String) {
      self.id = id
      self.title = title
      self.plan = plan
    }
  }

  /// The detector of that id, exactly as it is written; `nil` when there is none.
  public subscript(id: String) -> Entry? { entries.first { $0.card.id == id } }

  /// What a detector looks at.
  public enum Medium: Sendable { case picture, sound, file }

  /// One detector, without its type.
  public struct Entry: Sendable {
    public let card: Card
    /// What it looks at.
    public let medium: Medium
    /// What must be measured of a picture for it.
    public let needs: Features
    /// The detector's own parameters, then `hold` and `release`, which all have.
    public let parameters: [Setting]
    /// What can be set beside numbers: words, then files.
    public let texts: [TextSetting]
    /// One sentence for a person about an event of it; lower case, no full stop.
    public let message: @Sendable (Event) -> String
    /// Makes the detector with these values; one of the two is there.
    let make: (@Sendable (Plan.Choice) -> PictureDetector)?
    let makeForSound: (@Sendable (Plan.Choice) -> any SoundDetector)?
    /// Why a shot cannot be what the reference of this name is held against; `nil` where it can.
    let objection: @Sendable (_ shot: ShotSummary, _ name: String) -> String?

    public init<D: Detector>(_ type: D.Type) {
      self.init(D.self, .picture, needs: D.needs, make: { .frame(Self.configured(D.self, $0)) }, makeForSound: nil)
    }

    public init<D: ShotDetector>(_ type: D.Type) {
      self.init(
        D.self, .picture, needs: D.needs.union(ShotSummary.needs), make: { .shot(Self.configured(D.self, $0)) },
        makeForSound: nil)
    }

    public init<D: SoundDetector>(_ type: D.Type) {
      self.init(D.self, .sound, needs: [], make: nil, makeForSound: { Self.configured(D.self, $0) })
    }

    public init<D: FileDetector>(_ type: D.Type) {
      self.init(D.self, .file, needs: [], make: nil, makeForSound: nil)
    }

    private init<D: Described>(
      _ type: D.Type, _ medium: Medium, needs: Features, make: (@Sendable (Plan.Choice) -> PictureDetector)?,
      makeForSound: (@Sendable (Plan.Choice) -> any SoundDetector)?
    ) {
      card = D.card
      self.medium = medium
      self.needs = needs
      message = { D.message(for: $0) }
      let fresh = D()
      let hysteresis = D.card.hysteresis
      parameters =
        D.parameters.map {
          Setting(name: $0.name, range: $0.range, initial: fresh[keyPath: $0.path], unit: $0.unit, blurb: $0.blurb)
        } + [
          Setting(
            name: "hold", range: 0...3600, initial: Float(hysteresis.hold.seconds), unit: "s",
            blurb: "how long the fault must last before it is reported"),
          Setting(
            name: "release", range: 0...3600, initial: Float(hysteresis.release.seconds), unit: "s",
            blurb: "how long it must be gone before the event ends"),
        ]
      texts =
        D.texts.map { TextSetting(name: $0.name, kind: .words, blurb: $0.blurb) }
        + D.references.map { TextSetting(name: $0.name, kind: .file, blurb: $0.blurb) }
      objection = { shot, name in D.references.first { $0.name == name }?.objection(shot) }
      self.make = make
      self.makeForSound = makeForSound
    }

    private static func configured<D: Described>(_ type: D.Type, _ choice: Plan.Choice) -> D {
      var detector = D()
      for parameter in D.parameters {
        if let value = choice.values[parameter.name] { detector[keyPath: parameter.path] = value }
      }
      for text in D.texts {
        if let words = choice.texts[text.name] { detector[keyPath: text.path] = words }
      }
      for reference in D.references { detector[keyPath: reference.path] = choice.references[reference.name] }
      return detector
    }

    /// The parameter of that name; `nil` when there is none.
    public func parameter(_ name: String) -> Setting? { parameters.first { $0.name == name } }
  }

  /// What can be set beside numbers, without its type; nothing unless a user says otherwise.
  public struct TextSetting: Sendable, Equatable {
    /// What is written: letters, digits and spaces, several words joined by `+`; or the path of a file.
    public enum Kind: Sendable { case words, file }

    /// As it is written in a plan.
    public let name: String
    public let kind: Kind
    /// What they do, one line, no full stop.
    public let blurb: String
  }

  /// A parameter without its type.
  public struct Setting: Sendable, Equatable {
    /// As it is written in a plan.
    public let name: String
    /// Both ends are allowed.
    public let range: ClosedRange<Float>
    /// The value it has unless a user says otherwise.
    public let initial: Float
    /// In words, such as `s` or `share of the picture`.
    public let unit: String
    /// What it does, one line, no full stop.
    public let blurb: String
  }
}
