internal import Uncanny

extension Pairing {
  /// A frame has less contrast than it had, by the usual of the shot, where it comes in or goes out.
  private static let (faint, fainter): (Float, Float) = (0.9, 0.5)
  private static let least = 3
  /// A picture with less contrast, in code values, says nothing.
  private static let flat: Float = 3

  /// Over how many frames the picture comes in at the beginning of some frames, and goes out at their end, where it did
  /// not before; 0 where it does not.
  func fades(of frames: Range<Int>) -> (fadeIn: Int, fadeOut: Int) {
    let ratios = frames.map { frame -> Float? in
      guard let partner = partner(of: frame) else { return nil }
      let spread = a.pictures[partner].spread
      return spread < Self.flat ? nil : b.pictures[frame].spread / spread
    }
    let known = ratios.compactMap { $0 }.sorted()
    guard known.count > 2 * Self.least else { return (0, 0) }
    let usual = max(0.05, known[known.count * 6 / 10])
    func length(_ ratios: some Sequence<Float?>) -> Int {
      var (count, lowest): (Int, Float) = (0, 1)
      for ratio in ratios {
        guard let ratio, ratio < Self.faint * usual else { break }
        lowest = min(lowest, ratio / usual)
        count += 1
      }
      return count >= Self.least && lowest < Self.fainter && count < frames.count * 3 / 4 ? count : 0
    }
    return (length(ratios), length(ratios.reversed()))
  }
}
