/// Traces of how the pictures came to be, about eight times a second: what a camera, an encoder or a generator leaves in
/// them, at one size for all pictures.
///
/// It is taken on the first of a shot and then on the frame that is nearest to an eighth of a second later; frames are left
/// out, never repeated. After a second and a half of a shot there is enough, and nothing more is taken of it. A picture that is more than four times as long as it is wide has none.
public struct Traces: Sendable {
  /// Whether this frame was looked at.
  public private(set) var isFresh = false
  /// Of this frame, where it is fresh.
  public private(set) var texture = TraceTexture()
  /// From the frame that was looked at before to this one; `nil` where there is none in the same shot, or it is not fresh.
  public private(set) var motion: TraceMotion?

  private var picture: TracePicture?
  private var textures: TextureMeter?
  private var motions: TraceMotionMeter?
  private var last: ClockTime?
  private var frameBefore: ClockTime?
  /// How many were taken since the shot began.
  private var taken = 0

  private static let most = 13
  private static let interval = ClockTime.milliseconds(125)
  /// A frame that is due just as far before as after is left out.
  private static let tie = ClockTime.milliseconds(1)

  /// - Parameter geometry: of the frames; `nil` where nobody asks.
  init(geometry: Geometry?) {
    guard let geometry, let picture = TracePicture(geometry: geometry) else { return }
    self.picture = picture
    textures = TextureMeter(like: picture)
    motions = TraceMotionMeter(like: picture)
  }

  /// Looks at a frame of the geometry that it was made for, if it is due.
  mutating func take(_ frame: borrowing Frame, at now: ClockTime) {
    pass()
    defer { frameBefore = now }
    guard picture != nil, taken < Self.most, isDue(at: now) else { return }
    picture?.take(frame)
    guard let picture else { return }
    isFresh = true
    taken += 1
    last = now
    if let texture = textures?.texture(of: picture) { self.texture = texture }
    motion = motions?.motion(of: picture, at: now) ?? nil
  }

  /// Leaves a frame out.
  mutating func pass() {
    isFresh = false
    motion = nil
  }

  private func isDue(at now: ClockTime) -> Bool {
    guard let last, now > last else { return true }
    let frame = frameBefore.map { max(.zero, now - $0) } ?? .zero
    return now - last > Self.interval + Self.tie - ClockTime(nanoseconds: frame.nanoseconds / 2)
  }

  /// What comes is another picture: this frame is looked at again by none, and the next is held against none before.
  mutating func forget() {
    motion = nil
    last = nil
    taken = 0
    motions?.forget()
  }
}
