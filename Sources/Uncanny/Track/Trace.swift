/// Small pictures of a stream, kept while it goes by.
public struct Trace: Sendable {
  /// How many are kept.
  public enum Extent: Sendable, Equatable {
    /// One of every frame, in color; memory grows with the stream, by three and a half kilobytes a frame.
    case everyFrame
    /// At most so many, evenly spread over the stream however long it is: when there are more, every second one is
    /// dropped, and from then on half as many are taken.
    case atMost(Int)
  }

  /// One picture.
  public struct Picture: Sendable, Equatable {
    public var stamp: Stamp
    public var signature: Signature

    public init(stamp: Stamp, signature: Signature) {
      self.stamp = stamp
      self.signature = signature
    }
  }

  /// In order.
  public private(set) var pictures: [Picture] = []
  private let limit: Int?
  /// Of so many frames one is kept.
  private var stride = 1
  private var frames = 0

  /// - Parameter extent: how many are kept, at least two.
  public init(_ extent: Extent) {
    limit = if case .atMost(let most) = extent { max(2, most) } else { nil }
  }

  mutating func take(_ measurements: borrowing Measurements, isColored: Bool) {
    defer { frames &+= 1 }
    guard frames % stride == 0 else { return }
    if let limit, pictures.count >= limit {
      pictures = pictures.enumerated().filter { $0.offset % 2 == 0 }.map { $0.element }
      stride &*= 2
      guard frames % stride == 0 else { return }
    }
    pictures.append(Picture(stamp: measurements.stamp, signature: Signature(measurements, isColored: isColored)))
  }
}
