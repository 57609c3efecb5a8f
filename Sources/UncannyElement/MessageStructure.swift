internal import CGStreamer
internal import Uncanny
internal import UncannyDetectors

/// A structure of GStreamer as it is filled; whoever takes the pointer owns it.
@safe struct MessageStructure {
  let pointer: UnsafeMutablePointer<GstStructure>

  /// What `UncannyElement` says of the messages; `nil` for what nobody is told.
  init?(_ change: Outcome.Change) {
    switch change {
    case .began(let event): self.init(event, state: "began")
    case .ended(let event): self.init(event, state: "ended")
    case .shot(let shot): self.init(shot)
    case .measured: return nil
    }
  }

  /// How much of the plan frames get from now on.
  init?(_ effort: Effort) {
    self.init(name: "uncanny-effort")
    set("step", count: effort.rawValue)
  }

  /// What stands on a frame.
  init?(_ mark: Mark) {
    self.init(name: "uncanny-finding")
    set("fault", mark.fault)
    set("severity", mark.severity.name)
    set("score", Double(mark.score))
    set("age", time: mark.age)
  }

  private init?(_ event: Event, state: String) {
    self.init(name: "uncanny-event")
    set("state", state)
    set("id", count: event.id)
    set("detector", event.detector)
    set("fault", event.fault)
    set("severity", event.severity.name)
    set("score", Double(event.score))
    set("confidence", Double(event.confidence))
    set(start: event.start, end: event.end)
    if let shot = event.shot { set("shot", count: shot) }
    set("message", Catalog.standard[event.detector]?.message(event) ?? event.fault)
  }

  private init?(_ shot: Shot) {
    self.init(name: "uncanny-shot")
    set("index", count: shot.index)
    set("transition", shot.transition.rawValue)
    set(start: shot.start, end: shot.end)
  }

  private init?(name: StaticString) {
    // SAFETY: the name is copied.
    let made = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    guard let pointer = unsafe gst_structure_new_empty(made) else { return nil }
    unsafe self.pointer = pointer
  }

  private func set(start: Stamp, end: Stamp?) {
    set("start", time: start.stream)
    set("start-frame", count: start.frame)
    guard let end else { return }
    set("end", time: end.stream)
    set("end-frame", count: end.frame)
  }

  private func set(_ field: String, _ text: String) {
    unsafe set(field, .string) { unsafe g_value_set_string($0, text) }
  }

  private func set(_ field: String, _ number: Double) {
    unsafe set(field, .double) { unsafe g_value_set_double($0, number) }
  }

  private func set(_ field: String, count: Int) {
    unsafe set(field, .uint64) { unsafe g_value_set_uint64($0, guint64(clamping: count)) }
  }

  private func set(_ field: String, time: ClockTime) {
    unsafe set(field, .uint64) { unsafe g_value_set_uint64($0, guint64(clamping: time.nanoseconds)) }
  }

  private func set(_ field: String, _ type: GType, _ fill: (UnsafeMutablePointer<GValue>) -> Void) {
    // SAFETY: the value is initialized to the type that is then set, copied, and unset before it goes.
    var value = GValue()
    unsafe g_value_init(&value, type)
    unsafe fill(&value)
    unsafe gst_structure_set_value(pointer, field, &value)
    unsafe g_value_unset(&value)
  }
}
