import GStreamer
import TestMedia
import TestSupport
import Testing
import Uncanny
import UncannyDetectors
import UncannyElement
import UncannyPipeline
import UncannyReport

@Suite(.timeLimit(.minutes(5)))
struct LaunchFileTests {
  static let paths = (try? Repository.files(in: "pipelines", ending: ".launch")) ?? []

  /// What needs no screen and no network.
  static let headless = ["SINK": "fakesink", "FILE": "/dev/null", "TO_PORT": "9"]

  @Test func `the pipelines that the manual speaks of are there`() {
    let names = Self.paths.map { $0.dropFirst("pipelines/".count).dropLast(".launch".count) }
    #expect(
      names == [
        "check-file", "hls-monitor", "multiviewer", "play-file", "rtsp-camera", "srt-monitor", "test-picture",
        "udp-restream",
      ])
  }

  @Test(arguments: paths) func `a pipeline has a title, and parses as it stands`(path: String) throws {
    let file = try LaunchFile("\(Repository.root)/\(path)", variables: [:])
    let title = try #require(file.title)
    #expect(!title.isEmpty && !title.hasSuffix("."))
    #expect(try Repository.text(of: path).hasPrefix("# \(title)\n"))
    UncannyElement.register()
    let pipeline = try Pipeline(parsing: file.description)
    let stages = pipeline.elements().filter { $0.factoryName == "uncanny" }
    #expect(!stages.isEmpty)
    for stage in stages { #expect(!stage.name.hasPrefix("uncanny"), "\(stage.name) says nothing in a report") }
  }

  @Test(arguments: paths) func `a pipeline parses with its variables set`(path: String) throws {
    let file = try LaunchFile("\(Repository.root)/\(path)", variables: Self.headless)
    UncannyElement.register()
    let pipeline = try Pipeline(parsing: file.description)
    #expect(!pipeline.elements().contains { $0.factoryName == "autovideosink" })
  }

  @Test(arguments: paths) func `the table of pipelines says what each is and takes`(path: String) throws {
    let readme = try Repository.text(of: "pipelines/README.md")
    let name = path.split(separator: "/").last.map { String($0) } ?? ""
    let title = try LaunchFile("\(Repository.root)/\(path)", variables: [:]).title ?? ""
    var variables: [String] = []
    for line in try Repository.text(of: path).split(separator: "\n") where !line.hasPrefix("#") {
      for match in line.matches(of: /\$\{([A-Z_]+):-([^}]*)\}/) {
        let entry = "`\(match.1)=\(match.2)`"
        if !variables.contains(entry) { variables.append(entry) }
      }
    }
    let row = "| [\(name)](\(name)) | \(title) | \(variables.joined(separator: " ")) |"
    #expect(readme.split(separator: "\n").contains { $0 == row }, "pipelines/README.md lacks: \(row)")
  }

  @Test func `the table of pipelines has no other rows`() throws {
    let rows = try Repository.text(of: "pipelines/README.md").split(separator: "\n").filter { $0.hasPrefix("| [") }
    #expect(rows.count == Self.paths.count)
  }

  @Test func `comments are left out and variables filled in`() throws {
    let folder = try TemporaryFolder()
    let text = """
      # What it is
      # More about it: a ! b
      fakesrc num-buffers=${COUNT:-3} name=${NAME}
        # in between
        ! fakesink

      """
    let path = try folder.write(text.utf8, to: "mine.launch")
    let file = try LaunchFile(path, variables: ["NAME": "first", "COUNT": ""])
    #expect(file.title == "What it is")
    #expect(file.name == path)
    #expect(
      file.description.split(separator: " ").joined(separator: " ") == "fakesrc num-buffers=3 name=first ! fakesink")
    #expect(try LaunchFile(path, variables: ["NAME": "a", "COUNT": "7"]).description.contains("num-buffers=7"))
  }

  @Test func `a description on the command line has no comments`() throws {
    let file = try LaunchFile("fakesrc ! # ! fakesink", variables: [:])
    #expect(file.description == "fakesrc ! # ! fakesink" && file.title == nil)
  }

  @Test(arguments: [
    ("fakesrc ! nowhere ! fakesink", "column 11: no element \"nowhere\""),
    ("fakesrc !nowhere! fakesink", "column 10: no element \"nowhere\""),
    ("fakesrc ! fakesnik", "column 11: no element \"fakesnik\"; did you mean fakesink?"),
    ("${X:-fakesnik} ! fakesink", "no element \"fakesnik\"; did you mean fakesink?"),
    ("fakesrc ! decklinkvideosinx ! fakesink", "did you mean decklinkvideosink?"),
    ("fakesrc ! gtkglsink", "no element \"gtkglsink\"; Debian: gstreamer1.0-gtk3"),
    ("fakesrc ! avdec_nothing ! fakesink", "no element \"avdec_nothing\"; Debian: gstreamer1.0-libav"),
  ])
  func `what is not installed is said with its place and a way out`(text: String, words: String) async throws {
    let session = Session(.launch(try LaunchFile(text, variables: [:])), plan: Plan(all: .standard), catalog: .standard)
    let error = await #expect(throws: SessionError.self) { _ = try await session.run() }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test func `the place in a file is its line and column`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("# nowhere\nfakesrc\n  ! nowhere\n".utf8, to: "mine.launch")
    let session = Session(.launch(try LaunchFile(path)), plan: Plan(all: .standard), catalog: .standard)
    let error = await #expect(throws: SessionError.self) { _ = try await session.run() }
    #expect(error?.description.contains("line 3, column 5: no element \"nowhere\"") == true)
  }

  @Test func `a setting wins over what is written`() async throws {
    var file = try LaunchFile("videotestsrc name=source num-buffers=5 ! uncanny name=u ! fakesink", variables: [:])
    file.settings = [try .init("source.num-buffers=7"), try .init("u.plan=none,black:hold=1")]
    let graph = Seen<String>()
    let session = Session(
      .launch(file), plan: Plan(all: .standard), catalog: .standard, settings: .init(graph: { graph.add($0) }))
    let report = try #require(try await session.run().reports.first)
    #expect(report.performance.framesAnalyzed == 7 && report.checks.map { $0.detector } == ["black"])
    #expect(graph.all.count == 1)
    #expect(graph.all.first?.hasPrefix("digraph") == true && graph.all.first?.contains("video/x-raw") == true)
  }

  @Test(arguments: [
    ("sorce.num-buffers=7", "no element is named \"sorce\"; did you mean source?"),
    ("source.num-bufers=7", "no property \"num-bufers\" in element \"videotestsrc\""),
    ("source.num-buffers=many", "property \"num-buffers\" cannot be"),
    ("u.freeze-tolerance=900", "out of range for property \"freeze-tolerance\""),
  ])
  func `a setting that cannot be made says why`(text: String, words: String) async throws {
    var file = try LaunchFile("videotestsrc name=source num-buffers=5 ! uncanny name=u ! fakesink", variables: [:])
    file.settings = [try .init(text)]
    let session = Session(.launch(file), plan: Plan(all: .standard), catalog: .standard)
    let error = await #expect(throws: SessionError.self) { _ = try await session.run() }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test(arguments: ["", "a", "a.b", "a=b", ".b=c", "a.=c", "=.="])
  func `a setting needs an element, a property and a value`(text: String) {
    #expect(throws: LaunchError.notASetting(text)) { try LaunchFile.Setting(text) }
  }

  @Test func `no text traps, and none is longer than it is read`() {
    var random = SystemRandomNumberGenerator()
    let pieces = ["fakesrc", "!", "${", "}", ":-", "A", " ", "\n", "#", "é", "\u{0}", "name=", "(", "\""]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      _ = try? LaunchFile(text.joined(), variables: ["A": "1"])
    }
    let long = String(repeating: "fakesrc ! fakesink ", count: 60_000)
    #expect((try? LaunchFile(long, variables: [:]))?.description.utf8.count == long.utf8.count - 1)
  }

  @Test func `what cannot be used says why`() throws {
    let folder = try TemporaryFolder()
    let latin = try folder.write([0x66, 0xE9, 0xFF, 0x21], to: "latin.launch")
    let empty = try folder.write("# Only a title\n\n".utf8, to: "empty.launch")
    #expect(throws: LaunchError.unreadable("nowhere.launch")) { try LaunchFile("nowhere.launch", variables: [:]) }
    #expect(throws: LaunchError.notText(latin)) { try LaunchFile(latin, variables: [:]) }
    #expect(throws: LaunchError.empty(empty)) { try LaunchFile(empty, variables: [:]) }
    #expect(throws: LaunchError.empty("")) { try LaunchFile("", variables: [:]) }
    #expect(throws: LaunchError.unset("WHERE")) { try LaunchFile("fakesrc ! ${WHERE}", variables: [:]) }
    #expect(throws: LaunchError.unclosed) { try LaunchFile("fakesrc ! ${WHERE:-fakesink", variables: [:]) }
    for error in [LaunchError.unset("X"), .unclosed, .empty("x"), .notText("x"), .unreadable("x")] {
      #expect(!"\(error)".contains("\n") && !"\(error)".hasSuffix("."))
    }
  }
}
