/// How likely something is, by evidence that may be weak.
public struct Likelihood: Sendable, Equatable {
  /// 0...1; `nil` where the evidence points neither way.
  public var value: Float?
  /// How far the evidence can be trusted, 0...1.
  public var confidence: Float
  /// The value in words, with what speaks for and against it; one sentence, lower case, no full stop.
  public var statement: String

  public init(value: Float?, confidence: Float, statement: String) {
    self.value = value
    self.confidence = confidence
    self.statement = statement
  }
}
