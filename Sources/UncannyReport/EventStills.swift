/// A picture of each event of a report: its worst frame, whole.
public struct EventStills: Sendable, Equatable {
  /// One of them.
  public struct Still: Sendable, Equatable {
    /// A name for its file: the frame, the fault, the event; names sort as frames do.
    public var name: String
    /// The picture.
    public var wish: PictureWish
  }

  /// The worst events first.
  public private(set) var stills: [Still] = []
  /// How many more events have a picture.
  public private(set) var leftOut = 0

  /// So many, of at most so many samples each way.
  static let most = 200
  static let longest = 4096

  /// - Parameter report: events of sound have no picture.
  public init(of report: Wire.Report) {
    let all = report.worstFirst.compactMap { event in
      event.views(in: report).first { $0.place == .at }.map { view in
        Still(
          name: event.fileName(atFrame: view.frame) + ".jpg",
          wish: PictureWish(frame: view.frame, longest: Self.longest))
      }
    }
    stills = Array(all.prefix(Self.most))
    leftOut = all.count - stills.count
  }
}

extension Wire.Event {
  /// A name for a file about it, without a suffix: a frame, the fault, the event; names sort as frames do.
  func fileName(atFrame frame: Int) -> String {
    let number = "\(frame)"
    return String(repeating: "0", count: max(0, 6 - number.count)) + "\(number)-\(fault)-\(id)"
  }
}
