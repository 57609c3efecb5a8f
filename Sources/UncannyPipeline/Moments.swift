internal import Foundation
internal import GStreamer
internal import Synchronization
public import Uncanny
internal import UncannyReport

/// Keeps what was to be seen at the moment of each event of a feed that matters: a clip with the seconds before and after, a
/// picture, and the event itself.
///
/// The clips come from the last half minute of the feed, which is kept encoded, at most 960 samples each way and thirty frames a second,
/// with what was found drawn in. Neither the analysis nor the other sinks wait for what is written; where too much is to be written, the
/// rest is left out, and that is said.
///
/// Give it to `Session.Settings.moments`. Thread: any; for one session.
public actor Moments: Sink {
  private struct Job: Sendable {
    var moment: MomentSchedule.Moment
    var source: String
    var frames: [MomentRing.Coded]
    /// Which of them the picture is of.
    var picture: Int
    var began: Date
  }

  private let clock: HostClock
  private let ring = MomentRing()
  private let catalog: Catalog
  private let jobs: AsyncStream<Job>.Continuation
  private let work: Task<Void, Never>
  private let say: @Sendable (String) -> Void
  private let isGivenUp = Atomic(false)
  private var schedule: MomentSchedule
  private var source = ""
  private var leftOut = 0

  /// So many wait to be written.
  private static let most = 16
  /// The branch of the pipeline shows a frame so much later than it came.
  private static let delay = ClockTime.milliseconds(200)
  /// What is left at the end has so long.
  private static let patience = Duration.seconds(15)

  /// - Parameters:
  ///   - folder: where they are kept; it is made where it is not there.
  ///   - size: in bytes, of all that is kept there; beyond it the oldest moments are dropped.
  ///   - severity: of the least event that matters; events that come to matter while they last count from then on.
  ///   - catalog: words the messages.
  ///   - say: takes a line for a person, on any thread.
  /// - Throws: `SessionError.broken` for a folder that cannot be written to.
  public init(
    in folder: String, size: Int64, severity: Severity, catalog: Catalog, say: @escaping @Sendable (String) -> Void
  ) throws(SessionError) {
    let folder = try MomentFolder(folder, size: size)
    let (stream, jobs) = AsyncStream.makeStream(of: Job.self, bufferingPolicy: .bufferingOldest(Self.most))
    self.jobs = jobs
    self.catalog = catalog
    self.say = say
    clock = HostClock()
    schedule = MomentSchedule(from: catalog, severity: severity)
    work = Task(priority: .utility) {
      var isSaid = false
      for await job in stream {
        let event = job.moment.event
        let line = Wire.Event(
          telling: event, event.end == nil ? .began : .ended, catalog: catalog, source: job.source, latency: nil)
        do throws(MomentError) {
          try await folder.write(line, began: job.began, job.frames, picturing: job.picture)
          isSaid = false
        } catch {
          // the same again and again tells nothing new
          if !isSaid { say("moments: \(error.why)") }
          isSaid = true
        }
        await folder.prune()
      }
    }
  }

  /// Notes what begins and ends, and keeps what is due.
  public func receive(_ update: Update) {
    switch update {
    case .change(.began(let event), let source, let latency), .change(.ended(let event), let source, let latency):
      self.source = source
      schedule.take(event, at: clock.now - (latency ?? .zero))
    case .progress: keep(schedule.pass(to: clock.now))
    default: break
    }
  }

  /// Keeps what is left, and waits until all is written, but not for ever.
  public func finish() async {
    keep(schedule.finish(at: clock.now))
    jobs.finish()
    let (ends, end) = AsyncStream.makeStream(of: Bool.self)
    let work = work
    Task {
      await work.value
      end.yield(true)
    }
    let limit = Task {
      try await Task.sleep(for: Self.patience)
      end.yield(false)
    }
    for await isDone in ends {
      if !isDone { say("moments: the folder takes too long; what waits for it is lost") }
      break
    }
    limit.cancel()
    if leftOut > 0 { say("moments: \(leftOut) were left out, as too many came at once") }
  }

  private func keep(_ moments: [MomentSchedule.Moment]) {
    for moment in moments {
      let window = moment.window.lowerBound + Self.delay...moment.window.upperBound + Self.delay
      let frames = ring.stretch(window, showing: moment.began + Self.delay)
      let worst = moment.event.worst.frame
      // where frames are not known by their number, by the time at which the event began
      let picture =
        frames.lastIndex { $0.frame.map { $0 <= worst } ?? false }
        ?? frames.firstIndex { $0.at >= moment.began + Self.delay } ?? max(0, frames.count - 1)
      let job = Job(
        moment: moment, source: source, frames: frames, picture: picture,
        began: Date.now - (clock.now - moment.began).seconds)
      if case .dropped = jobs.yield(job) { leftOut += 1 }
    }
  }

  /// An element of the branch has failed: from the next connection on there is none.
  nonisolated func giveUp(_ error: GStreamerError) {
    guard !isGivenUp.exchange(true, ordering: .relaxed) else { return }
    say("moments: no more clips are kept: \(error)")
  }

  /// The branch of the pipeline; `nil` where there is to be none.
  nonisolated var branch: String? { isGivenUp.load(ordering: .relaxed) ? nil : Self.branch }

  /// Of interlaced pictures the encoder takes heights by four.
  private static let pictures = SmallPictures(name: "moments", rate: 30, sides: "[16,960,4]", waiting: 12)

  /// From raw pictures on. The encoder is told an even rate, as not all sources have one.
  private static let branch =
    "\(pictures.description) ! capssetter caps=\"video/x-raw,framerate=(fraction)30/1\" "
    + "! x264enc name=moments-encoder tune=zerolatency speed-preset=ultrafast pass=qual quantizer=24 key-int-max=30 "
    + "! h264parse name=moments-parser config-interval=-1 ! \(MomentFolder.caps) ! appsink name=moments sync=false async=false "
    + "qos=false max-buffers=64 drop=true enable-last-sample=false"

  /// Begins to keep what `inspection` looks at.
  ///
  /// - Parameter name: what stands in the strip.
  nonisolated func connect(_ inspection: Inspection, to pipeline: Pipeline, name: String) {
    let drawn = Self.pictures.connect(inspection, to: pipeline, title: name)
    // the encoder gives its frames other times, but one for each, in their order
    let course = FrameCourse()
    drawn?.onBuffer { course.enter(pts: $0.pts, frame: inspection.arrivals.find(pts: $0.pts)?.frame) }
    guard let sink = pipeline.element(named: "moments").flatMap({ AppSink($0) }) else { return }
    let (ring, clock) = (ring, clock)
    ring.reconnect()
    sink.onSample { sample in
      guard let (pts, frame) = course.leave(), let bytes = try? sample.copiedBytes() else { return .ok }
      let now = clock.now
      ring.take(
        MomentRing.Coded(
          pts: pts ?? now.nanoseconds, frame: frame, isKey: !sample.flags.contains(.deltaUnit), at: now, bytes: bytes))
      return .ok
    }
  }
}

/// What frames are that are being encoded.
private final class FrameCourse: Sendable {
  private let underWay = Mutex<[(pts: Int64?, frame: Int?)]>([])
  /// More than an encoder without delay ever has: it has lost some.
  private static let most = 64

  func enter(pts: Int64?, frame: Int?) {
    underWay.withLock { underWay in
      if underWay.count >= Self.most { underWay = [] }
      underWay.append((pts, frame))
    }
  }

  func leave() -> (pts: Int64?, frame: Int?)? { underWay.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}

/// Time since it was made, by a clock that nobody sets.
private struct HostClock: Sendable {
  private let start = ContinuousClock.now
  var now: ClockTime { ClockTime(ContinuousClock.now - start) }
}
