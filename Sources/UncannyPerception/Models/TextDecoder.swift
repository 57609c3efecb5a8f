internal import Foundation

/// What the numbers of a reader mean: at each step the likeliest character, repetitions taken together, blanks left out
/// (Graves et al., "Connectionist temporal classification", ICML 2006).
struct TextDecoder: Sendable, Equatable {
  /// By index; the first is the blank.
  let characters: [String]

  /// - Parameter characters: without the blank and the space, which stand before and after them.
  init(characters: [String]) { self.characters = [""] + characters + [" "] }

  /// The characters that an ONNX model names under `character` in its metadata, one a line; `nil` where there are none.
  ///
  /// In the encoding of protocol buffers an entry is its key, behind a tag and a length, then its value behind another.
  init?(model: Data) {
    let key = Data([0x0A, 9]) + Data("character".utf8) + Data([0x12])
    guard let place = model.range(of: key, options: .backwards) else { return nil }
    var index = place.upperBound
    var (length, shift) = (0, 0)
    while index < model.endIndex, shift < 35 {
      length |= Int(model[index] & 0x7F) << shift
      shift += 7
      index += 1
      if model[index - 1] & 0x80 == 0 { break }
    }
    guard length > 0, length <= model.endIndex - index else { return nil }
    let text = String(decoding: model[index..<(index + length)], as: UTF8.self)
    self.init(characters: text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) })
  }

  /// What the numbers say, how sure they are of it on the whole, and of the least sure character, 0...1: one row of likelihoods for each step.
  func text(of numbers: Span<Float>) -> (text: String, confidence: Float, weakest: Float) {
    var text = ""
    var sum: Float = 0
    var count: Float = 0
    var weakest: Float = 1
    var before = 0
    for step in 0..<(numbers.count / characters.count) {
      let first = step * characters.count
      var best = 0
      for index in 1..<characters.count where numbers[first + index] > numbers[first + best] { best = index }
      if best != 0, best != before {
        text += characters[best]
        sum += numbers[first + best]
        weakest = min(weakest, numbers[first + best])
        count += 1
      }
      before = best
    }
    return (text, count > 0 ? sum / count : 0, count > 0 ? weakest : 0)
  }
}
