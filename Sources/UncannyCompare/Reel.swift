public import Uncanny

/// A film as it is compared: a small picture of every frame, and where its shots are.
///
/// Frames are counted by the pictures, from 0. Thread: any; it is a value.
public struct Reel: Sendable {
  /// A run of frames between two boundaries.
  public struct Shot: Sendable, Equatable {
    /// At least one.
    public let frames: Range<Int>
    /// How it is entered.
    public let transition: Uncanny.Shot.Transition
  }

  /// In order.
  public let shots: [Shot]
  /// Width over height of the picture.
  public let aspect: Double
  /// What one frame lasts, in seconds: the median.
  public let interval: Double
  let pictures: [Signature]
  /// What each frame is counted as in its stream.
  private let numbers: [Int]
  /// When each frame is shown, in seconds from the first.
  let times: [Double]

  /// - Parameters:
  ///   - trace: one picture of every frame, in order.
  ///   - aspect: width over height of the picture, as it is displayed.
  ///   - shots: the number of the first frame of each, and how it is entered; the first begins with the film in any case.
  public init(
    _ trace: [Trace.Picture], aspect: Double = 16.0 / 9, shots: [(start: Int, transition: Uncanny.Shot.Transition)]
  ) {
    self.aspect = aspect.isFinite && aspect > 0 ? aspect : 16.0 / 9
    pictures = trace.map { $0.signature }
    numbers = trace.map { $0.stamp.frame }
    let first = trace.first?.stamp.stream ?? .zero
    times = trace.map { ($0.stamp.stream - first).seconds }
    let steps = zip(times, times.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.sorted()
    interval = steps.isEmpty ? 0.04 : steps[steps.count / 2]
    var starts: [(index: Int, transition: Uncanny.Shot.Transition)] = []
    for shot in shots {
      let index = trace.partitioningIndex { $0.stamp.frame >= shot.start }
      guard index < trace.count, index > starts.last?.index ?? -1 else { continue }
      starts.append((starts.isEmpty ? 0 : index, shot.transition))
    }
    if starts.isEmpty, !trace.isEmpty { starts = [(0, .start)] }
    let ends = starts.dropFirst().map { $0.index } + [trace.count]
    self.shots = zip(starts, ends).map { Shot(frames: $0.index..<$1, transition: $0.transition) }
  }

  /// Frames.
  public var count: Int { pictures.count }

  /// What a frame is counted as in its stream, which is another number where frames before it could not be read.
  public func number(of frame: Int) -> Int {
    numbers.indices.contains(frame) ? numbers[frame] : (numbers.last ?? -1) + max(1, frame - numbers.count + 1)
  }

  /// The frame that is shown nearest to a time, in seconds; it may lie before the first or after the last.
  func index(at time: Double) -> Int {
    guard let last = times.last, time > 0, time < last else {
      let from = time > 0 ? (times.last ?? 0, count - 1) : (0, 0)
      return from.1 + Int(max(-1e9, min(1e9, ((time - from.0) / interval).rounded())))
    }
    var index = max(0, min(count - 1, Int((time / interval).rounded())))
    while index + 1 < count, abs(times[index + 1] - time) < abs(times[index] - time) { index += 1 }
    while index > 0, abs(times[index - 1] - time) <= abs(times[index] - time) { index -= 1 }
    return index
  }

  /// When a frame is shown, in seconds from the first; before that and after the last as if there were more of them, so that
  /// the one after the last is where the film ends.
  public func time(of index: Int) -> Double {
    if index < 0 { return Double(index) * interval }
    if index >= count { return (times.last ?? 0) + Double(index - count + 1) * interval }
    return times[index]
  }

  /// The shot that a frame is in.
  func shot(of index: Int) -> Int { max(0, shots.partitioningIndex { $0.frames.lowerBound > index } - 1) }
}

extension Array {
  /// The first index from which on a condition holds that holds for all after it.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Range<Int> {
  /// At most so many of them, evenly spread, each in the middle of its part.
  func spread(_ most: Int) -> [Int] {
    count <= most ? Array(self) : (0..<most).map { lowerBound + (2 * $0 + 1) * count / (2 * most) }
  }
}
