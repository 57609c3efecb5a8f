/// Which package of Debian and Ubuntu brings an element that somebody misses.
enum DebianPackage {
  /// - Parameter factory: such as `x265enc`.
  /// - Returns: `nil` when it is none of those that are often missed.
  static func of(_ factory: String) -> String? {
    if let known = packages.first(where: { $0.elements.contains(factory) }) { return known.name }
    return families.first { factory.hasPrefix($0.prefix) }?.package
  }

  /// By `gst-inspect-1.0` on Debian 12, less what every pipeline has.
  private static let packages: [(name: String, elements: Set<String>)] = [
    (
      "gstreamer1.0-plugins-base",
      [
        "alsasink", "appsink", "audioconvert", "audioresample", "compositor", "decodebin", "decodebin3", "oggdemux",
        "oggmux",
        "opusdec",
        "opusenc", "overlaycomposition", "playbin", "subparse", "theoradec", "theoraenc", "uridecodebin",
        "videoconvert",
        "videorate", "videoscale", "videotestsrc", "volume", "vorbisdec", "vorbisenc",
      ]
    ),
    (
      "gstreamer1.0-plugins-good",
      [
        "autoaudiosink", "autovideosink", "avidemux", "avimux", "cairooverlay", "capssetter", "deinterlace", "flacdec",
        "flacenc",
        "flvdemux",
        "flvmux",
        "jpegdec", "jpegenc", "lamemp3enc", "level", "matroskademux", "matroskamux", "mp4mux", "mpg123audiodec",
        "multifilesrc",
        "pngdec", "pngenc", "pulsesink", "pulsesrc", "qtdemux", "qtmux", "rtspsrc", "souphttpsrc", "splitmuxsink",
        "udpsink",
        "udpsrc", "v4l2src", "videobox", "videocrop", "vp8dec", "vp8enc", "vp9dec", "vp9enc", "wavparse", "ximagesrc",
      ]
    ),
    (
      "gstreamer1.0-plugins-bad",
      [
        "aiffparse", "audiomixmatrix", "av1dec", "av1enc", "av1parse", "dashdemux", "dashsink", "decklinkvideosink",
        "decklinkvideosrc", "faad", "h264parse", "h265parse", "hlsdemux", "hlssink",
        "hlssink2", "jpeg2000parse", "kmssink", "mpegtsmux", "mpegvideoparse", "mxfdemux", "mxfmux", "netsim",
        "openh264dec", "openh264enc", "openjpegdec", "rtmp2sink", "rtmp2src", "rtmpsink", "rtmpsrc", "srtsink",
        "srtsrc",
        "timecodestamper", "tsdemux", "tsparse", "voaacenc", "waylandsink",
        "webrtcbin", "x265enc", "zbar", "zxing",
      ]
    ),
    ("gstreamer1.0-plugins-ugly", ["a52dec", "asfdemux", "mpeg2dec", "rmdemux", "x264enc"]),
    ("gstreamer1.0-x", ["clockoverlay", "textoverlay", "timeoverlay", "ximagesink", "xvimagesink"]),
    ("gstreamer1.0-rtsp", ["rtspclientsink"]),
    ("gstreamer1.0-gl", ["glimagesink", "glupload", "gldownload", "glcolorconvert"]),
    ("gstreamer1.0-gtk3", ["gtksink", "gtkglsink"]),
    ("gstreamer1.0-nice", ["nicesrc", "nicesink"]),
  ]

  private static let families: [(prefix: String, package: String)] = [
    ("avdec_", "gstreamer1.0-libav"), ("avenc_", "gstreamer1.0-libav"), ("avmux_", "gstreamer1.0-libav"),
    ("vaapi", "gstreamer1.0-vaapi"), ("va", "gstreamer1.0-plugins-bad"), ("nv", "gstreamer1.0-plugins-bad"),
    ("qsv", "gstreamer1.0-plugins-bad"),
  ]
}
