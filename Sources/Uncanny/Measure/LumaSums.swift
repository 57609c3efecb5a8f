/// The plain sums that the pass over the luma brings home, before anything is made of them.
package struct LumaSums: Sendable, Equatable {
  /// Of absolute differences to the picture before, over the sampled rows; 0 where none is taken.
  package var difference: UInt64 = 0
  /// Of differences, and of their squares, over the same rows.
  package var change: Int64 = 0
  package var changeSquared: UInt64 = 0
  /// Columns of bands of four rows that stand in a zigzag.
  package var zigzag: UInt32 = 0
  /// Stretches of 16 columns of a band of which a quarter and more do.
  package var combed: UInt32 = 0
  /// Stretches in which as often the first and last row stand apart from the others.
  package var bracketed: UInt32 = 0
  /// Of absolute differences of row 0 of each band to row 1 of the picture before.
  package var early: UInt64 = 0
  /// Of row 1 to row 0 of the picture before.
  package var late: UInt64 = 0
  /// Of the gradient, and of its square, over row 2 of each band but for its ends.
  package var gradient = 0.0
  package var gradientSquared = 0.0

  package init() {}
}
