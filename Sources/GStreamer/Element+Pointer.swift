extension Element {
  /// The `GstElement` itself, lent: alive as long as `self` is.
  // SAFETY: a pointer is made, not followed; who follows it holds the element.
  package var rawPointer: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(pointer) }
}
