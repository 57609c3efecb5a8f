internal import Uncanny

extension Event {
  /// " for 1.25 s" once the event is over, otherwise nothing.
  var lasting: String {
    guard let end else { return "" }
    let hundredths = max(0, (end.running - start.running).nanoseconds / 10_000_000)
    let fraction = hundredths % 100
    return " for \(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
  }
}

extension Float {
  /// In per cent, without a fraction; "?" for what is no number.
  var percent: String { isFinite ? "\(Int((max(-10, min(self, 10)) * 100).rounded())) %" : "? %" }

  /// With one decimal; "?" for what is no number.
  var tenths: String {
    guard isFinite, abs(self) < 1e6 else { return "?" }
    let tenths = Int((self * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// Without decimals; "?" for what is no number.
  var whole: String { isFinite && abs(self) < 1e6 ? "\(Int(rounded()))" : "?" }

  /// With two decimals; "?" for what is no number.
  var hundredths: String {
    guard isFinite, abs(self) < 1e6 else { return "?" }
    let hundredths = Int((abs(self) * 100).rounded())
    let fraction = hundredths % 100
    return "\(self < 0 ? "-" : "")\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
