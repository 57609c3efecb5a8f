public import Uncanny

/// What a clip looks like at three places, in 64 bits each: clips that show the same are found by it among many.
///
/// A bit says whether a part of the picture is brighter than the one to its right (a "difference hash": Krawetz, "Kind of
/// like that", hackerfactor.com, 2013), which size, encoder, exposure and contrast leave as it is.
public struct PictureHash: Sendable, Equatable, Codable {
  /// Of the first picture, one in the middle, and the last.
  public let words: [UInt64]

  /// - Parameter words: as many as there are places.
  public init(words: [UInt64]) { self.words = words }

  /// `nil` of a trace without pictures.
  public init?(_ trace: [Trace.Picture]) {
    guard let first = trace.first, let last = trace.last else { return nil }
    words = [first, trace[trace.count / 2], last].map { Self.word(of: $0.signature) }
  }

  /// In how many bits the nearest pair of pictures at the same place differs, 0...64; pictures without any structure, whose
  /// bits are all the same, are like nothing.
  public func distance(to other: PictureHash) -> Int {
    zip(words, other.words).filter { Self.says($0) && Self.says($1) }.map { ($0 ^ $1).nonzeroBitCount }.min() ?? 64
  }

  /// Whether a word has structure.
  static func says(_ word: UInt64) -> Bool { (8...56).contains(word.nonzeroBitCount) }

  /// Nine columns of eight rows of the picture.
  private static func word(of signature: Signature) -> UInt64 {
    var word: UInt64 = 0
    for row in 0..<8 {
      var last: Int?
      for column in 0..<9 {
        let value = mean(of: signature, column: column, row: row)
        if let last { word = word << 1 | (last > value ? 1 : 0) }
        last = value
      }
    }
    return word
  }

  private static func mean(of signature: Signature, column: Int, row: Int) -> Int {
    let (columns, rows) = (Signature.columns, Signature.rows)
    let (left, right) = (column * columns / 9, (column + 1) * columns / 9)
    let (top, bottom) = (row * rows / 8, (row + 1) * rows / 8)
    var sum = 0
    for y in top..<bottom { for x in left..<right { sum += Int(signature.luma[y * columns + x]) } }
    return sum * 16 / ((right - left) * (bottom - top))
  }
}
