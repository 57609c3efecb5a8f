internal import ArgumentParser
internal import GStreamer
internal import Uncanny
internal import UncannyPerception
internal import UncannyPipeline
internal import UncannyProvenance

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
    let problems = ModelCheck().problems
    if problems.isEmpty {
      print("ok       subjects, faces, lettering and textures: models in \(ModelFolder.standard.path)")
    }
    for problem in problems { print("missing  subjects, faces, lettering and textures: \(problem)") }
    if let why = FileProvenance().absence {
      print("missing  provenance: \(why)")
    } else {
      print("ok       provenance: C2PA manifests")
    }
    if isMissingAny { throw ExitStatus.broken }
  }
}
