import Uncanny

/// One line of characters the font has, in a fixed room: what does not fit is dropped, and nothing is allocated.
struct Text: Sendable {
  static let capacity = 160
  static let space: UInt8 = 0x20

  private var characters = InlineArray<160, UInt8>(repeating: Text.space)
  private(set) var count = 0

  init() {}

  init(_ string: String) { append(string) }

  /// The character at `index`: 32...126, or 127 for one that the font does not have.
  subscript(index: Int) -> UInt8 { characters[index] }

  mutating func append(character: UInt8) {
    guard count < Self.capacity else { return }
    characters[count] = character
    count += 1
  }

  /// Appends what the font has; another character, even one of several scalars, becomes a box.
  mutating func append(_ string: String) {
    for character in string {
      guard count < Self.capacity else { return }
      let ascii = character.asciiValue ?? 127
      append(character: (32...126).contains(ascii) ? ascii : 127)
    }
  }

  /// Appends a number in decimal.
  mutating func append(_ number: UInt64) {
    var power: UInt64 = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      append(character: UInt8(truncatingIfNeeded: 0x30 + number / power % 10))
      power /= 10
    }
  }

  /// Appends a duration in seconds with one decimal, halves rounded up: `1.2 s`. Nothing below a twentieth of a second.
  mutating func append(age: ClockTime) {
    // At most 9.2e11 tenths. The half is added after the division's remainder, as the sum could overflow before it.
    let (whole, rest) = age.nanoseconds.quotientAndRemainder(dividingBy: 100_000_000)
    guard whole >= 0, rest >= 0 else { return }
    let tenths = UInt64(whole) + (rest >= 50_000_000 ? 1 : 0)
    guard tenths > 0 else { return }
    append(character: Self.space)
    append(tenths / 10)
    append(character: 0x2E)
    append(tenths % 10)
    append(" s")
  }
}
