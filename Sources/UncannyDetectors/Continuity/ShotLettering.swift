internal import Uncanny

/// The lines of lettering of one shot.
struct ShotLettering: Sendable {
  private(set) var tracks: [LineTrack] = []
  /// What lines that are gone were read as without a doubt, more than once.
  private var stable: [Letters] = []
  /// What anything was read as.
  private(set) var spellings: Set<Letters> = []

  private static let most = 16
  private static let mostSpellings = 96

  mutating func take(_ lines: [SightedLine], at stamp: Stamp) {
    for track in tracks where !track.lasts(at: stamp) { stable += Self.stable(of: track) }
    tracks.removeAll { !$0.lasts(at: stamp) }
    var pairs: [(distance: Float, track: Int, line: Int)] = []
    for track in tracks.indices {
      for line in lines.indices {
        if let distance = tracks[track].distance(to: lines[line]) { pairs.append((distance, track, line)) }
      }
    }
    var (taken, placed) = (Set<Int>(), Set<Int>())
    for pair in pairs.sorted(by: { $0.distance < $1.distance }) {
      guard !taken.contains(pair.track), placed.insert(pair.line).inserted else { continue }
      taken.insert(pair.track)
      tracks[pair.track].take(lines[pair.line])
    }
    for line in lines.indices where !placed.contains(line) && tracks.count < Self.most {
      tracks.append(LineTrack(lines[line]))
    }
    for line in lines where spellings.count < Self.mostSpellings { spellings.insert(line.letters) }
  }

  /// What it is remembered by: what was read without a doubt, more than once.
  var memory: [Letters] { stable + tracks.flatMap { Self.stable(of: $0) } }

  private static func stable(of track: LineTrack) -> [Letters] {
    track.readings.filter { $0.count >= LetteringMemory.readings && $0.letters.count >= LetteringMemory.letters }
      .map { $0.letters }
  }
}

/// What the shots before were lettered with.
struct LetteringMemory: Sendable {
  private struct Reading: Sendable {
    let letters: Letters
    /// What else was read in its shot.
    let spellings: Set<Letters>
  }

  private var readings: [Reading] = []

  private static let most = 64
  /// A reading counts from this many times on, and from this length.
  static let readings = 2
  static let letters = 5

  mutating func keep(_ shot: ShotLettering) {
    for letters in shot.memory where !readings.contains(where: { $0.letters == letters }) {
      readings.append(Reading(letters: letters, spellings: shot.spellings))
    }
    if readings.count > Self.most { readings.removeFirst(readings.count - Self.most) }
  }

  /// How far a reading is from the one before it that it seems to be a variant of; `nil` where there is none, where it was
  /// there before, or where one of the shots reads both.
  func departure(of letters: Letters, in shot: ShotLettering) -> Int? {
    guard !readings.contains(where: { $0.letters == letters }) else { return nil }
    return readings.compactMap { other in
      guard let distance = Self.departure(letters, other.letters),
        !shot.spellings.contains(where: { $0.contains(other.letters) }),
        !other.spellings.contains(where: { $0.contains(letters) })
      else { return nil }
      return distance
    }.min()
  }

  /// How far two readings are apart that may be of one word; `nil` where they are not.
  static func departure(_ a: Letters, _ b: Letters) -> Int? {
    guard a.count == b.count, a.count >= letters, a != b else { return nil }
    let distance = a.distance(to: b)
    return distance <= min(3, a.count * 34 / 100) ? distance : nil
  }
}
