import GStreamer
import Uncanny

/// A number of nine bits in the upper half of a picture, and what the overlay makes of it in the lower half.
///
///     +--------------------------------------------------+
///     |  [1] [ ] [1] [1] [ ] [ ] [ ] [ ] [ ] | [parity]  |   white squares: the number of the frame, drawn by the source
///     |                                                  |
///     |  +-+     +-+ +-+                       +-+       |   boxes: the number that the analysis has read, drawn by the
///     |  +-+     +-+ +-+                       +-+       |   overlay; the last one says that anything was drawn
///     +--------------------------------------------------+
enum Barcode {
  static let geometry = Geometry(width: 640, height: 360)
  static let count = 9
  static let modulus = 1 << count
  static let caps = "video/x-raw,format=I420,width=640,height=360,framerate=25/1"

  private static let column = 64
  private static let upper = 24..<104
  private static let lower = 220..<300
  private static let margin = 8

  /// What to put behind a source, for `draw` to find.
  static let stage = "\(caps) ! identity name=draw"

  /// Draws the number of the frame by its timestamp.
  static let draw: @Sendable (borrowing WritableBuffer) -> Void = { buffer in
    let number = Int(((buffer.pts ?? 0) * 25 + 500_000_000) / 1_000_000_000) % modulus
    try? buffer.withMutablePlanes { luma, stride, _, _, _ in
      for row in 0..<geometry.height {
        for x in 0..<geometry.width {
          let isLit = upper.contains(row) && isBit(x / column, of: number)
          luma[row * stride + x] = isLit ? 235 : 16
        }
      }
    }
  }

  private static func isBit(_ column: Int, of number: Int) -> Bool {
    column < count ? number >> column & 1 == 1 : number.nonzeroBitCount % 2 == 1
  }

  /// The number in the upper half; `nil` when it cannot be read for certain.
  ///
  /// - Parameter mean: of the luma between two columns and two rows of the picture, in code values.
  static func number(_ mean: (Range<Int>, Range<Int>) -> Double) -> Int? {
    var number = 0
    var lit = 0
    for column in 0...count {
      let left = column * self.column + 16
      let level = mean(left..<left + 32, upper.lowerBound + 16..<upper.upperBound - 16)
      guard level < 60 || level > 190 else { return nil }
      guard level > 190 else { continue }
      lit += 1
      if column < count { number |= 1 << column }
    }
    // the parity makes the number of lit squares even
    return lit % 2 == 0 ? number : nil
  }

  /// Where the boxes of a number stand.
  static func regions(of number: Int) -> [Region] {
    (0...count).filter { $0 == count || number >> $0 & 1 == 1 }.map { column in
      Region(
        x: Float(column * self.column + margin) / Float(geometry.width),
        y: Float(lower.lowerBound) / Float(geometry.height),
        width: Float(self.column - 2 * margin) / Float(geometry.width),
        height: Float(lower.count) / Float(geometry.height))
    }
  }

  /// The number that the boxes spell; `nil` when none are there.
  static func drawn(_ mean: (Range<Int>, Range<Int>) -> Double) -> Int? {
    func isBox(_ column: Int) -> Bool {
      let left = column * self.column + margin
      return mean(left..<left + 2, lower.lowerBound + 8..<lower.upperBound - 8) > 80
    }
    guard isBox(count) else { return nil }
    return (0..<count).reduce(0) { isBox($1) ? $0 | 1 << $1 : $0 }
  }
}

/// Reads the number of a frame, and marks it with that number in boxes.
struct BarcodeReader: Detector {
  /// How long it takes over a frame, in milliseconds.
  var burn: Float = 0

  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let end = ContinuousClock.now + .milliseconds(Double(burn))
    while ContinuousClock.now < end {}
    guard measurements.geometry.width == Barcode.geometry.width else { return nil }
    let cells = measurements.cells
    let number = Barcode.number { columns, rows in
      var sum = 0.0
      var count = 0.0
      for row in rows.lowerBound / cells.factor..<rows.upperBound / cells.factor {
        for column in columns.lowerBound / cells.factor..<columns.upperBound / cells.factor {
          sum += Double(cells.values[row * cells.width + column])
          count += 1
        }
      }
      return sum / count / Double(Level.unit)
    }
    return number.map { Finding(score: 1, regions: Barcode.regions(of: $0)) }
  }

  static let needs: Features = []
  static let parameters = [
    Parameter<BarcodeReader>("burn", \.burn, in: 0...1000, unit: "ms", "how long it takes over a frame")
  ]
  static let card = Card(
    id: "barcode", family: .signal, title: "a number", faults: [Card.Fault(title: "a number")],
    severity: Escalation(.warning), delay: .zero,
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .zero), evidence: [], sees: "A number.",
    why: "To prove where it is drawn.", method: "Squares.", limits: "Nine bits.", undecided: "no number",
    references: [])

  static func message(for event: Event) -> String { "a number" }
}

/// A frame of what came out: the number that the source drew, and the number that the overlay drew.
struct BarcodeFrame: Sendable {
  var pts: Int64
  var number: Int?
  var drawn: Int?
}

extension MappedFrame {
  /// The mean of the luma within columns and rows, in code values.
  func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Double {
    let (luma, stride) = (bytes(0), stride(0))
    var sum = 0
    for row in rows {
      for column in columns {
        // SAFETY: the wrapper has checked the plane; the sums stay within the picture.
        sum += Int(unsafe luma.unsafeLoad(fromByteOffset: row * stride + column, as: UInt8.self))
      }
    }
    return Double(sum) / Double(rows.count * columns.count)
  }
}

/// Every frame of a file, as `read` sees it.
func frames<Item: Sendable>(
  of path: String, read: @escaping @Sendable (borrowing MappedFrame, Int64) -> Item
) async throws -> [Item] {
  let pipeline = try Pipeline(
    parsing: "filesrc name=file ! decodebin ! videoconvert ! video/x-raw,format=I420 ! appsink name=sink sync=false")
  try pipeline.element(named: "file")?.set("location", to: .string(path))
  let seen = Seen<Item>()
  if let element = pipeline.element(named: "sink"), let sink = AppSink(element) {
    sink.onSample { sample in
      let pts = sample.pts ?? -1
      if let item = try? sample.withFrame({ read($0, pts) }) { seen.add(item) }
      return .ok
    }
  }
  try pipeline.start()
  defer { pipeline.stop() }
  for await message in pipeline.messages {
    if case .error(let error) = message { throw error }
    if message == .eos { break }
  }
  return seen.all
}
