/// What the program needs of GStreamer for one purpose, and where it comes from.
public struct Requirement: Sendable {
  /// What it is for, in a few words.
  public var purpose: String
  /// Factory names of elements; all are needed.
  public var elements: [String]
  /// The package of Debian and Ubuntu.
  public var package: String
  /// Whether nothing works without it.
  public var isEssential = false

  /// By what a user would miss first.
  public static let all = [
    Requirement(
      purpose: "analysis", elements: ["appsink", "decodebin", "uridecodebin", "videoconvert", "tee", "queue"],
      package: "gstreamer1.0-plugins-base", isEssential: true),
    Requirement(
      purpose: "MP4, MOV, Matroska, WebM, AVI", elements: ["qtdemux", "matroskademux", "avidemux"],
      package: "gstreamer1.0-plugins-good"),
    Requirement(
      purpose: "MPEG transport streams", elements: ["tsdemux", "mpegtsmux"], package: "gstreamer1.0-plugins-bad"),
    Requirement(
      purpose: "H.264, HEVC, MPEG-2 and MPEG-4 pictures",
      elements: ["avdec_h264", "avdec_h265", "avdec_mpeg2video", "avdec_mpeg4", "h264parse"],
      package: "gstreamer1.0-libav and gstreamer1.0-plugins-bad"),
    Requirement(purpose: "VP8 and VP9 pictures", elements: ["vp8dec", "vp9dec"], package: "gstreamer1.0-plugins-good"),
    Requirement(purpose: "AV1 pictures", elements: ["av1dec"], package: "gstreamer1.0-plugins-bad"),
    Requirement(purpose: "SRT", elements: ["srtsrc", "srtsink"], package: "gstreamer1.0-plugins-bad"),
    Requirement(
      purpose: "RTSP and UDP", elements: ["rtspsrc", "udpsrc", "udpsink"], package: "gstreamer1.0-plugins-good"),
    Requirement(
      purpose: "HTTP and HLS", elements: ["souphttpsrc", "hlsdemux"],
      package: "gstreamer1.0-plugins-good and gstreamer1.0-plugins-bad"),
    Requirement(
      purpose: "copies and feeds with the findings drawn in", elements: ["x264enc", "mp4mux", "matroskamux"],
      package: "gstreamer1.0-plugins-ugly and gstreamer1.0-plugins-good"),
    Requirement(
      purpose: "pictures in a report", elements: ["jpegenc", "videoscale"],
      package: "gstreamer1.0-plugins-good and gstreamer1.0-plugins-base"),
    Requirement(
      purpose: "a window", elements: ["autovideosink", "ximagesink"],
      package: "gstreamer1.0-plugins-good and gstreamer1.0-x"),
  ]

}
