/// A thing as one frame shows it, with a line of lettering on it: what the sides of a thing are compared by.
///
/// All places are in pixels of the view.
public struct LetteredView: Sendable, Equatable {
  /// Pixels a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// The light of each pixel, 0...255, row by row: the box of the thing and a quarter of its size around it, as far as
  /// the frame goes.
  public var luma: [UInt8]
  /// The corners of the line as it reads: top left, top right, bottom right, bottom left.
  public var quad: [SIMD2<Float>]
  /// What it says.
  public var text: String
  /// How sure the reading is, 0...1.
  public var confidence: Float
  /// The box of the thing.
  public var box: Extent
  /// The edges of the frame, which may lie outside of the view.
  public var frame: Extent
  /// The mean light of the whole frame, 0...255.
  public var frameMean: Float

  /// From one corner to the other.
  public struct Extent: Sendable, Equatable {
    /// The left and the top edge.
    public var least: SIMD2<Float>
    /// The right and the bottom edge.
    public var most: SIMD2<Float>

    public init(least: SIMD2<Float>, most: SIMD2<Float>) {
      self.least = least
      self.most = most
    }
  }

  public init(
    width: Int, height: Int, luma: [UInt8], quad: [SIMD2<Float>], text: String, confidence: Float, box: Extent,
    frame: Extent, frameMean: Float
  ) {
    self.width = width
    self.height = height
    self.luma = luma
    self.quad = quad
    self.text = text
    self.confidence = confidence
    self.box = box
    self.frame = frame
    self.frameMean = frameMean
  }
}
