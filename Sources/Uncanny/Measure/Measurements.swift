/// What was measured of this frame, beside the reduced pictures of the one before.
///
/// Numbers without an opinion, taken once a frame for all detectors. All memory is taken when the geometry is known and
/// used again from frame to frame.
public struct Measurements: ~Copyable, Sendable {
  public let geometry: Geometry
  /// When the frame is.
  public internal(set) var stamp = Stamp(frame: 0, running: .zero, stream: .zero)
  /// Whether there is a frame before this one, with the same geometry and no flush between.
  public private(set) var hasPrevious = false
  /// The distribution of the luma; needs `Features.tone`.
  public private(set) var tone = Tone()
  /// The mean absolute difference to the frame before over half of the luma rows, both fields alike, in code values; `nil`
  /// on the first frame.
  public private(set) var change: Float?
  public private(set) var profile: Profile
  /// The luma in about two hundred cells across: fine enough for areas, coarse enough for grain to vanish.
  public private(set) var cells: Level
  public private(set) var previousCells: Level
  /// The luma in about a hundred values across, for comparing whole pictures.
  public private(set) var coarse: Level
  public private(set) var previousCoarse: Level
  public private(set) var color: Color
  /// How fine the detail is; needs `Features.detail`, and for some of it `Features.profile`.
  public private(set) var detail = Detail()
  /// How strong the grain is; needs `Features.grain`.
  public private(set) var grain: Grain
  /// Whether the rows come from two moments; needs `Features.fields`.
  public private(set) var fields = Fields()
  /// Where squares of 16 samples do not go with their neighbors; needs `Features.breaks`.
  public private(set) var breaks = Breaks()
  /// The share of the lines of the picture that lies on steps of staircases, where a smooth run of tones should be, 0...1;
  /// needs `Features.staircases`, and is not-a-number without.
  public private(set) var staircases = Float.nan
  /// How much lies beyond the limits of the signal; needs `Features.gamut`.
  public private(set) var gamut: Gamut
  /// Where the blocks of the picture have moved since the frame before; needs `Features.motion`.
  public private(set) var motion: Motion
  /// Where every patch of the picture has moved; needs `Features.trails`.
  public private(set) var flow: Flow
  /// Points that are followed from frame to frame; needs `Features.trails`.
  public private(set) var trails: Trails
  /// The wheels of vehicles, and how they turn; needs `Features.wheels`.
  public private(set) var wheels: Wheels
  /// Traces of how the pictures came to be; needs `Features.traces`.
  public private(set) var traces: Traces
  /// What learned models saw in frames before, as far as it became known with this one; needs `Features.objects`, `.wheels`,
  /// `.faces`, `.lettering` or `.texture`, and mostly is empty.
  public private(set) var observations: [Observations] = []
  /// Where in its shot the frame stands.
  public internal(set) var shot = ShotPosition()

  private var features: Features
  private var current: Raster
  private var previous: Raster
  private var pyramid: [Level]
  private let cellsIndex: Int
  private let coarseIndex: Int
  private var scratch: LumaScratch
  private var isFirst = true

  /// Values of the first level within an eighth of a code value are one tone; steps of 1.4 to 15 code values, between
  /// tones, are contours: a single code value is what any smooth run has in eight bits.
  private static let flat = UInt16(Level.unit / 8)
  private static let contour = UInt16(1.4 * Level.unit)...UInt16(15 * Level.unit)
  /// By how much the step between two squares must exceed those beside it, in the unit of a level: four code values.
  private static let broken = Int32(4 * Level.unit)
  /// The widest that the grid of cells, and the coarse picture, may be.
  private static let widestCells = 256
  private static let widestCoarse = 128

  public init(geometry: Geometry, features: Features) {
    self.geometry = geometry
    self.features = features
    let (width, height) = (geometry.width, geometry.height)
    current = Raster(width: width, height: height)
    previous = current
    var levels = [Level(ofWidth: width, height: height, factor: 4)]
    while let last = levels.last, last.width > Self.widestCoarse {
      levels.append(Level(ofWidth: width, height: height, factor: last.factor * 2))
    }
    pyramid = levels
    coarseIndex = levels.count - 1
    cellsIndex = levels.firstIndex { $0.width <= Self.widestCells } ?? levels.count - 1
    cells = levels[cellsIndex]
    previousCells = cells
    coarse = levels[coarseIndex]
    previousCoarse = coarse
    profile = Profile(width: width, height: height)
    color = Color(like: cells, width: width, height: height)
    grain = Grain(width: width, height: height)
    gamut = Gamut(quarter: pyramid[0], cells: color.cb, geometry: geometry)
    motion = Motion(cells: cells, coarse: coarse)
    // nobody pays for what nobody needs
    flow = Flow(cells: features.contains(.trails) ? cells : Level(ofWidth: 1, height: 1, factor: 1))
    trails = Trails(like: flow)
    wheels = Wheels(geometry: geometry)
    traces = Traces(geometry: features.contains(.traces) ? geometry : nil)
    scratch = LumaScratch(width: width)
  }

