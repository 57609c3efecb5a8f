extension Element {
  /// The `GstElement` itself, lent: alive as long as `self` is.
  package var rawPointer: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(pointer) }
}
