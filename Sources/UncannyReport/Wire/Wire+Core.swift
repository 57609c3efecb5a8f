public import Uncanny

extension Wire.Severity {
  /// The same severity as it is written.
  public init(_ severity: Severity) {
    switch severity {
    case .info: self = .info
    case .warning: self = .warning
    case .error: self = .error
    case .critical: self = .critical
    }
  }

  /// The same severity as the core knows it.
  public var severity: Severity {
    switch self {
    case .info: .info
    case .warning: .warning
    case .error: .error
    case .critical: .critical
    }
  }
}

extension Wire.Family {
  /// The same family as it is written.
  public init(_ family: Card.Family) {
    switch family {
    case .signal: self = .signal
    case .continuity: self = .continuity
    case .origin: self = .origin
    case .audio: self = .audio
    case .stream: self = .stream
    }
  }
}

extension Wire.Shot.Transition {
  /// The same transition as it is written.
  public init(_ transition: Shot.Transition) {
    switch transition {
    case .start: self = .start
    case .cut: self = .cut
    case .dissolve: self = .dissolve
    case .fade: self = .fade
    case .wipe: self = .wipe
    }
  }
}

extension ShotTraces.Number {
  /// As it is written: small letters, words joined by underscores.
  fileprivate var key: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : "\($1)" }
  }
}

extension Wire.Shot {
  /// The traces of a shot by name; what could not be told is left out.
  public static func traces(_ traces: ShotTraces) -> [String: Double] {
    var numbers = ["pairs": Double(traces.pairs)]
    for (name, number) in zip(ShotTraces.Number.allCases, traces.numbers) { numbers[name.key] = number.sound }
    return numbers
  }

  /// The figures of a look by name, with the unit in the name; what could not be told is left out.
  public static func look(_ figures: ShotLook.Figures) -> [String: Double] {
    let numbers = [
      "exposure_stops": figures.exposure, "contrast_stops": figures.contrast, "temperature_kelvin": figures.temperature,
      "tint_stops_of_green": figures.tint, "saturation": figures.saturation, "grain_code_values": figures.grain,
      "sharpness": figures.sharpness,
    ]
    return numbers.compactMapValues { $0.sound }
  }
}

extension Wire.Check.Verdict {
  /// The same verdict as it is written.
  public init(_ verdict: Summary.Verdict) {
    switch verdict {
    case .clear: self = .clear
    case .found: self = .found
    case .undecided: self = .undecided
    case .skipped: self = .skipped
    }
  }
}
