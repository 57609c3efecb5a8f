import Foundation
import TestMedia

/// A camera on the loopback interface that shows black: GStreamer's own RTSP server, which has no element, called from
/// Python.
final class CameraServer: Sendable {
  let address: String
  private let child: Child

  static let isAvailable =
    WebServer.python != nil
    && ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"].contains {
      FileManager.default.fileExists(atPath: "\($0)/libgstrtspserver-1.0.so.0")
    }

  /// Waits until it listens.
  init() async throws {
    guard let python = WebServer.python else { throw WebServer.Missing() }
    child = try Child(python, ["-u", "-c", Self.program], limit: .seconds(60))
    guard let port = await child.line(where: { Int($0) != nil }) else { throw WebServer.Missing() }
    address = "rtsp://127.0.0.1:\(port)/stream"
  }

  func kill() { child.send(SIGKILL) }

  private static let program = """
    import ctypes
    gst = ctypes.CDLL("libgstreamer-1.0.so.0")
    rtsp = ctypes.CDLL("libgstrtspserver-1.0.so.0")
    glib = ctypes.CDLL("libglib-2.0.so.0")
    for library, name in [
        (rtsp, "gst_rtsp_server_new"), (rtsp, "gst_rtsp_server_get_mount_points"),
        (rtsp, "gst_rtsp_media_factory_new"), (glib, "g_main_loop_new")]:
        getattr(library, name).restype = ctypes.c_void_p
    P = ctypes.c_void_p
    gst.gst_init(None, None)
    server = P(rtsp.gst_rtsp_server_new())
    rtsp.gst_rtsp_server_set_address(server, b"127.0.0.1")
    rtsp.gst_rtsp_server_set_service(server, b"0")
    factory = P(rtsp.gst_rtsp_media_factory_new())
    rtsp.gst_rtsp_media_factory_set_launch(factory, b"( videotestsrc is-live=true pattern=black "
        b"! video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! x264enc tune=zerolatency speed-preset=ultrafast "
        b"key-int-max=12 ! rtph264pay name=pay0 pt=96 )")
    points = P(rtsp.gst_rtsp_server_get_mount_points(server))
    rtsp.gst_rtsp_mount_points_add_factory(points, b"/stream", factory)
    rtsp.gst_rtsp_server_attach(server, None)
    print(rtsp.gst_rtsp_server_get_bound_port(server))
    glib.g_main_loop_run(P(glib.g_main_loop_new(None, 0)))
    """
}
