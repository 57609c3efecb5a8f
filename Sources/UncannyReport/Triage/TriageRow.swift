/// One clip of a triage: a line of `triage.jsonl`.
public struct TriageRow: Sendable, Equatable, Codable {
  /// The version of the format.
  public enum Schema: String, Sendable, Codable { case version1 = "uncanny.triage/1" }

  /// Always version 1.
  public let schema: Schema
  /// From 1; the best first.
  public let rank: Int
  /// As it was given, or found in the folder that was given.
  public let path: String
  /// What is to become of it.
  public let verdict: TriageJudgement.Verdict
  /// The sum of the parts; 0 is a clip in which nothing was found, 1 rejects.
  public let points: Double
  /// The heaviest first.
  public let parts: [TriageJudgement.Part]
  /// One sentence.
  public let reason: String
  /// Where to look, in seconds; `nil` where nothing is to be seen.
  public let time: Double?
  /// Where to look, counted from 0.
  public let frame: Int?
  /// A number that clips have in common that show the same; `nil` where no other does.
  public let group: Int?
  /// Whether it is the best of its group; `nil` without one.
  public let isBest: Bool?
  /// Seconds; `nil` when not known.
  public let duration: Double?
  /// Samples a row; `nil` when not known.
  public let width: Int?
  /// Rows; `nil` when not known.
  public let height: Int?
  /// Frames a second; `nil` when not known.
  public let frameRate: Double?
  /// The detectors that could not tell.
  public let undecided: [String]

  enum CodingKeys: String, CodingKey {
    case schema, rank, path, verdict, points, parts, reason, time, frame, group, duration, width, height, undecided
    case isBest = "best"
    case frameRate = "frame_rate"
  }
}

/// A clip before it has a rank: what was found in it, or why nothing was.
public struct TriagedClip: Sendable, Equatable {
  /// As it was given, or found.
  public let path: String
  /// What was found in it; `nil` where nothing could be looked at.
  public let digest: ClipDigest?
  /// What is to become of it.
  public let judgement: TriageJudgement
  /// What it looks like; `nil` where nothing was seen.
  public let hash: PictureHash?

  /// - Parameter digest: `nil` where nothing could be looked at.
  public init(path: String, digest: ClipDigest?, judgement: TriageJudgement, hash: PictureHash?) {
    self.path = path
    self.digest = digest
    self.judgement = judgement
    self.hash = hash
  }
}

extension TriageRow {
  /// All clips by rank: the fewest points first, those with the same by path. Groups are numbered by their best clip.
  ///
  /// - Parameter clips: each path once.
  public static func ranked(_ clips: [TriagedClip]) -> [TriageRow] {
    let sorted = clips.sorted { ($0.judgement.points, $0.path) < ($1.judgement.points, $1.path) }
    let leaders = LikeClips(sorted.map { $0.hash }).leaders
    var sizes = [Int](repeating: 0, count: sorted.count)
    for leader in leaders { sizes[leader] += 1 }
    var numbers: [Int: Int] = [:]
    return sorted.enumerated().map { place, clip in
      let leader = leaders[place]
      let isGrouped = sizes[leader] > 1
      // the leader comes first in its group, which is to say that it is the best
      if isGrouped, numbers[leader] == nil { numbers[leader] = numbers.count + 1 }
      return TriageRow(
        rank: place + 1, clip, group: isGrouped ? numbers[leader] : nil, isBest: isGrouped ? leader == place : nil)
    }
  }

  private init(rank: Int, _ clip: TriagedClip, group: Int?, isBest: Bool?) {
    schema = .version1
    self.rank = rank
    path = clip.path
    verdict = clip.judgement.verdict
    points = clip.judgement.points
    parts = clip.judgement.parts
    reason = clip.judgement.reason
    time = clip.judgement.time
    frame = clip.judgement.frame
    self.group = group
    self.isBest = isBest
    duration = clip.digest?.duration
    width = clip.digest?.width
    height = clip.digest?.height
    frameRate = clip.digest?.frameRate
    undecided = clip.digest?.undecided ?? []
  }
}
