/// The coarse pictures of the last seconds, at most one every thirty milliseconds, for what takes longer than a frame.
///
/// All memory is taken at the beginning; a picture takes the place of the oldest. Pictures are counted from the oldest on.
struct PictureHistory: Sendable {
  private var pictures: [Level]
  private var stamps: [Stamp]
  private var textures: [Float]
  private var first = 0
  private(set) var count = 0

  private static let capacity = 96
  /// Frames that come sooner after the one before are left out, so that the seconds that are remembered are the same at any
  /// rate.
  private static let spacing = ClockTime.milliseconds(30)

  /// A history of pictures of the size of `picture`.
  init(like picture: Level) {
    // each in memory of its own, which is never shared
    pictures = (0..<Self.capacity).map { _ in
      Level(ofWidth: picture.width * picture.factor, height: picture.height * picture.factor, factor: picture.factor)
    }
    stamps = [Stamp](repeating: Stamp(frame: 0, running: .zero, stream: .zero), count: Self.capacity)
    textures = [Float](repeating: 0, count: Self.capacity)
  }

  /// Takes the picture of this frame in, unless one has just been; says whether it did.
  ///
  /// - Precondition: the picture has the size of those before.
  mutating func take(_ picture: Level, at stamp: Stamp) -> Bool {
    if count > 0, stamp.running - stamps[place(count - 1)].running < Self.spacing { return false }
    if count == Self.capacity {
      first = (first + 1) % Self.capacity
    } else {
      count += 1
    }
    let newest = place(count - 1)
    pictures[newest].copy(picture)
    stamps[newest] = stamp
    textures[newest] = picture.texture
    return true
  }

  /// Forgets all pictures before the newest.
  mutating func forget() {
    guard count > 1 else { return }
    first = place(count - 1)
    count = 1
  }

  func picture(_ index: Int) -> Level { pictures[place(index)] }
  func stamp(_ index: Int) -> Stamp { stamps[place(index)] }
  /// How much structure a picture has, in code values.
  func texture(_ index: Int) -> Float { textures[place(index)] }

  /// The picture nearest to a time; `nil` where there is none within `tolerance`.
  func index(at time: ClockTime, within tolerance: ClockTime) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if stamp(middle).running < time { low = middle + 1 } else { high = middle }
    }
    var best: Int?
    var least = tolerance
    for index in max(0, low - 1)..<min(count, low + 1) {
      let distance = max(stamp(index).running, time) - min(stamp(index).running, time)
      // of two that are equally near, the earlier
      if distance < least || best == nil && distance == least { (best, least) = (index, distance) }
    }
    return best
  }

  private func place(_ index: Int) -> Int { (first + index) % Self.capacity }
}

extension Level {
  /// Takes the values of `other` over without new memory.
  ///
  /// - Precondition: both have one size.
  fileprivate mutating func copy(_ other: Level) {
    precondition(other.count == count, "levels of one size are copied")
    for index in values.indices { values[index] = other.values[index] }
  }
}
