/// Clips that show the same, among many.
///
/// Words that differ in at most seven bits have one of their eight bytes in common, so that only those are compared that do
/// at the same place: for clips that are all different that is one pair in about 30.
///
/// - Complexity: memory linear in the clips, some tens of bytes each.
public struct LikeClips: Sendable {
  /// Of each clip the first that it is like, directly or by way of others; itself where there is none.
  public let leaders: [Int]

  /// Pictures that differ in at most so many bits show the same.
  public static let most = 7

  /// - Parameter hashes: by clip; `nil` where nothing of it was seen.
  public init(_ hashes: [PictureHash?]) {
    var parents = Array(hashes.indices)
    func root(_ clip: Int) -> Int {
      var clip = clip
      while parents[clip] != clip {
        parents[clip] = parents[parents[clip]]
        clip = parents[clip]
      }
      return clip
    }
    for place in 0..<3 {
      for byte in 0..<8 {
        var buckets = [[Int]](repeating: [], count: 256)
        for (clip, hash) in hashes.enumerated() {
          guard let hash, hash.words.count > place, PictureHash.says(hash.words[place]) else { continue }
          let word = hash.words[place]
          let bucket = Int(word >> UInt64(8 * byte) & 0xFF)
          for other in buckets[bucket] {
            guard let theirs = hashes[other]?.words[place], (word ^ theirs).nonzeroBitCount <= Self.most else {
              continue
            }
            let (one, two) = (root(clip), root(other))
            parents[max(one, two)] = min(one, two)
          }
          buckets[bucket].append(clip)
        }
      }
    }
    leaders = parents.indices.map { root($0) }
  }
}
