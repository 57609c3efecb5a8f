internal import Foundation
internal import Uncanny

/// Writes to the store, one thing after the other, and goes on where that fails.
///
/// While the disk takes nothing, what should be written waits, up to a bound, and is tried again. A file that turns out to be
/// damaged is set aside; what still matters goes into the new one.
actor Journal {
  private var store: Store?
  private let settings: StoreSettings?
  private let say: @Sendable (String) -> Void
  private var last: Task<Void, Never>?
  private var unsaved: [Record] = []
  private var open: [(key: String, record: Record)] = []
  private var isFailing = false
  private var isClosed = false
  private var lost = 0
  private var pruned = ContinuousClock.now

  private static let most = 10_000
  /// Of these are figures, at most, while nothing can be written: they are what matters least.
  private static let mostFigures = 600
  private static let pruning = Duration.seconds(60)

  /// - Parameter store: `nil` for none: then nothing is written.
  init(_ store: Store?, _ settings: StoreSettings?, say: @escaping @Sendable (String) -> Void) {
    self.store = store
    self.settings = settings
    self.say = say
  }

  /// Returns when the records are written, or are known not to be.
  func write(_ records: [Record]) async {
    await inTurn { await $0.perform(records) }
  }

  /// Does it when all that was begun before is done.
  private func inTurn(_ body: @escaping @Sendable (isolated Journal) async -> Void) async {
    let before = last
    let task = Task {
      await before?.value
      await body(self)
    }
    last = task
    await task.value
  }

  /// Tries again what could not be written, and drops what is too old; to be called about once a second.
  func tend() async {
    if isFailing { await write([]) }
    guard ContinuousClock.now - pruned > Self.pruning else { return }
    pruned = .now
    await inTurn { await $0.prune() }
  }

  private func prune() async {
    guard let settings, let store, !isClosed else { return }
    do { try await store.prune(age: settings.age, size: settings.size) } catch { await take(error) }
  }

  /// Lets go of the file, after a last attempt to write what waits.
  func close() async {
    await write([])
    isClosed = true
    store?.close()
  }

  private func perform(_ records: [Record]) async {
    guard let store, !isClosed else { return }
    remember(records)
    unsaved += records
    dropWhatIsTooMuch()
    do {
      try await store.write(unsaved)
      unsaved = []
      guard isFailing else { return }
      isFailing = false
      say("\(store.path): is written again" + (lost > 0 ? "; \(lost) records are lost" : ""))
      lost = 0
    } catch { await take(error) }
  }

  private func dropWhatIsTooMuch() {
    guard isFailing || unsaved.count > Self.most else { return }
    let figures = unsaved.indices.filter { unsaved[$0].key == nil }
    let before = unsaved.count
    for index in figures.dropLast(Self.mostFigures).reversed() { unsaved.remove(at: index) }
    unsaved.removeFirst(max(0, unsaved.count - Self.most))
    lost += before - unsaved.count
  }

  private func take(_ error: StoreError) async {
    if case .damaged = error, let damaged = store {
      do {
        let (new, words) = try damaged.renewed()
        store = new
        unsaved = open.map { $0.record }
        try await new.write(unsaved)
        unsaved = []
        return say(words)
      } catch { return fail(error) }
    }
    fail(error)
  }

  private func fail(_ error: StoreError) {
    if !isFailing { say("\(error); what should be written waits") }
    isFailing = true
  }

  private func remember(_ records: [Record]) {
    for record in records {
      guard let key = record.key else { continue }
      if let known = open.firstIndex(where: { $0.key == key }) {
        if record.isOpen { open[known].record = record } else { open.remove(at: known) }
      } else if record.isOpen {
        open.append((key, record))
      }
    }
  }
}
