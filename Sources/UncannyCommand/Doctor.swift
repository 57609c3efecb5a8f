internal import ArgumentParser
internal import GStreamer
internal import UncannyPipeline

/// `uncanny doctor`: what is installed, what is missing, what that turns off.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is installed, what is missing, and what that turns off.")

  func run() throws {
    print("uncanny \(uncannyVersion), GStreamer \(GStreamer.version)")
    var isMissingAny = false
    for need in Requirement.all {
      let missing = need.elements.filter { !Registry.hasElement($0) }
      guard !missing.isEmpty else {
        print("ok       \(need.purpose)")
        continue
      }
      isMissingAny = isMissingAny || need.isEssential
      print("missing  \(need.purpose): no \(missing.joined(separator: ", ")); Debian and Ubuntu: \(need.package)")
    }
    if isMissingAny { throw ExitStatus.broken }
  }
}
