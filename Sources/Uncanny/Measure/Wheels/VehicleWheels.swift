/// One vehicle and its wheels, followed from frame to frame.
struct VehicleWheels: Sendable {
  let id: Int
  /// Around it on the latest frame.
  private(set) var box: PixelBox
  private(set) var tracks: [WheelTrack] = []
  /// When a model saw it last.
  private(set) var seen: Stamp
  private var body: AffineMotion?
  private var ground = GroundMotion()
  private var fitter = RimFitter()
  /// How far it has moved with the latest frames, the newest last.
  private var ways: [SIMD2<Float>] = []
  private var nextTrack = 0
  private var looks = 0

  /// One look of so many is thorough once it need not be.
  private static let seldom = 5
  /// No more wheels are followed.
  private static let most = 8
  /// A new wheel must be so large, in values, so well seen, and so much lighter than its tire, in gray values.
  private static let least: Float = 6
  private static let score: Float = 0.55
  private static let contrast: Float = 12

  init(id: Int, box: PixelBox, at stamp: Stamp) {
    self.id = id
    self.box = box
    seen = stamp
  }

  /// A model sees it in a box, on a frame that so many others have followed.
  mutating func take(_ seenBox: PixelBox, at stamp: Stamp, ago frames: Int) {
    var way = SIMD2<Float>()
    for step in ways.suffix(max(0, frames)) { way += step }
    box = seenBox.moved(by: way)
    seen = stamp
  }

  /// Where a model would have seen it so many frames ago.
  func box(ago frames: Int) -> PixelBox {
    var way = SIMD2<Float>()
    for step in ways.suffix(max(0, frames)) { way -= step }
    return box.moved(by: way)
  }

  /// Follows body and wheels from one picture to the next.
  ///
  /// - Parameter reach: how many frames apart the looks of a wheel are compared.
  mutating func follow(
    from before: GrayPicture, to now: GrayPicture, at stamp: Stamp, backdrop: Backdrop, reach: [Int],
    finder: inout WheelFinder, scratch: inout [Float]
  ) {
    followBody(from: before, to: now)
    for index in tracks.indices {
      let motion = body?.motion(at: tracks[index].rim.center)
      tracks[index].follow(in: now.level, body: motion, fitter: &fitter, finder: &finder)
    }
    tracks.removeAll { $0.isLost }
    guard !tracks.isEmpty else { return }
    if !backdrop.isStill {
      let rims = tracks.map { $0.rim }.sorted { $0.center.x < $1.center.x }
      ground.take(from: before, to: now, rims: rims, body: body, backdrop: backdrop.motion)
    }
    for index in tracks.indices {
      let motion = backdrop.isStill ? SIMD2<Float>.zero : ground.motion(at: tracks[index].rim.contact)
      tracks[index].record(
        at: stamp, in: now.level, ground: motion, isCameraStill: backdrop.isStill, reach: reach, scratch: &scratch)
    }
  }

  private mutating func followBody(from before: GrayPicture, to now: GrayPicture) {
    let (box, rims) = (box, tracks.map { $0.rim })
    func range(_ low: Float, _ high: Float, _ count: Int) -> Range<Int> {
      let first = Int(max(0, min(low, Float(count))))
      return first..<max(first, Int(max(0, min(high, Float(count)))))
    }
    var points = Points(
      in: before.level, columns: range(box.left, box.right, before.width),
      rows: range(box.top, box.top + 0.85 * box.height, before.height), grid: (9, 6),
      where: { place in
        rims.allSatisfy { rim in
          let off = (place - rim.center) / SIMD2(max(0.1, rim.radius * rim.aspect), max(0.1, rim.radius))
          return off.magnitude > 1.7
        }
      })
    let last = body
    points.follow(from: before, to: now) { last?.motion(at: $0) ?? .zero }
    let agreed = AffineMotion.agreed(by: points, tolerance: 0.8, steepest: 0.15)
    body = agreed.flatMap { $0.isFollowing.count { $0 } * 10 >= points.places.count * 3 ? $0.motion : nil }
    let way = body?.motion(at: box.center) ?? ways.last ?? .zero
    self.box = box.moved(by: way)
    ways.append(way)
    if ways.count > 16 { ways.removeFirst() }
  }

  /// Whether it has wheels that are followed, and not all of them have stood for long.
  var isUnderWay: Bool { !tracks.isEmpty && !tracks.allSatisfy { $0.isAtRest } }

  /// Frames are left out.
  mutating func pause() { for index in tracks.indices { tracks[index].pause() } }

  /// Looks for its wheels.
  mutating func look(in picture: GrayPicture, with finder: inout WheelFinder) {
    // others are looked for less often once some are followed that surely are wheels
    let isThorough = tracks.count { $0.isSure } < 2 || looks % Self.seldom == 0
    looks &+= 1
    let found = finder.wheels(
      in: picture.level, box: box, known: tracks.map { $0.rim }, isThorough: isThorough, fitter: &fitter)
    var isTaken = [Bool](repeating: false, count: found.count)
    for index in tracks.indices {
      let near = found.indices.filter { !isTaken[$0] && found[$0].rim.distance(to: tracks[index].rim) < 1 }
      let nearest = near.min {
        found[$0].rim.distance(to: tracks[index].rim) < found[$1].rim.distance(to: tracks[index].rim)
      }
      if let nearest { isTaken[nearest] = true }
      tracks[index].take(nearest.map { found[$0] })
    }
    for index in found.indices where !isTaken[index] && tracks.count < Self.most {
      let wheel = found[index]
      guard wheel.rim.radius >= Self.least, wheel.rating.score > Self.score, wheel.contrast > Self.contrast,
        wheel.rim.fits(times: 1.15, width: picture.width, height: picture.height)
      else { continue }
      tracks.append(WheelTrack(id: nextTrack, wheel))
      nextTrack += 1
    }
  }

  /// Judges the windows of wheels that are due; see `WheelTrack`.
  mutating func turn(every interval: ClockTime, over length: ClockTime) {
    for index in tracks.indices { tracks[index].conclude(every: interval, over: length) }
  }
}
