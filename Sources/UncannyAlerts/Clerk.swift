internal import Foundation
internal import Uncanny
internal import UncannyReport

/// Puts what is found into words and times of day, and asks the alerter what is to be told.
///
/// Thread: the task that owns it.
struct Clerk {
  /// What comes of it.
  enum Note: Sendable {
    case record(Record)
    case alert(Wire.Alert, channels: [String])
  }

  private let run: String
  private let channels: [String]
  private let isStoring: Bool
  private let catalog: Catalog
  private var alerter: Alerter
  private var sources: [String] = []
  /// Milliseconds since 1970, by source and event: when it began.
  private var began: [String: Int64] = [:]
  /// The time of day at which an alert fired, by its number.
  private var fired: [Int: String] = [:]
  private var seconds: [String: SecondCount] = [:]
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  init(run: String, settings: AlertSettings, catalog: Catalog) {
    self.run = run
    self.catalog = catalog
    channels = settings.channels.map { $0.name }
    isStoring = settings.store != nil
    alerter = Alerter(rules: settings.channels.isEmpty ? [] : settings.rules)
    start = clock.now
  }

  private var now: Alerter.Moment {
    let seconds = Date.now.timeIntervalSince1970 + Double(TimeZone.current.secondsFromGMT())
    return Alerter.Moment(
      time: ClockTime(clock.now - start), ofDay: .seconds(seconds.truncatingRemainder(dividingBy: 86400)))
  }

  /// When there may be something to tell, unless something is taken in before.
  var next: ClockTime? { alerter.next(after: now) }

  /// Calls when it is time.
  func wait(until time: ClockTime, _ body: @escaping @Sendable () -> Void) -> Task<Void, Never> {
    let instant = start + time.duration
    return Task {
      guard (try? await Task.sleep(until: instant, clock: .continuous)) != nil else { return }
      body()
    }
  }

  mutating func take(_ item: AlertDesk.Item) -> [Note] {
    switch item {
    case .alarm: return notes(of: alerter.pass(to: now))
    case .over(let source): return notes(of: alerter.finish(Location.displayed(source)))
    case .change(.measured(let measured), let source, _):
      return isStoring ? [figures(measured, Location.displayed(source))] : []
    case .change(.shot, _, _): return []
    case .change(let change, let source, let latency): return take(change, Location.displayed(source), latency)
    }
  }

  /// All is over.
  mutating func finish() -> [Note] { sources.flatMap { notes(of: alerter.finish($0)) } }

  private mutating func take(_ change: Outcome.Change, _ source: String, _ latency: ClockTime?) -> [Note] {
    let (event, state): (Event, Wire.Event.State)
    switch change {
    case .began(let began): (event, state) = (began, .began)
    case .ended(let ended): (event, state) = (ended, .ended)
    case .shot, .measured: return []
    }
    if !sources.contains(source) { sources.append(source) }
    let alerts = alerter.take(change, of: source, escalation: escalation(of: event), at: now)
    return (isStoring ? [stored(event, state, source, latency)] : []) + notes(of: alerts)
  }

  private func escalation(of event: Event) -> Escalation {
    guard let card = catalog[event.detector]?.card else { return Escalation(event.severity) }
    return card.severity(of: event.fault)
  }

  private mutating func stored(
    _ event: Event, _ state: Wire.Event.State, _ source: String, _ latency: ClockTime?
  ) -> Note {
    let now = Clock.milliseconds()
    let key = "\(event.name) \(source)"
    let length = event.length(by: event.decided).nanoseconds / 1_000_000
    // the frame that decided has only just come
    let first = began[key] ?? now - length
    began[key] = state == .began ? first : nil
    let line = Wire.Event(
      event, state: state, catalog: catalog, source: source, emitted: Clock.text(of: .now),
      latencyMilliseconds: latency.map { $0.seconds * 1000 })
    return .record(.event(line, began: first, ended: state == .ended ? first + length : nil))
  }

  private mutating func notes(of alerts: [Alert]) -> [Note] {
    alerts.map { alert in
      let now = Clock.text(of: .now)
      let time = fired[alert.number] ?? now
      fired[alert.number] = alert.state == .fired ? time : nil
      let event = Wire.Event(
        alert.event, state: alert.event.end == nil ? .began : .ended, catalog: catalog, source: alert.source,
        emitted: now)
      let told = Wire.Alert(alert, id: "\(run)-\(alert.number)", fired: time, resolved: now, event: event)
      return .alert(told, channels: alert.rule.channels ?? channels)
    }
  }

  private mutating func figures(_ measured: Measured, _ source: String) -> Note {
    let second = seconds[source, default: SecondCount()].second(of: measured.start, at: Clock.milliseconds())
    let rows = measured.rows.map { row in
      let unit = row.figure.split(separator: "(", maxSplits: 1).dropFirst().first?.prefix { $0 != ")" } ?? ""
      return Record.Figure(
        detector: row.detector, name: Wire.Event.key(row.figure), unit: String(unit), mean: row.mean,
        least: row.least, most: row.most)
    }
    return .record(.figures(source: source, second: second, rows))
  }
}
