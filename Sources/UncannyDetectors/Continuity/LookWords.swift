internal import Uncanny

/// How departures are worded.
enum LookWords {
  static func message(for event: Event) -> String {
    let numbers = event.evidence
    switch event.fault {
    case "look.exposure":
      return "the same setup looks different: "
        + join([stops(numbers[0]), contrast(numbers[1]), corners(numbers[2])], otherwise: "exposure")
    case "look.color":
      return "the same setup looks different: "
        + join([kelvin(numbers[0]), tint(numbers[1]), saturation(numbers[2])], otherwise: "color")
    case "look.grain": return "the same setup looks different: " + grain(numbers[0], numbers[1])
    case "look.sharpness": return "the same setup looks different: " + sharpness(numbers[0], numbers[1])
    case "look.texture": return "not the film's texture: " + texture(numbers)
    case "look.reference-exposure":
      return "not the look of the reference: "
        + join([stops(numbers[0]), contrast(numbers[1]), corners(numbers[2])], otherwise: "exposure")
    case "look.reference-color":
      return "not the look of the reference: "
        + join([kelvin(numbers[0]), tint(numbers[1]), saturation(numbers[2])], otherwise: "color")
    case "look.reference-texture": return "not the texture of the reference: " + texture(numbers)
    default:
      return "not the film's look: "
        + join([stops(numbers[0]), kelvin(numbers[1]), saturation(numbers[2])], otherwise: "grade")
    }
  }

  private static func texture(_ numbers: SIMD4<Float>) -> String {
    let isGrain = LookDeparture.grain(numbers[0], numbers[1], limit: 1).asScore > 0.5
    return isGrain ? grain(numbers[0], numbers[1]) : sharpness(numbers[2], numbers[3])
  }

  private static func join(_ parts: [String?], otherwise: String) -> String {
    let said = parts.compactMap { $0 }
    return said.isEmpty ? "another \(otherwise)" : said.joined(separator: ", ")
  }

  private static func stops(_ value: Float) -> String? {
    guard abs(value) >= 0.15, value.isFinite else { return nil }
    return "\(abs(value).tenths) stops \(value < 0 ? "darker" : "brighter")"
  }

  private static func contrast(_ factor: Float) -> String? {
    guard factor.isFinite, factor > 1.15 || factor < 0.87 else { return nil }
    return "\(factor.tenths) times the contrast"
  }

  private static func corners(_ value: Float) -> String? {
    guard abs(value) >= 0.4, value.isFinite else { return nil }
    return "corners \(abs(value).tenths) stops \(value < 0 ? "darker" : "brighter")"
  }

  private static func kelvin(_ value: Float) -> String? {
    guard abs(value) >= 300, value.isFinite else { return nil }
    if abs(value) > 6000 { return value < 0 ? "far warmer" : "far cooler" }
    return "\(value < 0 ? "warmer" : "cooler") by \(((abs(value) / 50).rounded() * 50).whole) K"
  }

  private static func tint(_ value: Float) -> String? {
    guard abs(value) >= 0.15, value.isFinite else { return nil }
    return "\(value < 0 ? "more magenta" : "greener") by \(abs(value).tenths) stops"
  }

  private static func saturation(_ factor: Float) -> String? {
    guard factor.isFinite, factor > 1.25 || factor < 0.8 else { return nil }
    return factor < 0.15 ? "without color" : "\(factor.tenths) times the saturation"
  }

  private static func grain(_ own: Float, _ usual: Float) -> String {
    if own < 0.25, own < usual { return "no grain, where it was \(usual.tenths) code values" }
    return "grain of \(own.tenths) code values, where it was \(usual.tenths)"
  }

  private static func sharpness(_ own: Float, _ usual: Float) -> String {
    "\(own < usual ? "softer" : "sharper"), \(own.hundredths) where it was \(usual.hundredths)"
  }
}
