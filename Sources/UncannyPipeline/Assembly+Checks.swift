internal import Uncanny
internal import UncannyReport

extension Assembly.Place {
  /// Why a plan that came later finds no sound.
  static let deafness = "no detector of sound was there when the watch began"

  /// What this place came to, pictures and sound together, in the order of its plan.
  ///
  /// - Parameters:
  ///   - deafness: why sound is not looked at here; `nil` where it is.
  ///   - provenance: what the file declares; `nil` where it is no file.
  func finish(deafness: String?, provenance: Wire.Provenance?) -> (summary: Summary, sounds: [Outcome.Change]) {
    let seen = analysis.finish()
    let heard = listening.flatMap { $0.tally.blocks > 0 ? $0.finish() : nil }
    var checks: [String: Summary.Check] = [:]
    for check in (seen?.checks ?? []) + (heard?.checks ?? []) { checks[check.detector] = check }
    let isBlind = heard != nil && analysis.tally.analyzed == 0
    let failed = listening.map { $0.tally.hasFailed || $0.tally.unreadable > 0 } ?? false
    let silence =
      deafness ?? (isDeaf ? Self.deafness : nil)
      ?? (failed ? "the sound could not be decoded" : "the input has no sound")
    // a launch file that never ran has looked at nothing
    guard seen != nil || heard != nil else { return (Summary(checks: [], frames: 0), []) }
    let all = plan.choices.map { choice in
      let id = choice.entry.card.id
      switch choice.entry.medium {
      case .picture where isBlind: return Summary.Check(detector: id, verdict: .skipped, why: "no picture in it")
      case .file: return provenance?.check(of: id) ?? .noFile(id)
      case .sound where heard == nil: return Summary.Check(detector: id, verdict: .skipped, why: silence)
      default: return checks[id] ?? Summary.Check(detector: id, verdict: .undecided, why: choice.entry.card.undecided)
      }
    }
    let summary = Summary(
      checks: all, frames: seen?.frames ?? 0, closing: seen?.closing ?? [], cast: seen?.cast ?? [],
      trace: seen?.trace ?? [], shots: seen?.shots ?? [])
    return (summary, heard?.closing ?? [])
  }

  /// An event of sound as it stands among the pictures that are known so far.
  func placed(_ change: Outcome.Change) -> Outcome.Change {
    let tally = analysis.tally
    let origin = tally.first ?? listening?.tally.first ?? .zero
    let rate = tally.analyzed > 0 ? tally.rate : nil
    switch change {
    case .began(let event): return .began(event.placed(amongFramesAt: rate, since: origin))
    case .ended(let event): return .ended(event.placed(amongFramesAt: rate, since: origin))
    case .shot, .measured: return change
    }
  }
}

extension Wire.Provenance {
  /// What is decided by what a file declares.
  fileprivate func check(of detector: String) -> Summary.Check {
    switch manifest {
    case .unread:
      Summary.Check(detector: detector, verdict: .skipped, why: problems.first ?? statement)
    case .broken: Summary.Check(detector: detector, verdict: .found)
    case .present: Summary.Check(detector: detector, verdict: declaresGenerator ? .found : .clear)
    case .absent, .remote:
      claims.contains { $0.meaning != nil }
        ? Summary.Check(detector: detector, verdict: .found)
        : Summary.Check(detector: detector, verdict: .undecided, why: statement)
    }
  }
}

extension Summary.Check {
  fileprivate static func noFile(_ detector: String) -> Summary.Check {
    Summary.Check(detector: detector, verdict: .skipped, why: "the input is no file")
  }
}
