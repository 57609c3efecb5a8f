import Testing
import Uncanny

/// Which name was probably meant.
@Suite struct NearestTests {
  private static let names = ["black", "freeze", "flash", "flicker", "blur"]

  @Test(arguments: [
    ("freze", "freeze"), ("frezee", "freeze"), ("feeeze", "freeze"), ("freezes", "freeze"), ("FLASH", "flash"),
    ("blurr", "blur"), ("flcker", "flicker"), ("black", "black"),
  ])
  func `a slip of the finger is understood`(typed: String, meant: String) {
    #expect(Self.names.nearest(to: typed) == meant)
  }

  @Test(arguments: ["", "loudness", "x", "freeze-frame-detector", String(repeating: "b", count: 100_000)])
  func `what is nothing like any name means none`(typed: String) {
    #expect(Self.names.nearest(to: typed) == nil)
  }

  @Test func `among no names none is meant`() { #expect([String]().nearest(to: "black") == nil) }
}
