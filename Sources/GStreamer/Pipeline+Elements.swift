internal import CGStreamer

extension Pipeline {
  /// The element of this name, in this pipeline or a bin within it; `nil` when there is none.
  public func element(named name: String) -> Element? {
    // SAFETY: the element comes with a reference, which the new object owns.
    guard let found = unsafe gst_bin_get_by_name(bin(pointer), name) else { return nil }
    return unsafe Element(takingOwnershipOf: found)
  }

  /// All elements, also those within bins, sinks first.
  public func elements() -> [Element] {
    // SAFETY: the iterator is new and given away.
    unsafe Self.elements(takingOwnershipOf: gst_bin_iterate_recurse(bin(pointer)))
  }

  /// The elements at which data enters the pipeline; a bin with sources in it counts as one.
  var sources: [Element] {
    // SAFETY: the iterator is new and given away.
    unsafe Self.elements(takingOwnershipOf: gst_bin_iterate_sources(bin(pointer)))
  }

  private static func elements(takingOwnershipOf iterator: UnsafeMutablePointer<GstIterator>?) -> [Element] {
    // SAFETY: the iterator is freed here; each element is referenced before the value that holds it is reset.
    guard let iterator = unsafe iterator else { return [] }
    defer { unsafe gst_iterator_free(iterator) }
    var elements: [Element] = []
    var value = GValue()
    defer { unsafe g_value_unset(&value) }
    while true {
      switch unsafe gst_iterator_next(iterator, &value) {
      case GST_ITERATOR_OK:
        if let object = unsafe g_value_get_object(&value) {
          unsafe elements.append(Element(borrowing: object.assumingMemoryBound(to: GstElement.self)))
        }
        unsafe g_value_reset(&value)
      case GST_ITERATOR_RESYNC:
        // Somebody added or removed an element meanwhile.
        elements.removeAll()
        unsafe gst_iterator_resync(iterator)
      default: return elements
      }
    }
  }

  /// Puts an element into the pipeline.
  ///
  /// - Throws: when it is in another one, or its name is taken.
  public func add(_ element: Element) throws(GStreamerError) {
    // SAFETY: both live during the call; the bin takes its own reference.
    guard unsafe gst_bin_add(bin(pointer), element.pointer) != 0 else {
      throw GStreamerError(message: "cannot be added to the pipeline", source: element.name)
    }
  }

  /// Links two elements of the pipeline by whichever of their pads fit.
  ///
  /// - Throws: when none do.
  public func link(_ upstream: Element, _ downstream: Element) throws(GStreamerError) {
    // SAFETY: both live during the call.
    guard unsafe gst_element_link(upstream.pointer, downstream.pointer) != 0 else {
      throw GStreamerError(message: "cannot be linked to \(downstream.name)", source: upstream.name)
    }
  }
}
