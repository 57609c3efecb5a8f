/// Where along the picture's sides the luma changes from one sample to the next.
///
/// A coding grid shows as columns, or rows, of raised change at a regular distance. Empty sums where no detector needs it.
public struct Profile: Sendable {
  /// For each column but the first, the sum over all rows of the absolute difference to the column before.
  public package(set) var columns: [UInt32]
  /// For each row but the first, the sum over all columns of the absolute difference to the row above.
  public package(set) var rows: [UInt32]
  /// The mean absolute difference of neighbours, in code values: gradient energy.
  public private(set) var energy = Float.nan

  package init(width: Int, height: Int) {
    columns = [UInt32](repeating: 0, count: width)
    rows = [UInt32](repeating: 0, count: height)
  }

  package mutating func conclude() {
    let pairs = (columns.count - 1) * rows.count + (rows.count - 1) * columns.count
    guard pairs > 0 else { return }
    var sum: UInt64 = 0
    for value in columns { sum &+= UInt64(value) }
    for value in rows { sum &+= UInt64(value) }
    energy = Float(Double(sum) / Double(pairs))
  }
}
