/// The wheels of the vehicles that models see, followed from frame to frame: how each turns, and how its way over the ground
/// asks it to.
///
/// Boxes come in late and seldom: between them a vehicle is followed by what moves in its box. At most two vehicles are
/// followed, in a picture that is reduced until the larger one is no more than `tallest` values high. Where there is none,
/// nothing is measured.
public struct Wheels: Sendable {
  /// One wheel on the latest frame.
  public struct Wheel: Sendable, Equatable {
    /// Which vehicle it is on, and which of its wheels it is; numbers are not used again within a shot.
    public var vehicle: Int
    public var id: Int
    /// Around the whole wheel, in parts of the picture.
    public var region: Region
    /// How often wheels were looked for since it was first found, and how often it was found.
    public var looks: Int
    public var hits: Int
    /// What it did in the half second before, on the frames on which that was worked out: six times a second.
    public var window: TurnWindow?

    /// A wheel as it was measured.
    public init(vehicle: Int, id: Int, region: Region, looks: Int, hits: Int, window: TurnWindow?) {
      self.vehicle = vehicle
      self.id = id
      self.region = region
      self.looks = looks
      self.hits = hits
      self.window = window
    }
  }

  /// Those that are followed, vehicle by vehicle.
  public private(set) var all: [Wheel] = []
  /// How many vehicles are followed.
  public var vehicles: Int { followed.count }

  private let geometry: Geometry
  private var followed: [VehicleWheels] = []
  private var now: GrayPicture?
  private var before: GrayPicture?
  private var backdrop = Backdrop()
  private var finder = WheelFinder()
  private var scratch: [Float] = []
  private var next = 0
  /// The frames that were taken lately, and the times between them.
  private var frames: [Int] = []
  private var last: Stamp?
  private var interval = ClockTime.zero
  /// When wheels were seen to be under way, or looked at to see whether they are.
  private var rested = ClockTime.zero
  /// What was seen before this frame is of another shot.
  private var began = Int.min

  private static let most = 2
  private static let tallest: Float = 360
  private static let coarsest = 8
  /// A vehicle must cover this much of the picture, and be this sure; it is given up when it has not been seen for so long.
  private static let area: Float = 0.01
  private static let surety: Float = 0.3
  private static let patience = ClockTime.seconds(1)
  /// Boxes that share so much are of one vehicle; one that lies within another by so much is a part of it.
  private static let shared: Float = 0.3
  private static let part: Float = 0.85
  /// Wheels that stand are looked at so seldom.
  private static let nap = ClockTime.milliseconds(300)
  private static let every = ClockTime.milliseconds(160)
  private static let length = ClockTime.milliseconds(580)

  init(geometry: Geometry) { self.geometry = geometry }

  /// Takes a frame, and what models saw in frames before.
  mutating func take(_ frame: borrowing Frame, at stamp: Stamp, observing observations: [Observations]) {
    all.removeAll(keepingCapacity: true)
    if let last { interval = stamp.running - last.running }
    last = stamp
    let seen = observations.filter { $0.looked.contains(.objects) && $0.stamp.frame >= began }
    let sightings = seen.map { observation in (observation.stamp, boxes(in: observation)) }
    let isSeen = sightings.contains { !$0.1.isEmpty }
    guard isSeen || isWatching(at: stamp) else {
      pause()
      return
    }
    prepare(for: sightings.last?.1 ?? [])
    swap(&now, &before)
    now?.take(frame)
    frames.append(stamp.frame)
    if frames.count > 16 { frames.removeFirst() }
    follow(at: stamp)
    for (stamp, boxes) in sightings { match(boxes, at: stamp) }
    followed.removeAll { stamp.running - $0.seen.running > Self.patience || stamp.running < $0.seen.running }
    if let now, !sightings.isEmpty {
      for index in followed.indices { followed[index].look(in: now, with: &finder) }
    }
    tell()
  }

  /// Another shot has begun, with the frame that was taken last or shortly before.
  mutating func forget() {
    followed = []
    all = []
    backdrop = Backdrop()
    frames = []
    now?.forget()
    before?.forget()
    began = last?.frame ?? Int.min
  }

  /// Whether the frame is worth being looked at although nothing new was seen: some wheel is under way, or it is time to
  /// see whether one is.
  private mutating func isWatching(at stamp: Stamp) -> Bool {
    if followed.contains(where: { $0.isUnderWay })
      || !backdrop.isStill && followed.contains(where: { !$0.tracks.isEmpty })
    {
      rested = stamp.running
      return true
    }
    guard followed.contains(where: { !$0.tracks.isEmpty }) else { return false }
    let rest = stamp.running - rested
    // two frames make a step
    if rest > Self.nap, now?.isFilled ?? false { rested = stamp.running }
    return rest > Self.nap || rest < .zero
  }

