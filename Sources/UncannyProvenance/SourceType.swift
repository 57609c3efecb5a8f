internal import UncannyReport

/// The ways of making that IPTC's vocabulary of digital source types, and C2PA's additions to it, tell apart.
enum SourceType {
  /// What a declaration means, in plain words.
  static func source(_ text: String, at place: String) -> Wire.Provenance.Source {
    let type = PlainText.shortened(text.split(separator: "/").last.map { String($0) } ?? text)
    return Wire.Provenance.Source(
      type: type, meaning: meanings[type] ?? "a way of making that is not known here", place: place)
  }

  private static let meanings = [
    "trainedAlgorithmicMedia": "made with a trained algorithm",
    "compositeWithTrainedAlgorithmicMedia": "composite with parts made by a trained algorithm",
    "trainedAlgorithmicData": "data made with a trained algorithm",
    "algorithmicMedia": "made by an algorithm that was not trained",
    "algorithmicallyEnhanced": "enhanced by an algorithm",
    "digitalCapture": "captured by a camera",
    "computationalCapture": "captured by a camera that computes",
    "negativeFilm": "digitized from negative film",
    "positiveFilm": "digitized from positive film",
    "print": "digitized from a print",
    "minorHumanEdits": "captured, with minor edits by a person",
    "humanEdits": "edited by a person",
    "compositeCapture": "composite of captures",
    "composite": "composite of several things",
    "compositeSynthetic": "composite with synthetic parts",
    "digitalCreation": "made by a person with software",
    "digitalArt": "made by a person with software",
    "dataDrivenMedia": "made from data",
    "virtualRecording": "recorded from a virtual scene",
    "screenCapture": "captured from a screen",
    "empty": "an empty canvas",
  ]
}

/// Text from a file, made fit to be shown.
enum PlainText {
  /// Without control characters, in one line, of at most so many characters.
  static func shortened(_ text: String, to most: Int = 200) -> String {
    var short = ""
    for scalar in text.unicodeScalars.prefix(4 * most) {
      let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      short.unicodeScalars.append(isControl ? " " : scalar)
    }
    let words = short.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > most ? "\(words.prefix(most - 1))…" : words
  }
}
