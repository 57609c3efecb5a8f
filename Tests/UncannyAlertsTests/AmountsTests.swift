import Testing
import Uncanny
import UncannyAlerts

@Suite struct AmountsTests {
  @Test(arguments: [
    ("90s", 90.0), ("1m30s", 90), ("1.5h", 5400), ("7d", 604_800), ("250ms", 0.25), ("0s", 0), ("2w", 1_209_600),
  ])
  func `a duration is a sum of numbers with units`(text: String, seconds: Double) {
    #expect(Amounts.duration(text) == .seconds(seconds))
  }

  @Test(arguments: ["", "5", "s", "-5s", "5 s", "5y", "1e3s", "11y", "99999d", "5S", "s5", "5s!"])
  func `what has no unit, or another, is none`(text: String) { #expect(Amounts.duration(text) == nil) }

  @Test(arguments: [("500MB", Int64(500_000_000)), ("2GB", 2_000_000_000), ("1.5kB", 1500), ("0B", 0)])
  func `a size is a number with its unit`(text: String, bytes: Int64) { #expect(Amounts.size(text) == bytes) }

  @Test(arguments: ["90s", "5m", "2h", "30d", "0s"]) func `a duration is written as it was read`(text: String) {
    #expect(Amounts.duration(text).map { Amounts.text($0) } == text)
  }
}
