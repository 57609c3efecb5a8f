public import Uncanny
internal import UncannyScenes

/// A face that becomes another one, or that is none.
public struct Face: Exemplified {
  /// By how much the shape of a face may change.
  public var change: Float = 0.024
  /// How large a face must be to be judged.
  public var size: Float = 0.047

  /// The first frame of the shot that the tracks are of.
  private var start = 0
  private var tracks: [FaceTrack] = []
  private var found: Finding?
  private var canTell = false

  /// The picture that was looked at is no longer than this; less than so many pixels between the eyes are too few.
  private static let side: Float = 1280
  private static let least: Float = 30
  /// No more faces are followed.
  private static let most = 6
  /// An event begins no longer ago than this.
  private static let reach = ClockTime.seconds(3.5)
  /// The sine of the angle up to which a face looks this way.
  private static let turned: Float = 0.5
  /// From here on, as a logit, the points are surely on a face; below zero they surely are not.
  private static let present: Float = 6

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let now = measurements.stamp
    let began = now.frame &- measurements.shot.frames
    if start != began {
      start = began
      tracks = []
      found = nil
    }
    var isNew = false
    for observations in measurements.observations
    where observations.looked.contains(.faces) && observations.stamp.frame >= began {
      take(observations)
      isNew = true
    }
    if isNew {
      let (width, height) = (Float(measurements.geometry.width), Float(measurements.geometry.height))
      judge(at: now, width: width * min(1, Self.side / max(1, width, height)))
    }
    return found ?? (canTell ? .clean : nil)
  }

  private mutating func take(_ observations: Observations) {
    tracks.removeAll { !$0.lasts(at: observations.stamp) }
    let faces = observations.faces.filter { $0.points.count >= FaceShape.count }
    var pairs: [(overlap: Float, track: Int, face: Int)] = []
    for track in tracks.indices {
      for face in faces.indices {
        let overlap = tracks[track].region.overlap(with: faces[face].region)
        if overlap >= 0.3 { pairs.append((overlap, track, face)) }
      }
    }
    var (taken, placed) = (Set<Int>(), Set<Int>())
    for pair in pairs.sorted(by: { $0.overlap > $1.overlap }) {
      guard !taken.contains(pair.track), placed.insert(pair.face).inserted else { continue }
      taken.insert(pair.track)
      tracks[pair.track].take(faces[pair.face], at: observations.stamp)
    }
    for face in faces.indices where !placed.contains(face) && tracks.count < Self.most {
      tracks.append(FaceTrack(faces[face], at: observations.stamp))
    }
  }

  private mutating func judge(at now: Stamp, width: Float) {
    found = nil
    var mildest: Finding?
    for track in tracks {
      guard let typical = track.typical, typical.confidence >= 0.6, typical.turn < Self.turned else { continue }
      let large = max(Self.least, size * width)
      let onset = track.first.map { now.running - $0.running <= Self.reach ? $0 : now } ?? now
      if typical.presence < 0, typical.confidence >= 0.7, 3 * typical.eyes >= 2 * large {
        canTell = true
        found = Finding(
          fault: 1, score: 0.5 + 0.5 * min(1, -typical.presence / 10), confidence: 0.6, onset: onset,
          regions: [track.region], evidence: SIMD4(typical.presence, typical.eyes, 0, 0))
        return
      }
      guard typical.presence >= Self.present, typical.eyes >= large, let drift = track.drift else { continue }
      canTell = true
      let ratio = drift / change
      let score = ratio >= 1 ? min(1, 0.5 + 0.25 * (ratio - 1)) : max(0, 0.49 * ratio)
      let finding = Finding(
        score: score, confidence: 0.4, onset: ratio >= 1 ? onset : nil, regions: ratio >= 1 ? [track.region] : [],
        evidence: SIMD4(100 * drift, typical.eyes, 0, 0))
      if score > mildest?.score ?? -1 { mildest = finding }
    }
    found = mildest
  }
}

extension Face {
  public static let needs: Features = .faces

  public static let parameters = [
    Parameter<Face>("change", \.change, in: 0.001...1, unit: "distances of the eyes", "how much its shape may change"),
    Parameter<Face>(
      "size", \.size, in: 0.01...0.5, unit: "share of the width", "how far apart the eyes of a face must be"),
  ]

  public static let card = Card(
    id: "face", family: .continuity, title: "face that changes its shape, or is none",
    faults: [
      Card.Fault(
        "drift", title: "the face becomes another one",
        evidence: ["change (% of the distance of the eyes)", "distance of the eyes (px)"]),
      Card.Fault(
        "malformed", title: "what looks like a face from afar has no features of one",
        evidence: ["presence (logit)", "distance of the eyes (px)"]),
    ],
    severity: Escalation(.info), delay: .seconds(4.5),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(300), release: .milliseconds(500)),
    evidence: [],
    sees:
      "A face whose shape slides to another within three seconds, beyond what turning and talking bring (`face.drift`); and a "
      + "place that a finder of faces is sure of, but where no mesh of a face will sit, as when the features have "
      + "collapsed (`face.malformed`). Both are information: a hint of where to look.",
    why: "Nothing is watched as closely as a face, and generators let the features of one wander.",
    method:
      "Learned models find faces and lay 478 points over each, five times a second. The shapes of three seconds are turned, "
      + "moved and scaled onto their mean by 42 points that talking hardly moves (Horn). For each pair of moments the root "
      + "mean square distance of 468 points, in distances of the eyes, less what turning, expression and size account "
      + "for, is taken; the drift is the median over pairs more than 1.2 s apart less that of pairs within 0.45 s. Only faces count that look "
      + "this way within 30 degrees, with eyes 4.7 % of the width apart, and on which the points surely sit. "
      + "Between 15 generated and 14 filmed clips with such a face the area under the curve is 0.63 to 0.70, that is, it "
      + "hardly tells them apart. The limit lies above the highest of the filmed ones, 2.3 %, and the one generated clip that is told of "
      + "shows a laugh.",
    limits:
      "A broad laugh changes a face like a fault does. A face that is pixelated or masked is malformed to it, filmed or "
      + "not. Nothing is told of faces from aside, nor of those that were wrong from the beginning.",
    undecided: "no face is large enough, and turned this way, for long enough",
    references: [
      "Kartynnik et al., Real-time facial surface geometry from monocular video on mobile GPUs, 2019",
      "Horn, Closed-form solution of absolute orientation using unit quaternions, Journal of the Optical Society of America A 4(4), 1987",
    ])

  public static func message(for event: Event) -> String {
    event.fault == "face.malformed"
      ? "a face without the features of one\(event.lasting)"
      : "the shape of a face slides by \(event.evidence[0].tenths) % of the distance of its eyes\(event.lasting)"
  }
}
