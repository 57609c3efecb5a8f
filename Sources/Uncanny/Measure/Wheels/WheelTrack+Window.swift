extension WheelTrack {
  /// Makes a window when it is due; it is there on this frame only.
  mutating func conclude(every interval: ClockTime, over length: ClockTime) {
    window = nil
    guard let last = moments.last?.stamp.running else { return }
    if let concluded, last - concluded < interval, last >= concluded { return }
    let first = moments.firstIndex { last - $0.stamp.running < length } ?? 0
    let recent = moments[first...]
    guard recent.count >= 8, let begin = moments.first?.stamp.running, last - begin + step(of: recent) >= length else {
      return
    }
    concluded = last
    var window = Self.window(of: Array(recent))
    window.spokeCounts = spokes.counts
    self.window = window
  }

  private func step(of recent: ArraySlice<Moment>) -> ClockTime {
    guard let first = recent.first?.stamp.running, let last = recent.last?.stamp.running, recent.count > 1 else {
      return .zero
    }
    return .seconds((last - first).seconds / Double(recent.count - 1))
  }

  private static func window(of moments: [Moment]) -> TurnWindow {
    var window = TurnWindow(start: moments[0].stamp, end: moments[moments.count - 1].stamp)
    window.frames = moments.count
    let expected = moments.compactMap { $0.expected }
    window.expected = expected.median ?? 0
    window.travel = expected.reduce(0) { $0 + abs($1) }
    let ways = moments.compactMap { $0.way }
    window.way = SIMD2(ways.map { abs($0.x) }.median ?? 0, ways.map { abs($0.y) }.median ?? 0)
    window.ground = moments.map { abs($0.ground.x) }.median ?? 0
    window.isCameraStill = moments.allSatisfy { $0.isCameraStill }
    window.score = moments.map { $0.score }.median ?? 0
    window.lowScore = moments.map { $0.score }.quantile(0.2) ?? 0
    window.radius = moments.map { $0.rim.radius }.median ?? 0
    window.aspect = moments.map { $0.rim.aspect }.median ?? 0
    window.light = moments.compactMap { $0.light }.median ?? 0
    window.takePitch(of: moments)
    // a pair counts when both its moments are in the window
    let pairs = moments.enumerated().flatMap { index, moment in moment.pairs.filter { $0.steps <= index } }
    let single = pairs.filter { $0.steps == 1 }
    window.measured = single.count
    guard single.count >= 4 else { return window }
    window.takeRates(of: pairs, single: single)
    window.takeSectors(of: moments.dropFirst().filter { !$0.pairs.isEmpty })
    return window
  }
}

extension TurnWindow {
  fileprivate mutating func takeRates(of pairs: [TurnPair], single: [TurnPair]) {
    let count = TurnPair.rates
    var (rim, tire) = ([Float](repeating: 0, count: count), [Float](repeating: 0, count: count))
    let share = 1 / Float(pairs.count)
    for pair in pairs {
      for index in 0..<count {
        rim[index] += share * pair.rim[index]
        tire[index] += share * pair.tire[index]
      }
    }
    func both(_ index: Int) -> Float { (rim[index] + tire[index]) / 2 }
    let band = TurnPair.index(of: Self.believable.lowerBound)...TurnPair.index(of: Self.believable.upperBound)
    let best = (0..<count).max { both($0) < both($1) } ?? 0
    let second = band.max { both($0) < both($1) } ?? band.lowerBound
    rate = TurnPair.rate(best)
    support = Agreement(rim: rim[best], tire: tire[best])
    believed = Agreement(rim: rim[second], tire: tire[second])
    mostBelieved = Agreement(rim: rim[band].max() ?? 0, tire: tire[band].max() ?? 0)
    let gains = single.map { ($0.rim[best] + $0.tire[best] - $0.rim[second] - $0.tire[second]) / 2 }
    let mean = gains.reduce(0, +) / Float(gains.count)
    let variance = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(max(1, gains.count - 1))
    evidence = mean / ((variance / Float(gains.count)).squareRoot() + 0.02)
    let tireBest = (0..<count).max { tire[$0] < tire[$1] } ?? 0
    tireRate = TurnPair.rate(tireBest)
    tireSupport = tire[tireBest]
    let rest = tire.indices.filter { !band.contains($0) }.map { tire[$0] }.max() ?? 0
    tireLead = tireSupport - rest
    standing = single.map { $0.standing }.reduce(0, +) / Float(single.count)
    // half the width of the peak at three quarters of its height
    var (low, high) = (best, best)
    while low > 0, both(low - 1) > 0.75 * both(best) { low -= 1 }
    while high < count - 1, both(high + 1) > 0.75 * both(best) { high += 1 }
    uncertainty = Float(high - low + 1) / 2 * TurnPair.step * abs(expected) / Float(single.count).squareRoot()
  }

  fileprivate mutating func takeSectors(of moments: [WheelTrack.Moment]) {
    guard !moments.isEmpty else { return }
    var (shared, own) = (SIMD16<Float>(), SIMD16<Float>())
    for moment in moments {
      shared += moment.shared / Float(moments.count)
      own += moment.own / Float(moments.count)
    }
    let amplitudes = (0..<RimTexture.sectors).map { max(0, shared[$0]).squareRoot() }
    let median = amplitudes.median ?? 0
    unturnedSectors = amplitudes.indices.count { index in
      amplitudes[index] > max(3, 0.35 * median) && shared[index] > 0.5 * own[index]
    }
  }

  /// The turn after which its pattern looks the same.
  fileprivate mutating func takePitch(of moments: [WheelTrack.Moment]) {
    let power = moments.reduce(SIMD16<Float>()) { $0 + $1.spokes }
    let all = SpokeCount(power)
    if all.share > 0.3 { pitch = 2 * Float.pi / Float(all.spokes) }
  }
}
