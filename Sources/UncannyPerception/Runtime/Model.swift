internal import COpenVINO

/// A model that is ready to run on one picture after the other.
///
/// Thread: one at a time.
@safe final class Model: Sendable {
  // SAFETY: the pointer never changes, and is given back once; who runs the model is the only one to do so.
  private nonisolated(unsafe) let handle: OpaquePointer
  /// Must outlive it.
  private let runtime: ModelRuntime

  /// Takes over what the runtime has loaded.
  @unsafe init(_ handle: OpaquePointer, of runtime: ModelRuntime) {
    unsafe self.handle = handle
    self.runtime = runtime
  }

  deinit { unsafe co_free(handle) }

  /// Fills the input and runs the model; whether that went well.
  func run<Element: BitwiseCopyable>(_ fill: (inout MutableSpan<Element>) -> Void) -> Bool {
    var bytes = 0
    // SAFETY: the memory is the model's own, of `bytes` bytes, aligned for any number, and lent for the call only.
    guard let memory = unsafe co_input(handle, &bytes) else { return false }
    let count = bytes / MemoryLayout<Element>.stride
    let start = unsafe memory.bindMemory(to: Element.self, capacity: count)
    var span = unsafe MutableSpan(_unsafeStart: start, count: count)
    fill(&span)
    return unsafe co_run(handle)
  }

  /// Lends the numbers of an output; none where there is no such output.
  func withOutput<Result>(_ index: Int, _ body: (Span<Float>) -> Result) -> Result {
    var count = 0
    // SAFETY: the memory is the model's own, of `count` floats, and lent for the call only.
    let memory = unsafe co_output(handle, index, &count)
    return body(unsafe Span(_unsafeElements: UnsafeBufferPointer(start: memory, count: memory == nil ? 0 : count)))
  }

  /// Which output has that many numbers; the order of outputs is the runtime's.
  func output(ofCount wanted: Int) -> Int? { (0..<4).first { withOutput($0) { $0.count } == wanted } }
}
