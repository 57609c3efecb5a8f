internal import FoundationEssentials

/// The pictures that a page shows: JPEGs, as they stand in it.
public struct PictureAlbum: Sendable, Equatable {
  /// As data URIs.
  private var addresses: [PictureWish: String] = [:]
  /// How many pictures are not there to keep the page small.
  public private(set) var leftOut: Int
  /// Why pictures are missing for another reason; `nil` when none are. A sentence for a person, without a full stop.
  public let trouble: String?

  /// - Parameters:
  ///   - pictures: the bytes of JPEGs.
  ///   - wishes: what was asked for; the first are kept when all take too much room.
  ///   - trouble: why there are not as many as were asked for, if that is known.
  public init(_ pictures: [PictureWish: [UInt8]], of wishes: PictureWishes, trouble: String? = nil) {
    leftOut = wishes.leftOut
    var room = Self.mostBytes
    var isMissing = false
    for wish in wishes.wishes {
      guard let bytes = pictures[wish], !bytes.isEmpty else {
        isMissing = true
        continue
      }
      guard bytes.count <= room else {
        leftOut += 1
        continue
      }
      room -= bytes.count
      addresses[wish] = "data:image/jpeg;base64," + Data(bytes).base64EncodedString()
    }
    self.trouble = isMissing ? trouble ?? "some pictures could not be made" : nil
  }

  /// Without any.
  public init(trouble: String? = nil) { (leftOut, self.trouble) = (0, trouble) }

  /// As text they are a third longer: 12 MB.
  private static let mostBytes = 9_000_000

  subscript(wish: PictureWish) -> String? { addresses[wish] }
}
