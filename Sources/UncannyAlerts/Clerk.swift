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
  /// In the order in which they were first heard of.
  private var inputs: [AlertDesk.Input] = []
  /// Milliseconds since 1970, by source and event: when it began.
  private var began: [String: Int64] = [:]
  /// What lasts, as it was stored last.
  private var lasting: [String: (event: Event, input: AlertDesk.Input)] = [:]
  /// The time of day at which an alert fired, by its number.
  private var fired: [Int: String] = [:]
  private var seconds: [AlertDesk.Input: SecondCount] = [:]
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
    case .mute(let fault, let number, let length):
      alerter.mute(Mute(source: "\(number)", fault: fault, end: length.map { now.time + $0 }))
      return []
    case .unmute(let fault, let number):
      alerter.unmute(fault, of: "\(number)")
      return notes(of: alerter.pass(to: now))
    case .over(let input): return notes(of: alerter.finish(input.key))
    case .change(.measured(let measured), let input, _):
      return notes(of: alerter.pass(to: now)) + (isStoring ? risen(of: input) + [figures(measured, input)] : [])
    case .change(let change, let input, let latency): return take(change, input, latency)
    }
  }

  /// All is over.
  mutating func finish() -> [Note] { inputs.flatMap { notes(of: alerter.finish($0.key)) } }

  private mutating func take(_ change: Outcome.Change, _ input: AlertDesk.Input, _ latency: ClockTime?) -> [Note] {
    let (event, state): (Event, Wire.Event.State)
    switch change {
    case .began(let began): (event, state) = (began, .began)
    case .ended(let ended): (event, state) = (ended, .ended)
    case .shot, .measured: return []
    }
    if !inputs.contains(input) { inputs.append(input) }
    let alerts = alerter.take(change, of: input.key, escalation: escalation(of: event), at: now)
    return (isStoring ? [stored(event, state, input, latency)] : []) + notes(of: alerts)
  }

  private func escalation(of event: Event) -> Escalation {
    guard let card = catalog[event.detector]?.card else { return Escalation(event.severity) }
    return card.severity(of: event.fault)
  }

  private mutating func stored(
    _ event: Event, _ state: Wire.Event.State, _ input: AlertDesk.Input, _ latency: ClockTime?
  ) -> Note {
    let now = Clock.milliseconds()
    let key = "\(input.number) \(event.name)"
    let length = event.length(by: event.decided).nanoseconds / 1_000_000
    // the frame that decided has only just come
    let first = began[key] ?? now - length
    began[key] = state == .began ? first : nil
    lasting[key] = state == .began ? (event, input) : nil
    let line = Wire.Event(telling: event, state, catalog: catalog, source: input.source, latency: latency)
    return .record(.event(line, input: input.number, began: first, ended: state == .ended ? first + length : nil))
  }

  /// Events of an input that have become worse by lasting.
  private mutating func risen(of input: AlertDesk.Input) -> [Note] {
    let now = Clock.milliseconds()
    let worse = lasting.compactMap { key, last -> Event? in
      guard last.input == input, let first = began[key] else { return nil }
      var event = last.event
      event.severity = max(event.severity, escalation(of: event).severity(after: .milliseconds(Double(now - first))))
      return event.severity > last.event.severity ? event : nil
    }
    return worse.map { stored($0, .began, input, nil) }
  }

  private mutating func notes(of alerts: [Alert]) -> [Note] {
    alerts.map { alert in
      let now = Clock.text(of: .now)
      let time = fired[alert.number] ?? now
      fired[alert.number] = alert.state == .fired ? time : nil
      let source = inputs.first { $0.key == alert.source }?.displayed
      let event = Wire.Event(
        alert.event, state: alert.event.end == nil ? .began : .ended, catalog: catalog, source: source ?? "",
        emitted: now)
      let told = Wire.Alert(alert, id: "\(run)-\(alert.number)", fired: time, resolved: now, event: event)
      return .alert(told, channels: alert.rule.channels ?? channels)
    }
  }

  private mutating func figures(_ measured: Measured, _ input: AlertDesk.Input) -> Note {
    let second = seconds[input, default: SecondCount()].second(of: measured.start, at: Clock.milliseconds())
    let rows = measured.rows.map { row in
      let unit = row.figure.split(separator: "(", maxSplits: 1).dropFirst().first?.prefix { $0 != ")" } ?? ""
      return Record.Figure(
        detector: row.detector, name: Wire.Event.key(row.figure), unit: String(unit), mean: row.mean,
        least: row.least, most: row.most)
    }
    return .record(.figures(source: input.displayed, second: second, rows))
  }
}

extension AlertDesk.Input {
  /// Of one input only.
  fileprivate var key: String { "\(number)" }

  /// Without credentials.
  fileprivate var displayed: String { Location.displayed(source) }
}
