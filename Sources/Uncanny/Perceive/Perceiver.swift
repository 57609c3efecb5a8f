/// What looks at frames with learned models, beside the stream.
///
/// Thread: any; one stream at a time.
public protocol Perceiver: Sendable {
  /// Why it sees nothing, in a few words; `nil` while it works, or is still being made ready.
  var absence: String? { get }

  /// Takes a copy of the frame if it is due, and returns what is known by now of frames before, in their order.
  func look(at frame: borrowing Frame, _ stamp: Stamp) -> [Observations]

  /// Another shot has begun, not long ago: what is worth knowing of it should be looked at soon.
  func beginShot()

  /// What is still to come of the frames that were taken; may wait for it.
  func finish() -> [Observations]

  /// Forgets what is under way, as after a seek.
  func flush()

  /// It is not asked any more: lets go of its models as soon as nothing is under way, for which `finish()` may still wait.
  func retire()
}

extension Features {
  /// Which models it takes to measure this.
  public var senses: Senses {
    var senses: Senses = []
    if contains(.objects) { senses.formUnion([.objects, .looks]) }
    if contains(.wheels) { senses.insert(.objects) }
    if contains(.faces) { senses.insert(.faces) }
    if contains(.lettering) { senses.insert(.lettering) }
    if contains(.texture) { senses.insert(.texture) }
    return senses
  }

  /// Which models it cannot do without.
  var essentialSenses: Senses { senses.subtracting(.texture) }
}
