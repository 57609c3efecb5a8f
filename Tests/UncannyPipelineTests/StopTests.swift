import GStreamer
import TestMedia
import Testing
import Uncanny
import UncannyDetectors
import UncannyPipeline

@Suite(.timeLimit(.minutes(5)))
struct StopTests {
  @Test func `a live pipeline that is told to end while it starts ends`() async throws {
    for _ in 0..<200 {
      let pipeline = try Pipeline(
        parsing: "videotestsrc is-live=true ! video/x-raw,width=16,height=16,framerate=200/1 ! fakesink sync=false")
      try pipeline.start()
      pipeline.sendEOS()
      var isOver = false
      for await message in pipeline.messages where message == .eos {
        isOver = true
        break
      }
      #expect(isOver)
    }
  }

  @Test func `a session that is stopped before it starts ends`() async throws {
    let folder = try TemporaryFolder()
    for _ in 0..<10 {
      let session = Session(
        .watch(.pattern("smpte"), .file(folder.file("seen.mkv")), delay: .zero), plan: Plan(all: .standard),
        catalog: .standard)
      session.stop()
      // whether a picture came before is a matter of luck
      _ = try? await session.run()
    }
  }
}
