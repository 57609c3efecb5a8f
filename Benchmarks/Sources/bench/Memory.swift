internal import CCounting
internal import Uncanny
internal import UncannyDetectors
internal import UncannyScenes

/// What the core takes from the heap while nothing is wrong, and whether it grows with the length of the stream.
struct Memory: Codable, Sendable {
  /// Requests in `frames` frames of the default plan, a third each in I420, NV12 and 10 bits, after 30 to warm up; the
  /// budget is 0.
  var allocations: Int
  var frames: Int
  /// Things told in these frames: where there were any, it was not quiet.
  var changes: Int
  /// Requests that the counter sees where 100 are made: shows that it counts.
  var control: Int
  /// Megabytes of the process after so many frames of 1080p.
  var residentEarly: Double
  var residentLate: Double
  var earlyFrames: Int
  var lateFrames: Int

  static func measure(lateFrames: Int) throws -> Memory {
    let (warm, counted, early) = (30, 300, 2000)
    var memory = Memory(
      allocations: 0, frames: 0, changes: 0, control: control(), residentEarly: .nan, residentLate: .nan,
      earlyFrames: early, lateFrames: lateFrames)
    for layout in [Layout.nv12, .tenBit] {
      var run = try Run(Film(width: 1920, height: 1080, layout: layout))
      try run.advance(to: warm)
      try memory.count(&run, to: warm + counted)
    }
    var run = try Run(Film(width: 1920, height: 1080))
    try run.advance(to: warm)
    try memory.count(&run, to: warm + counted)
    try run.advance(to: early)
    memory.residentEarly = Usage.residentMegabytes
    try run.advance(to: lateFrames)
    memory.residentLate = Usage.residentMegabytes
    return memory
  }

  private mutating func count(_ run: inout Run, to end: Int) throws {
    let (start, told) = (run.index, run.changes)
    counting_begin()
    try run.advance(to: end)
    allocations += Int(counting_end())
    frames += end - start
    changes += run.changes - told
  }

  /// One film under the default plan.
  private struct Run: ~Copyable {
    private let film: Film
    private var inspector: Inspector
    private(set) var index = 0
    private(set) var changes = 0

    init(_ film: Film) throws {
      self.film = film
      inspector = Inspector(plan: try Plan(parsing: "default", from: .standard))
    }

    mutating func advance(to end: Int) throws {
      while index < end {
        let stamp = Stamp(frame: index, rate: 30)
        changes += try film.withFrame(index) { inspector.inspect($0, at: stamp).changes.count }
        index += 1
      }
    }
  }

  /// How many requests are counted while 100 objects are made.
  private static func control() -> Int {
    var objects: [Marker] = []
    objects.reserveCapacity(100)
    counting_begin()
    for index in 0..<100 { objects.append(Marker(index)) }
    let count = counting_end()
    return objects.count == 100 ? Int(count) : -1
  }

  private final class Marker {
    let number: Int
    init(_ number: Int) { self.number = number }
  }
}
