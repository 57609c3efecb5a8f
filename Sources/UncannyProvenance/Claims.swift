internal import Foundation
internal import UncannyReport

/// What texts of a container claim: words that anybody can write.
enum Claims {
  private static let most = 40

  /// The texts that are worth telling, each with what it comes to where it names a generator.
  static func claims(in texts: [(place: String, text: String)]) -> [Wire.Provenance.Claim] {
    var claims: [Wire.Provenance.Claim] = []
    for (place, text) in texts where claims.count < most {
      let meaning = meaning(of: text, at: place)
      guard meaning != nil || isAboutMaking(place) else { continue }
      let claim = Wire.Provenance.Claim(
        place: PlainText.shortened(place, to: 60), text: PlainText.shortened(text), meaning: meaning)
      if !claims.contains(where: { $0.text == claim.text }) { claims.append(claim) }
    }
    return claims
  }

  /// Where software says what it is.
  private static func isAboutMaking(_ place: String) -> Bool {
    let name = place.lowercased()
    return [
      "encoder", "software", "application", "\u{A9}too", "\u{A9}swr", "com.apple.", "com.android.", "make", "model",
    ]
    .contains { name.contains($0) }
  }

  /// What a text comes to: a workflow, a declared way of making, or the name of a generator. Nothing of it is followed.
  private static func meaning(of text: String, at place: String) -> String? {
    if let type = declaredSource(in: text) {
      return "declares how it was made: \(SourceType.source(type, at: place).meaning)"
    }
    let start = text.prefix(65_536)
    if start.contains("\"class_type\"") || start.contains("\"last_node_id\"") { return "a workflow of ComfyUI" }
    if start.contains("Steps: "), start.contains("Sampler: ") { return "parameters of Stable Diffusion" }
    let words = Set(
      start.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "-" }.map { String($0) })
    let lower = start.lowercased()
    for (name, mark) in generators where mark.contains(" ") ? lower.contains(mark) : words.contains(mark) {
      return "names \(name)"
    }
    return nil
  }

  /// The digital source type of IPTC in XMP.
  private static func declaredSource(in text: String) -> String? {
    guard let key = text.range(of: "DigitalSourceType") else { return nil }
    let rest = text[key.upperBound...].prefix(300)
    guard let slash = rest.range(of: "digitalsourcetype/") else { return nil }
    let type = rest[slash.upperBound...].prefix { $0.isLetter }
    return type.isEmpty ? nil : String(type)
  }

  /// By what they write, in small letters: words that hardly mean anything else.
  private static let generators: [(name: String, mark: String)] = [
    ("OpenAI Sora", "sora"), ("OpenAI", "openai"), ("Runway", "runwayml"), ("Runway", "runway gen"), ("Kling", "kling"),
    ("Kling", "klingai"), ("Google Veo", "google veo"), ("Google Veo", "veo-3"), ("Google Veo", "veo-2"),
    ("Luma Dream Machine", "dream machine"), ("Luma", "lumalabs"), ("Pika", "pika labs"), ("Pika", "pikalabs"),
    ("MiniMax Hailuo", "hailuo"), ("Seedance", "seedance"), ("Jimeng", "jimeng"), ("Dreamina", "dreamina"),
    ("Vidu", "viduai"), ("PixVerse", "pixverse"), ("ComfyUI", "comfyui"), ("Stable Diffusion", "stable diffusion"),
    ("Stable Diffusion", "automatic1111"), ("Stable Video Diffusion", "stable video"), ("AnimateDiff", "animatediff"),
    ("Adobe Firefly", "adobe firefly"), ("Adobe Firefly", "firefly"), ("Midjourney", "midjourney"),
    ("HunyuanVideo", "hunyuanvideo"), ("LTX-Video", "ltx-video"), ("CogVideoX", "cogvideox"), ("Wan", "wan2.1"),
    ("Wan", "wan2.2"), ("Synthesia", "synthesia"), ("HeyGen", "heygen"), ("D-ID", "d-id"), ("Haiper", "haiper"),
    ("AI-generated material", "trainedalgorithmicmedia"), ("AI-generated material", "ai generated"),
    ("AI-generated material", "ai-generated"),
  ]
}
