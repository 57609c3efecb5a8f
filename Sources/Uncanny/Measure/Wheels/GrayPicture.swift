/// The luma of a frame as gray of 0...255, in the full size or reduced by a whole factor, softened, with two halvings.
struct GrayPicture: Sendable {
  /// The finest first, each half of the one before.
  private(set) var levels: [Level]
  /// Whether a frame has been taken.
  private(set) var isFilled = false
  private var sharp: Level
  private var scratch: [UInt16]

  /// Memory for pictures of one geometry.
  init(geometry: Geometry, factor: Int) {
    sharp = Level(ofWidth: geometry.width, height: geometry.height, factor: factor)
    levels = [sharp]
    for _ in 0..<2 {
      let above = levels[levels.count - 1]
      levels.append(Level(ofWidth: geometry.width, height: geometry.height, factor: above.factor * 2))
    }
    scratch = [UInt16](repeating: 0, count: geometry.width)
  }

  /// How many samples of the frame a value spans.
  var factor: Int { sharp.factor }
  var width: Int { sharp.width }
  var height: Int { sharp.height }
  /// The values themselves.
  var level: Level { levels[0] }

  mutating func take(_ frame: borrowing Frame) {
    Kernels.reduceGray(frame, into: &sharp, scratch: &scratch)
    Kernels.soften(sharp, into: &levels[0], scratch: &scratch)
    for index in levels.indices.dropFirst() {
      // the level above is lent out of the array while the one below is written
      let above = levels[index - 1]
      Kernels.halve(above, into: &levels[index])
    }
    isFilled = true
  }

  /// What was taken is no longer of use.
  mutating func forget() { isFilled = false }
}
