/// Numbers of unit length that stand for what a crop shows.
public enum Embedding {
  /// The cosine between two, -1...1; 0 where they cannot be compared.
  public static func likeness(_ one: [Float], _ other: [Float]) -> Float {
    guard one.count == other.count else { return 0 }
    var sum: Float = 0
    for index in one.indices { sum += one[index] * other[index] }
    return sum
  }

  /// The numbers at unit length; as they are where they have none.
  public static func unit(_ numbers: [Float]) -> [Float] {
    let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0, length.isFinite else { return numbers }
    return numbers.map { $0 / length }
  }
}
