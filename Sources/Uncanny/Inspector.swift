/// The whole flow of one stream.
public struct Inspector: ~Copyable, Sendable {
  public init(plan: Plan) {}
  public mutating func inspect(_ frame: borrowing Frame, at stamp: Stamp) -> Outcome { Outcome(stamp: stamp) }
  public mutating func finish() -> Summary { Summary(checks: [], frames: 0) }
  public mutating func flush() {}
}
