import CGStreamer
import GStreamer
import Testing
import Uncanny
import UncannyDetectors
import UncannyElement

/// What the element says about itself, and how it is set.
@Suite(.timeLimit(.minutes(5)))
struct PropertyTests {
  @Test func `registering twice is fine`() {
    #expect(UncannyElement.register())
    #expect(UncannyElement.register())
    #expect(Registry.hasElement("uncanny"))
  }

  @Test func `the element is a video analyzer`() throws {
    UncannyElement.register()
    // SAFETY: the factory is ours until given back; its texts are its own and copied.
    let factory = try unsafe #require(gst_element_factory_find("uncanny"))
    defer { unsafe gst_object_unref(UnsafeMutableRawPointer(factory)) }
    func text(_ key: String) -> String? {
      unsafe gst_element_factory_get_metadata(factory, key).map { unsafe String(cString: $0) }
    }
    #expect(text("klass") == "Filter/Analyzer/Video")
    #expect(text("long-name") == "Uncanny")
    #expect(unsafe gst_element_factory_get_num_pad_templates(factory) == 2)
  }

  @Test(arguments: ["sink", "src"]) func `a pad takes what the core reads`(pad: String) throws {
    UncannyElement.register()
    let element = try Element(factory: "uncanny")
    // SAFETY: the pad is given back, its template's caps too.
    let pointer = unsafe element.rawPointer.assumingMemoryBound(to: GstElement.self)
    let found = try unsafe #require(gst_element_get_static_pad(pointer, pad))
    defer { unsafe gst_object_unref(UnsafeMutableRawPointer(found)) }
    let caps = try unsafe #require(gst_pad_get_pad_template_caps(found))
    defer { unsafe gst_caps_unref(caps) }
    let taken = ["I420", "NV12", "I420_10LE", "P010_10LE"]
    for format in taken + ["GRAY8", "Y444", "BGRx"] {
      let text = "video/x-raw,format=\(format),width=33,height=17,framerate=0/1"
      let wanted = try unsafe #require(gst_caps_from_string(text))
      defer { unsafe gst_caps_unref(wanted) }
      let fits = unsafe gst_caps_can_intersect(caps, wanted) != 0
      #expect(fits == taken.contains(format), "\(format)")
    }
  }

  @Test(arguments: Catalog.pictureDetectors.map { $0.card.id })
  func `each parameter of a detector is a property with its range`(detector: String) throws {
    UncannyElement.register()
    let element = try Element(factory: "uncanny")
    let entry = try #require(Catalog.standard[detector])
    for setting in entry.parameters {
      let name = "\(detector)-\(setting.name)"
      // SAFETY: the class keeps its properties for good; the type is asked before the fields of its kind are read.
      let object = unsafe element.rawPointer.assumingMemoryBound(to: GTypeInstance.self)
      let theClass = unsafe UnsafeMutableRawPointer(object.pointee.g_class).assumingMemoryBound(to: GObjectClass.self)
      let spec = try unsafe #require(g_object_class_find_property(theClass, name), "\(name)")
      #expect(unsafe spec.pointee.value_type == GType(15 << 2))
      #expect(unsafe String(cString: g_param_spec_get_blurb(spec)).hasPrefix(setting.blurb))
      let number = unsafe UnsafeMutableRawPointer(spec).assumingMemoryBound(to: GParamSpecDouble.self).pointee
      #expect(unsafe Float(number.minimum) == setting.range.lowerBound)
      #expect(unsafe Float(number.maximum) == setting.range.upperBound)
      #expect(unsafe Float(number.default_value) == setting.initial)
      #expect(element.double(name).map { Float($0) } == setting.initial)
      for end in [setting.range.lowerBound, setting.range.upperBound] {
        try element.set(name, fromText: "\(end)")
        #expect(element.double(name).map { Float($0) } == end)
      }
    }
  }

  @Test func `words of a detector are a property, and none can be more of the plan than that`() throws {
    UncannyElement.register()
    let element = try Element(factory: "uncanny")
    #expect(element.string("text-expect") == "")
    try element.set("plan", to: "text:expect=NORTH+SOUTH")
    #expect(element.string("text-expect") == "NORTH+SOUTH")
    try element.set("text-expect", to: "EAST")
    #expect(element.string("text-expect") == "EAST")
  }

