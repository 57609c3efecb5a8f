extension Wire {
  /// Where the pictures come from, as far as that can be said: what the file declares, and what the pictures look like.
  public struct Origin: Sendable, Equatable, Codable {
    /// Which share of the duration was generated, as the shots score, 0...1: the mean of the shots that could be told, by
    /// their length. `nil` when none could.
    public let synthetic: Double?
    /// That share may be as low as this, and as high: one standard deviation of chance, and any value for what could not be
    /// told.
    public let syntheticLow: Double?
    public let syntheticHigh: Double?
    /// Which share of the duration could be told, 0...1; `nil` when nobody was asked.
    public let syntheticDecided: Double?
    /// What the file itself declares; `nil` when nobody asked, or it is no file.
    public let provenance: Provenance?

    /// - Parameters:
    ///   - shots: those of the report; of them, what was said of each.
    ///   - provenance: what the file declares.
    /// - Returns: `nil` when there is nothing to say.
    public init?(shots: [Shot], provenance: Provenance? = nil) {
      let asked = shots.filter { $0.syntheticStatement != nil }
      guard !asked.isEmpty || provenance != nil else { return nil }
      self.provenance = provenance
      let all = shots.reduce(0) { $0 + ($1.end - $1.start) }
      let told = shots.filter { $0.synthetic != nil }
      let length = told.reduce(0) { $0 + ($1.end - $1.start) }
      syntheticDecided = asked.isEmpty ? nil : all > 0 ? (length / all).sound : 0
      guard length > 0 else {
        (synthetic, syntheticLow, syntheticHigh) = (nil, nil, nil)
        return
      }
      var (sum, variance) = (0.0, 0.0)
      for shot in told {
        let (likelihood, stands) = (shot.synthetic ?? 0, shot.end - shot.start)
        sum += likelihood * stands
        variance += likelihood * (1 - likelihood) * stands * stands
      }
      let chance = variance.squareRoot()
      synthetic = (sum / length).soundShare
      syntheticLow = ((sum - chance) / all).soundShare
      syntheticHigh = ((sum + chance + all - length) / all).soundShare
    }

    enum CodingKeys: String, CodingKey {
      case synthetic, provenance
      case syntheticLow = "synthetic_low"
      case syntheticHigh = "synthetic_high"
      case syntheticDecided = "synthetic_decided"
    }
  }

  /// What a file declares of its own making. All of it is said by whoever made the file; a signature says who, and that
  /// nothing was changed since.
  public struct Provenance: Sendable, Equatable, Codable {
    /// Whether there is a C2PA manifest.
    public enum Manifest: String, Sendable, Codable {
      /// There is one, and its signature and digests hold.
      case present
      /// There is none: which is no evidence of anything.
      case absent
      /// There is one that does not hold, or cannot be read.
      case broken
      /// One is said to be elsewhere; it was not fetched.
      case remote
      /// Nobody could look: the library is not installed, or does not know the format.
      case unread
    }

    /// A declared way of making, in the words of IPTC.
    public struct Source: Sendable, Equatable, Codable {
      /// Such as `trainedAlgorithmicMedia`.
      public let type: String
      /// In plain words.
      public let meaning: String
      /// Where it is declared.
      public let place: String

      public init(type: String, meaning: String, place: String) {
        self.type = type
        self.meaning = meaning
        self.place = place
      }
    }

    /// Something that is said to have been done.
    public struct Action: Sendable, Equatable, Codable {
      /// Such as `c2pa.created`.
      public let action: String
      /// By what; `nil` when that is not said.
      public let agent: String?

      public init(action: String, agent: String?) {
        self.action = action
        self.agent = agent
      }
    }

    /// Something in the container that names a generator, or what a file was made with. Anybody can write it.
    public struct Claim: Sendable, Equatable, Codable {
      /// Where it stands, such as `tag encoder`.
      public let place: String
      /// As it stands there, shortened.
      public let text: String
      /// What it comes to, where it names a generator; `nil` otherwise.
      public let meaning: String?

      public init(place: String, text: String, meaning: String? = nil) {
        self.place = place
        self.text = text
        self.meaning = meaning
      }
    }

    /// Whether there is a manifest.
    public let manifest: Manifest
    /// All of it in a sentence or two.
    public let statement: String
    /// Whether who signed is on a list of trust; `nil` where nobody signed.
    public let trusted: Bool?
    /// Who signed, as the certificate says.
    public let signer: String?
    /// When, as the signature says.
    public let signedAt: String?
    /// What wrote the manifest.
    public let generator: String?
    /// Every declared way of making, of the file and of what went into it.
    public let sources: [Source]
    /// What is said to have been done, in order.
    public let actions: [Action]
    /// Titles of what went into it.
    public let ingredients: [String]
    /// Where a manifest is said to be that was not fetched.
    public let remote: String?
    /// What does not hold, or could not be read.
    public let problems: [String]
    /// What else the container says.
    public let claims: [Claim]

    /// Whether it says that a trained model made it, or some of it.
    public var declaresGenerator: Bool {
      sources.contains { $0.type.lowercased().contains("trainedalgorithmic") } || claims.contains { $0.meaning != nil }
    }

    public init(
      manifest: Manifest, statement: String, trusted: Bool? = nil, signer: String? = nil, signedAt: String? = nil,
      generator: String? = nil, sources: [Source] = [], actions: [Action] = [], ingredients: [String] = [],
      remote: String? = nil, problems: [String] = [], claims: [Claim] = []
    ) {
      self.manifest = manifest
      self.statement = statement
      self.trusted = trusted
      self.signer = signer
      self.signedAt = signedAt
      self.generator = generator
      self.sources = sources
      self.actions = actions
      self.ingredients = ingredients
      self.remote = remote
      self.problems = problems
      self.claims = claims
    }

    enum CodingKeys: String, CodingKey {
      case manifest, statement, trusted, signer, generator, sources, actions, ingredients, remote, problems, claims
      case signedAt = "signed_at"
    }
  }
}
