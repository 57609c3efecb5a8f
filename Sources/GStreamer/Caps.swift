internal import CGStreamer
internal import Synchronization

/// What flows through a pad: one media type or several, with their fields.
///
/// A copy shares what was read from them. Two caps are equal when they say the same.
public struct Caps: Sendable, Equatable, CustomStringConvertible {
  let storage: Storage

  /// Caps from text such as `video/x-raw,format=NV12`; `nil` when it says none.
  public init?(_ text: String) {
    GStreamer.initialize()
    // SAFETY: new caps are ours.
    guard let caps = unsafe gst_caps_from_string(text) else { return nil }
    unsafe self.init(takingOwnershipOf: caps)
  }

  init(takingOwnershipOf pointer: UnsafeMutablePointer<GstCaps>) {
    // SAFETY: the caller gives its reference.
    storage = unsafe Storage(takingOwnershipOf: pointer)
  }

  init(borrowing pointer: UnsafeMutablePointer<GstCaps>) {
    // SAFETY: the caller holds the caps during the call; the storage gets a reference of its own.
    storage = unsafe Storage(takingOwnershipOf: gst_caps_ref(pointer))
  }

  /// The picture; `nil` when the caps are not about one, or not settled.
  public var videoInfo: VideoInfo? { storage.info }

  /// The alternatives; one in the caps of a running stream.
  public var structures: [Structure] {
    // SAFETY: the structures belong to the caps, which live as long as self.
    (0..<(unsafe gst_caps_get_size(storage.pointer))).compactMap { index in
      unsafe gst_caps_get_structure(storage.pointer, index).map { unsafe Structure(lent: $0) }
    }
  }

  /// As in a launch description.
  public var description: String {
    // SAFETY: the text is ours to free.
    unsafe String(taking: gst_caps_to_string(storage.pointer)) ?? ""
  }

  /// Whether both say the same, in whatever order.
  public static func == (left: Caps, right: Caps) -> Bool {
    // SAFETY: both live during the call.
    left.storage === right.storage || (unsafe gst_caps_is_equal(left.storage.pointer, right.storage.pointer)) != 0
  }

  /// A reference to caps, which do not change any more, and what they say about a picture.
  @safe final class Storage: Sendable {
    nonisolated(unsafe) let pointer: UnsafeMutablePointer<GstCaps>
    /// How raw pictures are mapped; `nil` for all else.
    nonisolated(unsafe) let layout: UnsafeMutablePointer<GstVideoInfo>?
    let info: VideoInfo?

    init(takingOwnershipOf pointer: UnsafeMutablePointer<GstCaps>) {
      // SAFETY: caps and layout are ours until `deinit`; nobody writes to either after this.
      unsafe self.pointer = pointer
      guard unsafe isAboutOnePicture(pointer), let layout = unsafe gst_video_info_new() else {
        unsafe (self.layout, info) = (nil, nil)
        return
      }
      guard unsafe gst_video_info_from_caps(layout, pointer) != 0 else {
        unsafe gst_video_info_free(layout)
        unsafe (self.layout, info) = (nil, nil)
        return
      }
      unsafe uncanny_restore_colorimetry(layout, pointer)
      info = unsafe VideoInfo(layout)
      unsafe self.layout = layout
    }

    deinit {
      // SAFETY: the one reference, and the one owner of the layout.
      if let layout = unsafe layout { unsafe gst_video_info_free(layout) }
      unsafe gst_caps_unref(pointer)
    }
  }
}

/// The caps of the buffer before: caps are parsed when they change, not with each frame.
///
/// Thread: any, though one streaming thread at a time uses it.
struct CapsCache: ~Copyable {
  private let last = Mutex<Caps?>(nil)

  /// The caps at this address, which stay the caller's. The cache holds a reference, so no other caps can come to stand
  /// at the same address.
  func caps(at pointer: UnsafeMutablePointer<GstCaps>) -> Caps {
    // SAFETY: the caller holds the caps during the call.
    let address = UInt(bitPattern: pointer)
    if let known = last.withLock({ $0 }), unsafe UInt(bitPattern: known.storage.pointer) == address { return known }
    let caps = unsafe Caps(borrowing: pointer)
    last.withLock { $0 = caps }
    return caps
  }
}

/// Whether `gst_video_info_from_caps` may be asked: it complains loudly about sound, and about caps that are not fixed.
private func isAboutOnePicture(_ caps: UnsafeMutablePointer<GstCaps>) -> Bool {
  // SAFETY: the caps live during the call, and fixed caps have one structure.
  guard unsafe gst_caps_is_fixed(caps) != 0, let structure = unsafe gst_caps_get_structure(caps, 0) else {
    return false
  }
  let name = unsafe String(lent: gst_structure_get_name(structure)) ?? ""
  return name.hasPrefix("video/") || name.hasPrefix("image/")
}