  private mutating func pause() {
    guard now?.isFilled ?? false else { return }
    now?.forget()
    for index in followed.indices { followed[index].pause() }
  }

  private mutating func follow(at stamp: Stamp) {
    guard let now, let before, before.isFilled, !followed.isEmpty, interval > .zero else { return }
    backdrop.take(from: before, to: now, without: followed.map { $0.box })
    let stride = max(1, min(4, Int((0.036 / max(0.001, interval.seconds)).rounded())))
    // slow streams get as many frames, in more time
    let (every, length) = (
      max(Self.every, .seconds(3 * interval.seconds)), max(Self.length, .seconds(10 * interval.seconds))
    )
    let reach = stride == 1 ? [1, 2, 3] : [1, stride, 2 * stride, 3 * stride]
    for index in followed.indices {
      followed[index].follow(
        from: before, to: now, at: stamp, backdrop: backdrop, reach: reach, finder: &finder, scratch: &scratch)
      followed[index].turn(every: every, over: length)
    }
  }

  /// The boxes of vehicles that are worth following, the largest first, in parts of the picture.
  private func boxes(in observation: Observations) -> [Region] {
    let vehicles = observation.objects.filter {
      $0.kind == .vehicle && $0.confidence >= Self.surety && $0.region.area > Self.area
    }
    let sorted = vehicles.map { $0.region }.sorted { $0.area > $1.area }
    var kept: [Region] = []
    for region in sorted where kept.count < Self.most {
      let box = pixels(region, by: 1)
      if kept.allSatisfy({ box.share(in: pixels($0, by: 1)) < Self.part }) { kept.append(region) }
    }
    return kept
  }

  private func pixels(_ region: Region, by factor: Int) -> PixelBox {
    let size = SIMD2(Float(geometry.width), Float(geometry.height)) / Float(factor)
    return PixelBox(
      left: region.x * size.x, top: region.y * size.y, width: region.width * size.x, height: region.height * size.y)
  }

  /// Chooses by how much the picture is to be reduced; what is followed in another size is given up.
  private mutating func prepare(for boxes: [Region]) {
    let tallest = boxes.map { $0.height * Float(geometry.height) }.max()
    if let factor = now?.factor {
      guard let tallest else { return }
      let isTooTall = tallest / Float(factor) > 1.2 * Self.tallest && factor < Self.coarsest
      let isTooLow = factor > 1 && tallest / Float(factor - 1) < 0.85 * Self.tallest
      guard isTooTall || isTooLow else { return }
    }
    let whole = ((tallest ?? Self.tallest) / Self.tallest).rounded(.up)
    let factor = max(1, min(Self.coarsest, whole.isFinite ? Int(whole) : 1))
    guard factor != now?.factor else { return }
    now = GrayPicture(geometry: geometry, factor: factor)
    before = now
    followed = []
    backdrop = Backdrop()
    frames = []
  }

  private mutating func match(_ boxes: [Region], at stamp: Stamp) {
    guard let factor = now?.factor else { return }
    let ago = frames.count { $0 > stamp.frame }
    var isFree = [Bool](repeating: true, count: followed.count)
    for region in boxes {
      let box = pixels(region, by: factor)
      var best: (index: Int, overlap: Float)?
      for index in followed.indices where index < isFree.count && isFree[index] {
        let overlap = box.overlap(with: followed[index].box(ago: ago))
        if overlap > best?.overlap ?? Self.shared { best = (index, overlap) }
      }
      if let best {
        isFree[best.index] = false
        followed[best.index].take(box, at: stamp, ago: ago)
      } else if followed.count < Self.most {
        followed.append(VehicleWheels(id: next, box: box, at: stamp))
        next += 1
      }
    }
  }

  private mutating func tell() {
    guard let now else { return }
    let size = SIMD2(Float(now.width), Float(now.height))
    for vehicle in followed {
      for track in vehicle.tracks {
        let half = SIMD2(track.rim.aspect, 1) * track.rim.radius * Rim.tire
        let (low, extent) = ((track.rim.center - half) / size, 2 * half / size)
        all.append(
          Wheel(
            vehicle: vehicle.id, id: track.id,
            region: Region(x: low.x, y: low.y, width: extent.x, height: extent.y), looks: track.looks,
            hits: track.hits, window: track.window))
      }
    }
  }
}
