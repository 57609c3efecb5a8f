public import Uncanny

/// What can go wrong from frame to frame.
extension Scene {
  /// Luma times one and a part that swings, as under a lamp.
  ///
  /// - Parameters:
  ///   - amount: how far it swings to either side, as a part of the luma.
  ///   - rate: how often a second.
  public func pulsing(_ amount: Float, rate: Float, in frames: Range<Int>, region: Region = .full) -> Scene {
    let perFrame = rate / Float(self.rate)
    return changing(frames) { frame, picture in
      let turn = Float(frame - frames.lowerBound) * perFrame + 0.25
      // a parabola for each half of the turn is as good as a sine
      let phase = 2 * (turn - turn.rounded(.down))
      let half = phase < 1 ? 4 * phase * (1 - phase) : -4 * (phase - 1) * (2 - phase)
      picture.forEachLuma(in: region) { UInt8(max(0, min((Float($0) * (1 + amount * half)).rounded(), 255))) }
    }
  }

  /// The picture stands aside in `frames`; what it uncovers repeats its edge.
  ///
  /// - Parameters:
  ///   - right: how far it is moved to the right, as a part of the width.
  ///   - down: how far down, as a part of the width.
  public func displaced(right: Float, down: Float = 0, in frames: Range<Int>) -> Scene {
    changing(frames) { _, picture in
      let width = Float(picture.width)
      // even, so that the chroma goes along
      let (dx, dy) = (2 * Int((right * width / 2).rounded()), 2 * Int((down * width / 2).rounded()))
      let (columns, rows) = (picture.width, picture.height)
      picture.luma = Self.moved(picture.luma, columns, rows, dx, dy)
      let (chromaWidth, chromaHeight) = (picture.chromaWidth, picture.chromaHeight)
      picture.cb = Self.moved(picture.cb, chromaWidth, chromaHeight, dx / 2, dy / 2)
      picture.cr = Self.moved(picture.cr, chromaWidth, chromaHeight, dx / 2, dy / 2)
    }
  }

  /// What was to be seen `delay` frames ago lies over the picture.
  ///
  /// - Parameter part: how much of the picture it makes up, 0...1.
  public func echoing(_ delay: Int, _ part: Float, in frames: Range<Int>) -> Scene {
    let base = self
    return changing(frames) { frame, picture in
      picture.mix(base.drawn(max(0, frame - delay), width: picture.width, height: picture.height), part)
    }
  }

  /// Every second frame is the mean of those around it.
  public func blended(_ frames: Range<Int>) -> Scene {
    let base = self
    return changing(frames) { frame, picture in
      guard (frame - frames.lowerBound) % 2 == 1 else { return }
      picture = base.drawn(max(0, frame - 1), width: picture.width, height: picture.height)
      picture.mix(base.drawn(frame + 1, width: picture.width, height: picture.height), 0.5)
    }
  }

  /// A camera held by hand: it strays a little, in no rhythm.
  ///
  /// - Parameter amount: how far it strays, as a part of the width.
  public func shaking(_ amount: Float, seed: Int = 23) -> Scene {
    let base = self
    return changing { frame, picture in
      func stray(_ axis: Int) -> Float {
        amount * (Noise.smooth(Float(frame) * 0.3, Float(axis), seed) - 0.5)
      }
      let shifted = base.displaced(right: stray(0), down: stray(7), in: 0..<base.count)
      picture = shifted.drawn(frame, width: picture.width, height: picture.height)
    }
  }

  /// The picture goes over into another.
  public func dissolving(to other: Scene, in frames: Range<Int>) -> Scene {
    changing(frames.lowerBound..<count) { frame, picture in
      let part = min(1, Float(frame - frames.lowerBound + 1) / Float(frames.count))
      picture.mix(other.drawn(frame, width: picture.width, height: picture.height), part)
    }
  }

  private static func moved(_ samples: [UInt8], _ width: Int, _ height: Int, _ dx: Int, _ dy: Int) -> [UInt8] {
    var result = samples
    for y in 0..<height {
      let row = max(0, min(y - dy, height - 1)) * width
      for x in 0..<width { result[y * width + x] = samples[row + max(0, min(x - dx, width - 1))] }
    }
    return result
  }
}

extension Picture {
  /// Mixes another picture of the same size into this one, which keeps 1 less `part`.
  fileprivate mutating func mix(_ other: Picture, _ part: Float) {
    func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Float(a) + part * (Float(b) - Float(a))).rounded()) }
    for index in luma.indices { luma[index] = mixed(luma[index], other.luma[index]) }
    for index in cb.indices {
      cb[index] = mixed(cb[index], other.cb[index])
      cr[index] = mixed(cr[index], other.cr[index])
    }
  }
}
