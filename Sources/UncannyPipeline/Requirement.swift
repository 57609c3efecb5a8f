/// What the program needs of GStreamer for one purpose, and where it comes from.
public struct Requirement: Sendable {
  /// What it is for, in a few words.
  public var purpose: String
  /// Factory names of elements; all are needed.
  public var elements: [String]
  /// Whether nothing works without it.
  public var isEssential = false

  /// By what a user would miss first.
  public static let all = [
    Requirement(
      purpose: "analysis", elements: ["appsink", "decodebin", "uridecodebin", "videoconvert", "tee", "queue"],
      isEssential: true),
    Requirement(
      purpose: "MP4, MOV, Matroska, WebM, AVI", elements: ["qtdemux", "matroskademux", "avidemux"]),
    Requirement(
      purpose: "MPEG transport streams", elements: ["tsdemux", "mpegtsmux"]),
    Requirement(
      purpose: "H.264, HEVC, MPEG-2 and MPEG-4 pictures",
      elements: ["avdec_h264", "avdec_h265", "avdec_mpeg2video", "avdec_mpeg4", "h264parse"]),
    Requirement(purpose: "VP8 and VP9 pictures", elements: ["vp8dec", "vp9dec"]),
    Requirement(purpose: "AV1 pictures", elements: ["av1dec"]),
    Requirement(purpose: "SRT", elements: ["srtsrc", "srtsink"]),
    Requirement(
      purpose: "RTSP and UDP", elements: ["rtspsrc", "udpsrc", "udpsink"]),
    Requirement(
      purpose: "HTTP and HLS", elements: ["souphttpsrc", "hlsdemux"]),
    Requirement(
      purpose: "copies and feeds with the findings drawn in", elements: ["x264enc", "mp4mux", "matroskamux"]),
    Requirement(
      purpose: "pictures in a report and on the live page", elements: ["jpegenc", "videoscale"]),
    Requirement(
      purpose: "clips of what happens on a feed", elements: ["x264enc", "h264parse", "mp4mux", "capssetter"]),
    Requirement(
      purpose: "a window", elements: ["autovideosink", "ximagesink"]),
  ]

  /// The packages of Debian and Ubuntu that bring it, in the order of its elements.
  public var package: String {
    elements.compactMap { DebianPackage.of($0) }.reduce(into: [String]()) { packages, package in
      if !packages.contains(package) { packages.append(package) }
    }.joined(separator: " and ")
  }
}
