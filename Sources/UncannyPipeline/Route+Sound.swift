internal import GStreamer
internal import Uncanny

/// Where sound is looked at.
extension Route {
  private static let format = "audio/x-raw,format=(string)F32LE,layout=(string)interleaved"

  /// Whether sound is decoded on this route with this plan: not where pictures alone pass a place of the user's.
  func hears(_ plan: Plan) -> Bool {
    switch self {
    case .check, .watch: input?.decoder != nil && plan.looks(at: .sound)
    case .play, .launch: false
    }
  }

  /// Why sound is not looked at; `nil` where it is, if there is any.
  var deafness: String? {
    switch self {
    case .check, .watch: nil
    case .play: "sound is looked at by check and watch"
    case .launch: "the element is given pictures only"
    }
  }

  /// Links what the decoder finds, from the start on; what looks at the sound, where something does.
  ///
  /// - Parameter breaks: counts where what is decoded is broken.
  func follow(
    _ pipeline: Pipeline, _ plan: Plan, limit: ClockTime? = nil, resuming former: Listening? = nil,
    breaks: Discontinuities? = nil, _ tell: @escaping @Sendable (News) -> Void
  ) -> Listening? {
    guard let name = input?.decoder, let decoder = pipeline.element(named: name),
      let pictures = pipeline.element(named: "pictures")
    else { return nil }
    let listening = hears(plan) ? former ?? Listening(plan: plan, limit: limit, tell: tell) : nil
    former?.resume()
    var found: (@Sendable () -> Void)?
    if let breaks { found = { [weak pipeline] in if let pipeline { breaks.follow(pipeline) } } }
    Streams(into: pictures, listening, branch: branch, found: found).follow(decoder)
    return listening
  }

  /// From decoded sound to its sink, at its own rate and with its own channels. Live, what there is no time for is dropped.
  private var branch: String {
    let sink = "appsink name=sound sync=false async=false enable-last-sample=false"
    guard case .watch(let input, _, _) = self else { return "audioconvert ! \(Self.format) ! \(sink) max-buffers=2" }
    let pace = input.isLive ? "" : "clocksync ! "
    return
      "queue leaky=downstream max-size-time=1000000000 max-size-buffers=0 max-size-bytes=0 ! \(pace)audioconvert ! "
      + "\(Self.format) ! \(sink) qos=false max-buffers=8 drop=true"
  }
}
