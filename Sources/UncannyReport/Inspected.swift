/// What came of one input of several.
public struct Inspected: Sendable, Equatable {
  /// What it is called, without credentials.
  public var name: String
  /// `nil` when nothing of it could be looked at.
  public var report: Wire.Report?
  /// Why it did not come to its end; `nil` when it did.
  public var failure: String?

  /// - Parameters:
  ///   - name: a URI or path; credentials are taken out here.
  ///   - failure: a sentence for a person.
  public init(_ name: String, _ report: Wire.Report?, failure: String? = nil) {
    self.name = Location.displayed(name)
    self.report = report
    self.failure = failure
  }
}
