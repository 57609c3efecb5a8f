public struct Measurements: ~Copyable {
  public internal(set) var stamp: Stamp = Stamp(frame: 0, running: .zero, stream: .zero)
}
