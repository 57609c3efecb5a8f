internal import Uncanny

/// From one scene to the next.
extension Scene {
  /// The scene, which gives way to `other` within its last `length` frames.
  public func dissolved(to other: Scene, over length: Int) -> Scene {
    joined(to: other, over: length) { part, picture, next in picture.mix(next, part) }
  }

  /// The scene, which gives way to `other` within its last `length` frames along an upright border from left to right.
  public func wiped(to other: Scene, over length: Int) -> Scene {
    joined(to: other, over: length) { part, picture, next in
      let columns = Int(part * Float(picture.width))
      picture.replaceColumns(before: columns, from: next)
    }
  }

  /// The scene, which sinks into one color within its last `length` frames, `held` frames of that color, and `other`, which
  /// comes out of it as slowly.
  public func faded(to other: Scene, through ink: Ink = .black, over length: Int, held: Int = 0) -> Scene {
    sunk(into: ink, count - length..<count) { Float($0 - (count - length) + 1) / Float(length + 1) }
      .cut(to: .plain(ink, count: held))
      .cut(to: other.sunk(into: ink, 0..<length) { 1 - Float($0 + 1) / Float(length + 1) })
  }

  private func sunk(
    into ink: Ink, _ frames: Range<Int>, _ part: @escaping @Sendable (_ frame: Int) -> Float
  ) -> Scene {
    changing(frames) { frame, picture in
      var plain = picture
      plain.fill(.full, with: ink)
      picture.mix(plain, part(frame))
    }
  }

  private func joined(
    to other: Scene, over length: Int,
    _ join: @escaping @Sendable (_ part: Float, _ picture: inout Picture, _ next: Picture) -> Void
  ) -> Scene {
    let start = count - length
    // the other begins while this one still lasts
    var scene = changing(start..<start + other.count) { frame, picture in
      let next = other.drawn(frame - start, width: picture.width, height: picture.height)
      if frame < start + length {
        join(Float(frame - start + 1) / Float(length + 1), &picture, next)
      } else {
        picture = next
      }
    }
    scene.count = start + other.count
    return scene
  }
}

extension Picture {
  /// That part of `other`, 0...1, and the rest of this one.
  fileprivate mutating func mix(_ other: Picture, _ part: Float) {
    func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Float(a) * (1 - part) + Float(b) * part).rounded()) }
    for index in luma.indices { luma[index] = mixed(luma[index], other.luma[index]) }
    for index in cb.indices {
      cb[index] = mixed(cb[index], other.cb[index])
      cr[index] = mixed(cr[index], other.cr[index])
    }
  }

  fileprivate mutating func replaceColumns(before columns: Int, from other: Picture) {
    for y in 0..<height {
      for x in 0..<min(columns, width) { luma[y * width + x] = other.luma[y * width + x] }
    }
    for y in 0..<chromaHeight {
      for x in 0..<min(columns / 2, chromaWidth) {
        cb[y * chromaWidth + x] = other.cb[y * chromaWidth + x]
        cr[y * chromaWidth + x] = other.cr[y * chromaWidth + x]
      }
    }
  }
}
