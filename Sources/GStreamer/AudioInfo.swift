internal import CGStreamer

/// What caps say about sound.
public struct AudioInfo: Sendable, Equatable {
  /// Such as `F32LE`.
  public var format: String
  /// Samples a second.
  public var rate: Int
  /// Samples side by side.
  public var channels: Int
  /// Where each channel is meant to be heard; 0 when no channel has a place, `nil` when the caps do not say.
  public var channelMask: UInt64?
  /// Whether the channels stand side by side, not one after the other.
  public var isInterleaved: Bool
}

extension Caps {
  /// The sound; `nil` when the caps are not about raw sound, or not settled.
  public var audioInfo: AudioInfo? {
    guard let structure = structures.first, structure.name == "audio/x-raw", let format = structure["format"]?.string,
      let rate = structure["rate"]?.int, let channels = structure["channels"]?.int
    else { return nil }
    return AudioInfo(
      format: format, rate: Int(rate), channels: Int(channels), channelMask: channelMask,
      isInterleaved: structure["layout"]?.string == "interleaved")
  }

  private var channelMask: UInt64? {
    // SAFETY: structure and value belong to the caps, which live as long as self.
    guard let structure = unsafe gst_caps_get_structure(storage.pointer, 0),
      let value = unsafe gst_structure_get_value(structure, "channel-mask"),
      unsafe g_type_check_value_holds(value, gst_bitmask_get_type()) != 0
    else { return nil }
    return unsafe UInt64(gst_value_get_bitmask(value))
  }
}
