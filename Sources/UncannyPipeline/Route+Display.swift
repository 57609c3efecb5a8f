internal import Foundation

extension Route {
  /// Makes sure that there is a display where a window is asked for: without one, sinks that look for another way may
  /// take the process with them.
  ///
  /// - Throws: `SessionError.broken`.
  func checkDisplay() throws(SessionError) {
    switch self {
    case .play, .watch(_, .display, _): break
    default: return
    }
    let variables = ProcessInfo.processInfo.environment
    let names = ["DISPLAY", "WAYLAND_DISPLAY"]
    guard names.contains(where: { variables[$0]?.isEmpty == false }) else {
      throw .broken("no display to open a window on; DISPLAY and WAYLAND_DISPLAY are not set")
    }
  }
}
