internal import UncannyCompare

/// What a comparison says, in words.
enum ComparisonWords {
  /// A sentence without a full stop; empty where there is nothing to say.
  static func message(of row: Comparison.Row, _ differences: [Wire.Comparison.Difference]) -> String {
    var parts: [String] = []
    switch row.state {
    case .unchanged: return ""
    case .changed: break
    case .moved: parts.append("it stands elsewhere")
    case .repeated: parts.append("it is there once more")
    case .new: parts.append(row.isPlain ? "a plain picture is put in" : "it is not in the first film")
    case .missing: parts.append(row.isPlain ? "a plain picture is taken out" : "it is not in the second film")
    case .undecided: parts.append(row.reason ?? "it could not be decided")
    }
    if !row.inPlaceOf.isEmpty {
      let numbers = row.inPlaceOf.map { "\($0 + 1)" }.joined(separator: ", ")
      parts.append("in its place is shot \(numbers) of the \(row.state == .new ? "first" : "second")")
    }
    parts += differences.map { text(of: $0) }
    if !row.isTimed, differences.contains(where: { $0.frames != nil && $0.kind != .fadesIn && $0.kind != .fadesOut }) {
      parts.append("nothing moves, so at which end cannot be said")
    }
    return parts.joined(separator: "; ")
  }

  /// One difference.
  static func text(of difference: Wire.Comparison.Difference) -> String {
    let frames = (difference.frames ?? 0).text("frame")
    let verb = difference.frames == 1 ? "is" : "are"
    switch difference.kind {
    case .trimmedHead: return "\(frames) \(verb) missing at its beginning"
    case .trimmedTail: return "\(frames) \(verb) missing at its end"
    case .cutOut: return "\(frames) \(verb) missing before this part"
    case .extendedHead: return "\(frames) more at its beginning"
    case .extendedTail: return "\(frames) more at its end"
    case .split: return "part \(difference.part ?? 1) of \(difference.parts ?? 1)"
    case .fadesIn: return "fades in over \(frames)"
    case .fadesOut: return "fades out over \(frames)"
    case .retimed: return retiming(difference.speed ?? 1)
    case .mirrored: return "left and right are exchanged"
    case .reframed: return reframing(difference.width ?? 1, difference.height ?? 1)
    case .letterboxed: return bars(difference)
    case .graded: return grade(difference)
    case .transition:
      let names = (difference.transitions ?? []).map { $0.rawValue }
      return "entered by a \(names.last ?? "cut") instead of a \(names.first ?? "cut")"
    case .partReplaced:
      let area = percent((difference.width ?? 0) * (difference.height ?? 0))
      let last = max(difference.startFrame ?? 0, (difference.endFrame ?? 1) - 1)
      return "a part of the picture is another one (\(area), frames \(difference.startFrame ?? 0)-\(last))"
    case .picture: return "the pictures differ"
    }
  }

  private static func percent(_ share: Double) -> String { (share * 100).text(decimals: 1, padded: false) + " %" }

  private static func retiming(_ speed: Double) -> String {
    let size = abs(speed).text(decimals: 3, padded: false)
    let pace = abs(abs(speed) - 1) < 0.004 ? "" : " \(abs(speed) > 1 ? "faster" : "slower"), x \(size)"
    return speed < 0 ? "backwards\(pace.isEmpty ? "" : " and\(pace)")" : String(pace.dropFirst())
  }

  private static func reframing(_ width: Double, _ height: Double) -> String {
    let seen = (width + height) / 2
    if abs(width - height) < 0.01 {
      return seen < 1 ? "closer: \(percent(seen)) of the width is seen" : "wider: \(percent(seen)) of what was seen"
    }
    return "framed otherwise: \(percent(width)) of the width and \(percent(height)) of the height are seen"
  }

  private static func bars(_ difference: Wire.Comparison.Difference) -> String {
    let (width, height) = (difference.activeWidth ?? [1, 1], difference.activeHeight ?? [1, 1])
    var parts: [String] = []
    for (name, shares) in [("height", height), ("width", width)] where abs(shares[0] - shares[1]) > 0.02 {
      parts.append("the picture is \(percent(shares[1])) of the \(name), it was \(percent(shares[0]))")
    }
    return "bars: " + parts.joined(separator: "; ")
  }

  private static func grade(_ difference: Wire.Comparison.Difference) -> String {
    var parts: [String] = []
    if let stops = difference.stops, abs(stops) >= 0.08 {
      parts.append("\(stops > 0 ? "brighter" : "darker") by \(abs(stops).text(decimals: 2, padded: false)) stops")
    }
    if let contrast = difference.contrast, abs(contrast - 1) >= 0.06 {
      parts.append("contrast x \(contrast.text(decimals: 2, padded: false))")
    }
    if let saturation = difference.saturation, abs(saturation - 1) >= 0.1 {
      parts.append("saturation x \(saturation.text(decimals: 2, padded: false))")
    }
    if let warmth = difference.warmth, abs(warmth) >= 2 { parts.append(warmth > 0 ? "warmer" : "cooler") }
    if let tint = difference.tint, abs(tint) >= 2.5 { parts.append(tint > 0 ? "more magenta" : "more green") }
    return "graded: " + parts.joined(separator: ", ")
  }
}