  /// Measures a frame, which becomes this one; the one before becomes the previous.
  ///
  /// - Parameters:
  ///   - observations: what became known of this frame or earlier ones.
  ///   - omitted: what there is no time for; nothing may read it.
  /// - Precondition: the frame has the geometry that the measurements were made for.
  package mutating func take(
    _ frame: borrowing Frame, at stamp: Stamp, observing observations: [Observations] = [],
    omitting omitted: Features = []
  ) {
    precondition(frame.geometry == geometry, "measurements are made for one geometry")
    let features = features.subtracting(omitted)
    self.stamp = stamp
    self.observations = observations
    swap(&current, &previous)
    swap(&cells, &previousCells)
    swap(&coarse, &previousCoarse)
    hasPrevious = !isFirst
    isFirst = false
    let wantsPrevious = hasPrevious && !features.isDisjoint(with: [.change, .detail, .fields])
    let sums = Kernels.measureLuma(
      frame.luma, into: &current, previous: previous, features: features, comparing: wantsPrevious, tone: &tone,
      profile: &profile, grain: &grain, quarter: &pyramid[0], scratch: &scratch)
    conclude(sums, features)
    if features.contains(.gamut) {
      Kernels.reduceChroma(frame, into: &gamut.color, scratch: &scratch)
      gamut.conclude(luma: pyramid[0])
    }
    reduce()
    if features.contains(.detail) { detail.concludeContrast(of: coarse) }
    if features.contains(.motion), hasPrevious {
      motion.measure(cells, from: previousCells, coarse: coarse, from: previousCoarse)
    }
    if features.contains(.color) {
      // the chroma is read once
      if features.contains(.gamut) {
        gamut.reduce(into: &color)
      } else {
        Kernels.reduceChroma(frame, into: &color, scratch: &scratch)
      }
      color.conclude(luma: cells)
    }
    if features.contains(.trails) { follow(at: stamp) }
    if features.contains(.wheels) { wheels.take(frame, at: stamp, observing: observations) }
    if features.contains(.traces) { traces.take(frame, at: stamp.running) } else { traces.pass() }
  }

  /// Measures these features from the next frame on. What was measured before goes on as it was; what was not begins anew.
  package mutating func turn(to features: Features) {
    // some are several at once, of which others may have been there
    func isNew(_ feature: Features) -> Bool { features.contains(feature) && !self.features.contains(feature) }
    if isNew(.trails) {
      flow = Flow(cells: cells)
      trails = Trails(like: flow)
    }
    if isNew(.wheels) { wheels.forget() }
    if isNew(.traces) { traces = Traces(geometry: geometry) }
    self.features = features
  }

  /// What comes is another picture: nothing of it is held against what was before.
  package mutating func forgetMotion() {
    forgetFollowed()
    if features.contains(.trails) { follow(at: stamp) }
  }

  /// What comes is another picture, or was not followed for a while.
  package mutating func forgetFollowed() {
    flow.forget()
    trails.forget()
    wheels.forget()
    traces.forget()
  }

  private mutating func follow(at stamp: Stamp) {
    let moments = flow.moments
    flow.measure(cells, blocks: motion, at: stamp.running)
    guard flow.moments != moments else { return }
    trails.advance(flow, cells: cells, cb: color.cb, cr: color.cr, at: stamp)
  }

  private mutating func conclude(_ sums: LumaSums, _ features: Features) {
    let (width, height) = (geometry.width, geometry.height)
    let compared = Float(width * Raster.sampledRows(of: height))
    change = hasPrevious && features.contains(.change) ? Float(sums.difference) / compared : nil
    if features.contains(.tone) { tone.conclude() }
    if features.contains(.profile) { profile.conclude() }
    if features.contains(.detail) {
      detail.conclude(
        sums, profile: profile, quarter: pyramid[0], hasPrevious: hasPrevious, width: width, height: height)
    }
    if features.contains(.grain) { grain.conclude() }
    if features.contains(.fields) { fields.conclude(sums, width: width, height: height) }
    if features.contains(.breaks) { breaks = Kernels.breaks(in: pyramid[0], by: Self.broken) }
    if features.contains(.staircases) {
      staircases = Kernels.staircases(in: pyramid[0], flat: Self.flat, contour: Self.contour)
    }
  }

  private mutating func reduce() {
    for index in pyramid.indices.dropFirst() {
      // the level above is lent out of the array while the one below is written
      let above = pyramid[index - 1]
      Kernels.halve(above, into: &pyramid[index])
    }
    swap(&cells, &pyramid[cellsIndex])
    if coarseIndex == cellsIndex { coarse = cells } else { swap(&coarse, &pyramid[coarseIndex]) }
  }
}
