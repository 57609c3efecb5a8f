import Foundation
import TestSupport
import Testing
import Uncanny

@testable import UncannyPerception

/// The models themselves, where they are installed.
@Suite(.enabled(if: ModelCheck().problems.isEmpty, "the models are not installed: scripts/setup --models"))
struct ModelTests {
  @Test func `a truck is seen, and what is written on it is read`() throws {
    let eyes = try Eyes(for: [.objects, .looks, .lettering], in: .standard)
    let picture = try Tensor.picture("truck-400x226.ppm")
    let seen = eyes.look(at: picture, Self.stamp, for: [.objects, .looks, .lettering])
    let truck = try #require(seen.objects.first)
    #expect(truck.kind == .vehicle)
    #expect(truck.region.area > 0.3)
    let look = try #require(truck.look)
    #expect(look.embedding.count == 1280)
    #expect(abs(look.likeness(to: look) - 1) < 1e-3)
    #expect(look.views.contains { $0.text == "FROSTFUEL" })
    // red, against the white of its lettering
    let color = try #require(look.color)
    #expect(color.hue > 5 && color.hue < 35)
    #expect(seen.lines.contains { $0.text == "FROSTFUEL" && $0.confidence > 0.9 })
    #expect(seen.faces.isEmpty)
  }

  @Test func `the same picture gives the same numbers`() throws {
    let eyes = try Eyes(for: [.objects, .faces, .lettering], in: .standard)
    let picture = try Tensor.picture("truck-400x226.ppm")
    let first = eyes.look(at: picture, Self.stamp, for: [.objects, .faces, .lettering])
    let second = eyes.look(at: picture, Self.stamp, for: [.objects, .faces, .lettering])
    #expect(first == second)
  }

  @Test(arguments: [(1, 1), (2, 700), (3000, 7), (33, 33)])
  func `pictures of any shape are looked at`(_ width: Int, _ height: Int) throws {
    let eyes = try Eyes(for: [.objects, .faces, .lettering], in: .standard)
    let picture = ColorPicture(width: width, height: height, color: SIMD3(90, 120, 200))
    let seen = eyes.look(at: picture, Self.stamp, for: [.objects, .faces, .lettering])
    #expect(seen.faces.isEmpty && seen.lines.isEmpty)
  }

  private static let stamp = Stamp(frame: 7, running: .milliseconds(280), stream: .milliseconds(280))
}

/// What is said when something is not as it must be.
@Suite struct ModelFolderTests {
  @Test func `a folder without models says what fetches them`() {
    let check = ModelCheck(of: ModelFolder(path: "/nowhere/at/all"))
    #expect(check.problems == ["no models in /nowhere/at/all; scripts/setup --models fetches them"])
  }

  @Test func `a truncated model, and one that is missing, are told from each other`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let models = ModelFolder(path: folder.path(percentEncoded: false))
    #expect(throws: ModelError.missing(file: ModelFile.faces.name)) { try models.path(of: .faces) }
    try Data("half".utf8).write(to: folder.appending(path: ModelFile.faces.name))
    #expect(throws: ModelError.damaged(file: ModelFile.faces.name)) { try models.path(of: .faces) }
  }

  @Test func `a library that is none is told with what the loader says`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString)")
    let runtime = folder.appending(path: "runtime")
    try FileManager.default.createDirectory(at: runtime, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("not a library".utf8).write(to: runtime.appending(path: "libopenvino_c.so.1"))
    let problems = ModelCheck(of: ModelFolder(path: folder.path(percentEncoded: false))).problems
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("the model runtime: it does not load") == true)
  }
}