  @Test func `a property wins over the plan, and tells what will be`() throws {
    UncannyElement.register()
    let element = try Element(factory: "uncanny")
    #expect(element.string("plan") == "default")
    #expect(element.bool("overlay") == true && element.bool("message") == true)
    try element.set("plan", to: "black:hold=3,-freeze")
    #expect(element.string("plan") == "black:hold=3,-freeze")
    #expect(element.double("black-hold") == 3)
    try element.set("black-hold", to: 0.5)
    #expect(element.double("black-hold") == 0.5)
  }

  @Test func `a parameter is taken over at the start`() async throws {
    let source = "videotestsrc pattern=black num-buffers=30 ! video/x-raw,width=64,height=64,framerate=25/1"
    let long = try await play(pipeline("\(source) ! uncanny plan=none,black black-hold=2 ! fakesink"))
    #expect(long.structures("uncanny-event").isEmpty)
    let short = try await play(pipeline("\(source) ! uncanny plan=none,black black-hold=0.5 ! fakesink"))
    #expect(short.structures("uncanny-event").count == 2)
    let other = try await play(pipeline("\(source) ! uncanny plan=none,flash black-hold=0 ! fakesink"))
    #expect(other.structures("uncanny-event").isEmpty)
  }

  @Test(arguments: [
    ("plan=look:reference=grade.png", "look:reference grade.png: the element looks at no files; the program does"),
    (
      "plan=none,look look-reference=grade.png",
      "look:reference grade.png: the element looks at no files; the program does"
    ),
    ("plan=none,look look-reference=a:b.png", "reference needs the path of a file, without commas and colons"),
    ("plan=none,look look-reference=\"\"", nil),
  ])
  func `a file to hold against fails the start where no host looks at files`(settings: String, words: String?) throws {
    let pipeline = try pipeline("videotestsrc ! uncanny \(settings) ! fakesink")
    defer { pipeline.stop() }
    do throws(GStreamerError) {
      try pipeline.start()
      #expect(words == nil)
    } catch { #expect(error.message == words) }
  }

  @Test func `what takes longer than its budget gets less of the plan, and that is told`() async throws {
    let source = "videotestsrc is-live=true num-buffers=60 ! video/x-raw,width=320,height=180,framerate=25/1"
    let spare = try await play(pipeline("\(source) ! uncanny budget=10000 overlay=false ! fakesink"))
    #expect(spare.structures("uncanny-effort").isEmpty)
    let tight = try await play(pipeline("\(source) ! uncanny budget=0.001 overlay=false ! fakesink"))
    #expect(tight.structures("uncanny-effort").map { $0["step"]?.int } == [1, 2, 3])
    let mute = try await play(pipeline("\(source) ! uncanny budget=0.001 message=false ! fakesink"))
    #expect(mute.structures("uncanny-effort").isEmpty)
  }

  @Test func `a plan that is none fails the start with its reason`() throws {
    let pipeline = try pipeline("videotestsrc ! uncanny name=u plan=freeze:tolerence=2 ! fakesink")
    #expect(pipeline.element(named: "u")?.string("plan") == "default")
    let error = #expect(throws: GStreamerError.self) { try pipeline.start() }
    #expect(error?.source == "u")
    let reason = #expect(throws: PlanError.self) { try Plan(parsing: "freeze:tolerence=2", from: .standard) }
    #expect(error?.message == reason?.description)
  }

  @Test func `a plan that is none fails the next step up`() throws {
    UncannyElement.register()
    let element = try Element(factory: "uncanny")
    // SAFETY: the element lives until the end of the test.
    let pointer = unsafe element.rawPointer.assumingMemoryBound(to: GstElement.self)
    #expect(unsafe gst_element_set_state(pointer, GST_STATE_READY) == GST_STATE_CHANGE_SUCCESS)
    try element.set("plan", to: "none,black:level=9")
    #expect(unsafe gst_element_set_state(pointer, GST_STATE_PAUSED) == GST_STATE_CHANGE_FAILURE)
    _ = unsafe gst_element_set_state(pointer, GST_STATE_NULL)
    #expect(unsafe gst_element_set_state(pointer, GST_STATE_READY) == GST_STATE_CHANGE_FAILURE)
    try element.set("plan", to: "none,black:level=0.1")
    #expect(unsafe gst_element_set_state(pointer, GST_STATE_PAUSED) == GST_STATE_CHANGE_SUCCESS)
    _ = unsafe gst_element_set_state(pointer, GST_STATE_NULL)
  }

  @Test func `a plan that is none is forgotten with the next`() async throws {
    let pipeline = try pipeline("videotestsrc num-buffers=2 ! uncanny name=u plan=freezer ! fakesink")
    try pipeline.element(named: "u")?.set("plan", to: "freeze")
    #expect(try await play(pipeline).last == .eos)
  }
}
