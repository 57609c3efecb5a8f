public import Uncanny
internal import UncannyScenes

/// Lettering that is no writing, or that changes what it says.
public struct Text: Exemplified {
  /// The words that must stand there, joined by `+`.
  public var expect = ""
  /// From which disagreement of doubtful readings on a line is garbled.
  public var garble: Float = 0.13
  /// How high lettering must be to be judged.
  public var height: Float = 18
  /// How often a misspelling must be read.
  public var readings: Float = 2

  private var shot = ShotLettering()
  private var memory = LetteringMemory()
  /// The first frame of the shot that `shot` is of.
  private var start: Int?
  private var words: [Letters]?
  private var worst: Finding?
  /// When the fault that was found last was seen last.
  private var seen: Stamp?
  private var fault = 0
  private var canTell = false

  /// A reader that is as sure as this reads what is there.
  private static let sure: Float = 0.55
  /// An event begins no longer ago than this, however long the line has been there.
  private static let reach = ClockTime.seconds(4.5)
  /// A line that has not been seen for so long is gone.
  private static let gone = ClockTime.milliseconds(1500)

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let now = measurements.stamp
    let began = now.frame &- measurements.shot.frames
    var isNew = false
    for observations in measurements.observations where observations.looked.contains(.lettering) {
      guard observations.stamp.frame >= start ?? began else { continue }
      if observations.stamp.frame >= began, start != began { turn(to: began) }
      let lines = observations.lines.compactMap {
        SightedLine($0, at: observations.stamp, in: measurements.geometry, lowest: height)
      }
      shot.take(lines, at: observations.stamp)
      isNew = true
    }
    if isNew { judge(at: now) }
    if start != began {
      worst = nil
      seen = nil
    }
    if let seen, now.running - seen.running > Self.gone { worst = nil }
    return worst ?? (canTell ? Finding(fault: fault, score: 0, over: seen) : nil)
  }

  private mutating func turn(to began: Int) {
    if start != nil { memory.keep(shot) }
    shot = ShotLettering()
    start = began
  }

  private mutating func judge(at now: Stamp) {
    if words == nil { words = expect.split(separator: "+").map { Letters(String($0)) }.filter { $0.count >= 4 } }
    worst = nil
    for track in shot.tracks {
      let garble = track.garble
      if garble != nil || track.readings.contains(where: { $0.count >= LetteringMemory.readings }) { canTell = true }
      let finding =
        misspelling(in: track, at: now) ?? drift(of: track, at: now) ?? garbling(garble, of: track, at: now)
      // what is worse is told, and of that what stands higher in the list
      if let finding, finding.fault > worst?.fault ?? -1 {
        worst = finding
        fault = finding.fault
        seen = track.last.stamp
      }
    }
  }

  private func garbling(
    _ garble: (disagreement: Float, confidence: Float)?, of track: LineTrack, at now: Stamp
  ) -> Finding? {
    guard let garble, garble.confidence <= Self.sure else { return nil }
    let score = garble.disagreement * (1 - garble.confidence)
    guard score >= self.garble else { return nil }
    return finding(
      0, 0.5 + 0.5 * min(1, (score - self.garble) / 0.3), confidence: 0.7, of: track, since: track.stamps, now,
      SIMD4(garble.disagreement, garble.confidence, Float(track.good.count), 0))
  }

  private func drift(of track: LineTrack, at now: Stamp) -> Finding? {
    let stable = track.readings.filter { $0.count >= LetteringMemory.readings }
    for reading in stable {
      // what is right now was wrong before, and told then
      if words?.contains(where: { reading.letters.contains($0) }) ?? false { continue }
      let others = stable.filter { $0.stamp.running < reading.stamp.running }
      let within = others.compactMap { LetteringMemory.departure(reading.letters, $0.letters) }.min()
      guard let distance = within ?? memory.departure(of: reading.letters, in: shot) else { continue }
      let since = track.stamps.filter { $0.running >= reading.stamp.running }
      return finding(
        1, min(0.9, 0.5 + 0.1 * Float(distance)), confidence: min(0.9, 0.5 + 0.1 * Float(reading.count)), of: track,
        since: since, now, SIMD4(Float(distance), Float(reading.letters.count), Float(reading.count), 0))
    }
    return nil
  }

  private func misspelling(in track: LineTrack, at now: Stamp) -> Finding? {
    for word in words ?? [] {
      // a reader that ever sees the word sees what is there: the rest is misread
      if track.spellings.contains(where: { $0.contains(word) }) { continue }
      var counts: [Letters: (count: Int, distance: Int, since: Stamp)] = [:]
      for reading in track.readings {
        guard let (run, distance) = reading.letters.nearest(to: word), distance >= 1,
          distance <= (word.count >= 6 ? 2 : 1), run.count >= word.count, !run.contains(word)
        else { continue }
        let before = counts[run] ?? (0, distance, reading.stamp)
        counts[run] = (before.count + reading.count, distance, before.since)
      }
      guard let most = counts.values.max(by: { $0.count < $1.count }), Float(most.count) >= readings else { continue }
      return finding(
        2, 0.9, confidence: min(0.95, 0.5 + 0.15 * Float(most.count)), of: track,
        since: track.stamps.filter { $0.running >= most.since.running }, now,
        SIMD4(Float(most.distance), Float(word.count), Float(most.count), 0))
    }
    return nil
  }

  private func finding(
    _ fault: Int, _ score: Float, confidence: Float, of track: LineTrack, since stamps: [Stamp], _ now: Stamp,
    _ evidence: SIMD4<Float>
  ) -> Finding {
    let onset = stamps.first { now.running - $0.running <= Self.reach }
    return Finding(
      fault: fault, score: score, confidence: confidence, onset: onset ?? track.last.stamp,
      regions: [track.last.region], evidence: evidence)
  }
}

