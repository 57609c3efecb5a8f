internal import Uncanny

/// A small synthetic clip, the same every time.
///
/// A scene is a size, a rate, a length and a pure function that draws frame *i*. It is built up from a picture that
/// moves and what is done to it: `Scene.street().frozen(25..<50).grain(1.5)`. Places are given as parts of the picture,
/// so that the same scene can be drawn in any size.
public struct Scene: Sendable {
  /// Samples a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// Frames a second.
  public var rate: Double
  /// How many frames there are.
  public var count: Int
  private let draw: @Sendable (_ frame: Int, _ picture: inout Picture) -> Void

  /// A scene whose frame *i* is what `draw` makes of a black picture.
  public init(
    width: Int = 192, height: Int = 108, rate: Double = 25, count: Int,
    draw: @escaping @Sendable (_ frame: Int, _ picture: inout Picture) -> Void
  ) {
    self.width = width
    self.height = height
    self.rate = rate
    self.count = count
    self.draw = draw
  }

  /// Frame `index`.
  public func picture(_ index: Int) -> Picture {
    var picture = Picture(width: width, height: height)
    draw(index, &picture)
    return picture
  }

  /// Frame `index` in another size.
  func drawn(_ index: Int, width: Int, height: Int) -> Picture {
    var picture = Picture(width: width, height: height)
    draw(index, &picture)
    return picture
  }

  /// The same scene at `factor` times the size.
  public func scaled(by factor: Int) -> Scene {
    var scene = self
    scene.width *= factor
    scene.height *= factor
    return scene
  }

  /// The same scene at another rate: frame *i* shows the same.
  public func at(rate: Double) -> Scene {
    var scene = self
    scene.rate = rate
    return scene
  }

  /// The scene with something done to its pictures in `frames`.
  public func changing(
    _ frames: Range<Int>? = nil, _ change: @escaping @Sendable (_ frame: Int, _ picture: inout Picture) -> Void
  ) -> Scene {
    let base = draw
    return replacing { index, picture in
      base(index, &picture)
      if frames?.contains(index) ?? true { change(index, &picture) }
    }
  }

  /// The scene with `other` in its place in `frames`; `other` begins at its own frame 0.
  public func showing(_ other: Scene, in frames: Range<Int>) -> Scene {
    let (base, there) = (draw, other.draw)
    return replacing { index, picture in
      if frames.contains(index) {
        there(index - frames.lowerBound, &picture)
      } else {
        base(index, &picture)
      }
    }
  }

  /// The scene, and then another.
  public func cut(to other: Scene) -> Scene {
    var scene = showing(other, in: count..<count + other.count)
    scene.count += other.count
    return scene
  }

  /// The picture of the first of `frames` stays until they are over.
  public func frozen(_ frames: Range<Int>) -> Scene {
    let base = draw
    return replacing { index, picture in base(frames.contains(index) ? frames.lowerBound : index, &picture) }
  }

  /// Frame *i* shows what was to be seen in frame `source(i)`, which may lie beyond the end.
  public func paced(_ source: @escaping @Sendable (_ frame: Int) -> Int) -> Scene {
    let base = draw
    return replacing { index, picture in base(source(index), &picture) }
  }

  /// The same scene, drawn once in advance in its present size.
  public func recorded() -> Scene {
    let pictures = (0..<count).map { picture($0) }
    let (width, height, base) = (width, height, draw)
    return replacing { index, picture in
      if pictures.indices.contains(index), picture.width == width, picture.height == height {
        picture = pictures[index]
      } else {
        base(index, &picture)
      }
    }
  }

  private func replacing(_ draw: @escaping @Sendable (_ frame: Int, _ picture: inout Picture) -> Void) -> Scene {
    Scene(width: width, height: height, rate: rate, count: count, draw: draw)
  }
}
