internal import Uncanny

/// What is worth knowing of the largest things in a picture: what kind of thing each is, its color, and its lettering.
///
/// Thread: one at a time.
struct CloserLook: Sendable {
  private let embedding: EmbeddingModel
  private let lettering: TextModel

  /// So many things are looked at in one frame.
  private static let most = 3
  /// By how much of its size a view reaches beyond the box of its thing, on each side.
  private static let margin: Float = 0.25
  /// The longer side of a view, and of the small picture, in pixels.
  private static let viewSide: Float = 640
  private static let pictureSide: Float = 160
  /// A crop, with this share of its size around it, is made as large as this to be read where it is smaller, but by no
  /// more than this.
  private static let readingMargin: Float = 0.03
  private static let readingSide: Float = 640
  private static let growth: Float = 2.5
  /// Lines that are larger by this in a crop of their own are read there.
  private static let worthwhile: Float = 1.35
  /// No more lines of one thing are kept: the longest.
  private static let lines = 3

  init(_ embedding: EmbeddingModel, _ lettering: TextModel) {
    self.embedding = embedding
    self.lettering = lettering
  }

  /// Adds what is known of the first sightings.
  ///
  /// - Parameter lines: what has been read in the whole picture; `nil` where nobody has.
  func take(_ sightings: inout [ObjectSighting], in picture: ColorPicture, reading lines: [TextSighting]?) {
    let frameMean = Float(picture.samples.reduce(0) { $0 + Int($1) }) / Float(picture.samples.count)
    for index in sightings.indices.prefix(Self.most) {
      let sighting = sightings[index]
      let window = Window(sighting.region, ofWidth: picture.width, height: picture.height)
      let mirror = Window(origin: window.origin + window.along, along: -window.along, down: window.down)
      let isMain = index == 0
      let side = max(window.along.x, window.down.y)
      let scale = min(1, Self.pictureSide / side)
      sightings[index].look = ObjectLook(
        embedding: embedding.embedding(of: picture, in: window),
        mirrored: isMain ? embedding.embedding(of: picture, in: mirror) : [],
        color: BodyColor(of: sighting.region, in: picture),
        views: isMain ? views(of: sighting, in: picture, reading: lines, frameMean: frameMean) : [],
        picture: picture.sampled(
          window, width: Int((window.along.x * scale).rounded()), height: Int((window.down.y * scale).rounded())))
    }
  }

  /// The lines on a thing: read from a crop of its own where they are clearly larger there.
  private func views(
    of sighting: ObjectSighting, in picture: ColorPicture, reading lines: [TextSighting]?, frameMean: Float
  ) -> [LetteredView] {
    let size = SIMD2(Float(picture.width), Float(picture.height))
    let least = SIMD2(sighting.region.x, sighting.region.y) * size
    let extent = SIMD2(sighting.region.width, sighting.region.height) * size
    let first = pointwiseMax(.zero, (least - Self.margin * extent).rounded(.down))
    let last = pointwiseMin(size, (least + (1 + Self.margin) * extent).rounded(.up))
    let around = last - first
    guard around.min() >= 8 else { return [] }
    let window = Window(origin: first, along: SIMD2(around.x, 0), down: SIMD2(0, around.y))
    let read = self.lines(on: sighting.region, of: picture, reading: lines)
    guard !read.isEmpty else { return [] }
    let scale = min(1, Self.viewSide / around.max())
    let view = picture.sampled(window, width: Int(around.x * scale), height: Int(around.y * scale))
    let viewSize = SIMD2(Float(view.width), Float(view.height))
    func place(_ point: SIMD2<Float>) -> SIMD2<Float> { (point - first) / around * viewSize }
    let luma = (0..<(view.width * view.height)).map { view[$0].luma }
    return read.map { line in
      LetteredView(
        width: view.width, height: view.height, luma: luma, quad: line.corners.map { place($0) }, text: line.text,
        confidence: line.confidence,
        box: LetteredView.Extent(least: place(least), most: place(least + extent)),
        frame: LetteredView.Extent(least: place(.zero), most: place(size)), frameMean: frameMean)
    }
  }

  /// The longest lines in a box, and a little around it; their corners in pixels of the picture.
  private func lines(on region: Region, of picture: ColorPicture, reading lines: [TextSighting]?) -> [Line] {
    let size = SIMD2(Float(picture.width), Float(picture.height))
    let margin = Self.readingMargin * SIMD2(region.width, region.height)
    let place = SIMD2(region.x, region.y)
    let extent = SIMD2(region.width, region.height)
    let box = Region.between(place - margin, place + extent + margin) ?? region
    let window = Window(box, ofWidth: picture.width, height: picture.height)
    let around = SIMD2(window.along.x, window.down.y)
    if let lines, size.max() < Self.worthwhile * around.max() {
      let inside = lines.filter { line in
        line.corners.allSatisfy { corner in
          let place = corner * size - window.origin
          return place.min() >= 0 && place.x <= around.x && place.y <= around.y
        }
      }
      return Self.longest(inside) { $0 * size }
    }
    let growth = max(1, min(Self.growth, Self.readingSide / around.max()))
    let crop = picture.sampled(window, width: Int(around.x * growth), height: Int(around.y * growth))
    return Self.longest(lettering.lines(in: crop)) { window.place($0) }
  }

  private static func longest(_ lines: [TextSighting], _ place: (SIMD2<Float>) -> SIMD2<Float>) -> [Line] {
    lines.sorted { $0.text.count > $1.text.count }.prefix(Self.lines)
      .map { Line(text: $0.text, confidence: $0.confidence, corners: $0.corners.map(place)) }
  }
}

/// A line, its corners in pixels of the picture.
private struct Line {
  var text: String
  var confidence: Float
  var corners: [SIMD2<Float>]
}

extension SIMD3<UInt8> {
  /// The luma of a color, by the weights of BT.709.
  fileprivate var luma: UInt8 {
    let sum = 54 * UInt32(x) + 183 * UInt32(y) + 19 * UInt32(z)
    return UInt8(truncatingIfNeeded: (sum + 128) >> 8)
  }
}
