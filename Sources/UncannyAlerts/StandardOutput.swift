internal import Foundation

/// Where a program writes what it was asked for.
public enum StandardOutput {
  /// Whether somebody still reads it: the reader of a pipe may have gone, which a program that writes nothing does not notice.
  public static var hasReader: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    // SAFETY: a live local is looked at during the call only.
    return unsafe poll(&output, 1, 0) <= 0 || output.revents & Int16(POLLERR) == 0
  }
}
