/// Things followed from sighting to sighting, in constant memory however long a shot is.
///
/// A sighting goes on with the track whose last box covers most of it; where boxes part, as after a fast move, with the one
/// that looks most like it. Tracks may cross a boundary, which is known late: what is asked for are the sightings between
/// two frames.
struct ObjectTracks: Sendable {
  private var tracks: [Track] = []

  /// No more things are followed at once.
  private static let most = 24
  /// A track ends when it has not been seen for so long.
  private static let patience = ClockTime.seconds(1.5)
  /// Boxes that share less than this of what they cover together are of one thing only if it looks the same.
  private static let shared: Float = 0.3
  /// From this product of embeddings on, two crops look the same.
  private static let alike: Float = 0.7

  /// Takes the sightings of a frame that comes after those before.
  mutating func take(_ observations: Observations) {
    let now = observations.stamp
    tracks.removeAll { $0.isOver(by: now, after: Self.patience) && $0.isEmpty }
    var isFree = tracks.map { !$0.isOver(by: now, after: Self.patience) }
    for sighting in observations.objects {
      var best: (index: Int, affinity: Float)?
      for index in tracks.indices where isFree[index] {
        guard let affinity = Self.affinity(of: sighting, to: tracks[index].latest) else { continue }
        if affinity > best?.affinity ?? 0 { best = (index, affinity) }
      }
      let moment = Appearance.Moment(stamp: now, sighting: sighting)
      if let best {
        tracks[best.index].take(moment)
        isFree[best.index] = false
      } else if tracks.count < Self.most {
        tracks.append(Track(moment))
        isFree.append(false)
      }
    }
  }

  /// What was seen from one frame up to another, the longest seen first; of what was seen once, only what was large.
  func appearances(from start: Stamp, to end: Stamp) -> [Appearance] {
    let seen = tracks.compactMap { $0.appearance(from: start.running, to: end.running) }
    return seen.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map { $0.element }
  }

  /// Forgets what was seen before a frame, where another shot begins.
  mutating func begin(at boundary: Stamp) {
    for index in tracks.indices { tracks[index].forget(before: boundary.running) }
    tracks.removeAll { $0.isEmpty }
  }

  /// How well a sighting goes on with another, above 0; `nil` where it is of something else.
  private static func affinity(of sighting: ObjectSighting, to latest: ObjectSighting) -> Float? {
    let shared = sighting.region.overlap(with: latest.region)
    if shared >= Self.shared { return 1 + shared }
    guard let own = sighting.look, let others = latest.look else { return nil }
    let likeness = own.likeness(to: others)
    return likeness >= Self.alike ? likeness : nil
  }
}

/// One thing, from sighting to sighting.
private struct Track: Sendable {
  /// Spread evenly: when there are too many, every second one goes, and only every second comes in from then on.
  private var moments: [Appearance.Moment]
  private(set) var latest: ObjectSighting
  private var lastSeen: ClockTime
  private var stride = 1
  private var skipped = 0

  init(_ moment: Appearance.Moment) {
    moments = [moment]
    latest = moment.sighting
    lastSeen = moment.stamp.running
  }

  var isEmpty: Bool { moments.isEmpty }

  func isOver(by now: Stamp, after patience: ClockTime) -> Bool {
    now.running - lastSeen > patience || now.running < lastSeen
  }

  mutating func take(_ moment: Appearance.Moment) {
    latest = moment.sighting
    lastSeen = moment.stamp.running
    skipped += 1
    guard skipped >= stride else { return }
    skipped = 0
    moments.append(moment)
    guard moments.count > Appearance.most else { return }
    moments = moments.enumerated().filter { $0.offset % 2 == 0 }.map { $0.element }
    stride *= 2
  }

  func appearance(from start: ClockTime, to end: ClockTime) -> Appearance? {
    let own = moments.filter { $0.stamp.running >= start && $0.stamp.running < end }
    return Appearance(own, count: own.count * stride)
  }

  mutating func forget(before boundary: ClockTime) {
    moments.removeAll { $0.stamp.running < boundary }
    // what is left is the beginning of a shot
    if moments.count < Appearance.most / 2 { stride = 1 }
  }
}
