import Foundation
import Testing
import Uncanny

@testable import UncannyOverlay

/// Pictures that were looked at once and are to stay as they are.
///
/// A golden is a PGM with the luma on top and both chroma planes below it, row after row. With `UNCANNY_RECORD=1` it is
/// written anew, and the test fails, as a run that records has checked nothing.
enum Golden {
  static func check(_ sheet: Sheet, _ name: String, location: SourceLocation = #_sourceLocation) throws {
    let (width, height) = (sheet.geometry.width, sheet.geometry.height)
    var picture = Data("P5\n\(width) \(height * 3 / 2)\n255\n".utf8)
    picture.append(contentsOf: sheet.codes.map { UInt8(truncatingIfNeeded: $0) })
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name).pgm")
    if ProcessInfo.processInfo.environment["UNCANNY_RECORD"] == "1" {
      try picture.write(to: file)
      Issue.record("recorded \(name).pgm: look at it, then run without UNCANNY_RECORD", sourceLocation: location)
      return
    }
    let expected = try? Data(contentsOf: file)
    #expect(
      expected == picture, "\(name).pgm differs: if that is meant, run with UNCANNY_RECORD=1 and look at it",
      sourceLocation: location)
  }
}