extension Text {
  public static let needs: Features = .lettering

  /// The words that must stand there.
  public static let texts = [
    TextParameter<Text>(
      "expect", \.expect, "words that must be spelt like this where they stand, of four letters or more")
  ]

  public static let parameters = [
    Parameter<Text>("garble", \.garble, in: 0.01...1, unit: "disagreement", "from where on lettering is garbled"),
    Parameter<Text>("height", \.height, in: 4...500, unit: "pixels", "how high lettering must be to be judged"),
    Parameter<Text>("readings", \.readings, in: 1...20, unit: "readings", "how often a misspelling must be read"),
  ]

  public static let card = Card(
    id: "text", family: .continuity, title: "lettering that is no writing, or changes what it says",
    faults: [
      Card.Fault(
        "garbled", title: "lettering that reads differently each time, and never surely",
        evidence: ["disagreement (share of the letters)", "confidence (share)", "readings (count)"]),
      Card.Fault(
        "drift", title: "lettering that says almost, but not quite, what it said before",
        evidence: ["letters changed (count)", "letters (count)", "readings (count)"]),
      Card.Fault(
        "misspelt", title: "a word that is expected, spelt otherwise", severity: Escalation(.error),
        evidence: ["letters changed (count)", "letters (count)", "readings (count)"]),
    ],
    severity: Escalation(.warning), delay: .seconds(5),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero), evidence: [],
    sees:
      "Lettering that looks like writing and is none (`text.garbled`); a line that surely says one thing and later, in the "
      + "same shot or in another, as surely one to three letters of something else (`text.drift`); and a word that the user "
      + "has given with `text:expect=WORD`, several joined by `+`, that stands there with one or two letters wrong "
      + "(`text.misspelt`).",
    why: "A product's name is the one thing in a picture that everybody can check, and generators are bad at letters.",
    method:
      "Lines are found and read by learned models, two to three times a second, and followed through the shot. Only those "
      + "count that are 18 pixels high and more, level, sharp and whole. A line is garbled when four or more readings "
      + "of it disagree, pair by pair, in a share of their letters that times the doubt of the reader is 0.13 or more, "
      + "and the reader's mean confidence is 0.55 or less. For the other two a reading counts when the reader is sure by "
      + "0.9, and by 0.8 of every letter, twice or more. Letters that are swapped with their neighbor count as one. A "
      + "drift is one of up to a third of the letters, three at most, in a reading of the same length, where neither "
      + "shot has the other's reading; each is told once. A word is misspelt when a line never reads it and reads, twice, "
      + "something that is one or two letters from it and no shorter: a letter left out is the commonest misreading. "
      + "The numbers were found on filmed and generated clips and on rendered sequences at twice a second. In 6.8 minutes of filmed "
      + "clips, 68 of them, seven with lettering that can be judged, nothing is told; of five rendered sequences with a misspelt name five are, of three "
      + "without none.",
    limits:
      "A garbled line that is always read alike passes for writing. Only letters are compared, no digits. A name that is "
      + "stylized may be misread alike each time, and then is told as misspelt. Words that are expected do not drift. One fault is told at a time, the "
      + "misspelling first. Two words of a list, such as NORTHERN and SOUTHERN, are told apart by more letters than a "
      + "drift may have; shorter ones may not be.",
    undecided: "no lettering that is large, sharp and level enough stays long enough",
    references: [
      "Du et al., PP-OCR: a practical ultra lightweight OCR system, 2020",
      "Damerau, A technique for computer detection and correction of spelling errors, Communications of the ACM 7(3), 1964",
    ])

  public static func message(for event: Event) -> String {
    switch event.fault {
    case "text.misspelt":
      "a word is \(event.evidence[0].whole) of \(event.evidence[1].whole) letters off what is expected\(event.lasting)"
    case "text.drift":
      "\(event.evidence[0].whole) of \(event.evidence[1].whole) letters are not what they were before\(event.lasting)"
    default: "lettering that cannot be read: \(event.evidence[0].percent) of the letters change\(event.lasting)"
    }
  }
}
