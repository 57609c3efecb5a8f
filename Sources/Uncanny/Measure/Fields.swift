/// Whether the rows of a frame come from two moments.
///
/// Taken from bands of four rows. Not-a-number where no detector needs it.
public struct Fields: Sendable, Equatable {
  /// Which field is the earlier one.
  public enum Order: Sendable { case top, bottom }

  /// The share of the columns of bands in which the rows stand in a zigzag, 0...1.
  public private(set) var zigzag = Float.nan
  /// The share of stretches of 16 columns that are in zigzag for a quarter and more, less what noise and fine texture
  /// would account for, 0...1.
  public private(set) var combed = Float.nan
  /// Which field the picture before is nearer to; `nil` where both are as near, or there is none.
  public private(set) var order: Order?

  /// How much nearer one field must be.
  private static let clearly = 0.8

  package mutating func conclude(_ sums: LumaSums, width: Int, height: Int) {
    let bands = height / 4
    guard bands > 0, width >= 16 else { return }
    zigzag = Float(sums.zigzag) / Float(bands * (width / 16 * 16))
    // noise and fine texture make brackets as often as zigzags
    combed = max(0, Float(sums.combed) - 2 * Float(sums.bracketed)) / Float(bands * (width / 16))
    // where the top field is the earlier one, it follows at once on the bottom field of the frame before
    let (early, late) = (Double(sums.early), Double(sums.late))
    order = early < Self.clearly * late ? .top : late < Self.clearly * early ? .bottom : nil
  }
}
