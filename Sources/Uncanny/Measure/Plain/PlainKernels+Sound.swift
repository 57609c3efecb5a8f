extension PlainKernels {
  /// Measures one channel; adds to `step`.
  ///
  /// A sample that is no number counts as 0, one beyond ±1024 as that. A *run* is a stretch of samples that differ from its
  /// first by no more than 1.5 steps of 16 bits; it is a top that was cut off when it has three samples or more, lies at
  /// -30 dBFS or more, and falls away on both sides, together by sixteen times that, or by sixteen of the sound's own
  /// finest steps: the round top of a low tone, coded coarsely, has equal samples too, but not steep sides.
  package static func measure(
    _ samples: [Float], memory: inout SoundMemory, step: inout SoundStep, weighting: [Double], phases: [Float]
  ) {
    let grain: Float = 4.6e-5
    let sane = samples.map { $0.isNaN ? 0 : max(-1024, min($0, 1024)) }
    for (index, value) in sane.enumerated() {
      let size = abs(value - (index > 0 ? sane[index - 1] : memory.previous))
      if size > 0 { memory.finest = min(memory.finest, size) }
    }
    for value in sane {
      step.energy += Double(value) * Double(value)
      step.peak = max(step.peak, abs(value))
      step.weighted += weigh(Double(value), weighting, &memory.filter)
      memory.history.append(value)
      for start in stride(from: 0, to: phases.count, by: Interpolation.taps) {
        let between = (0..<Interpolation.taps).reduce(Float(0)) { $0 + phases[start + $1] * memory.history[$1] }
        step.between = max(step.between, abs(between))
      }
      memory.history.removeFirst()
      if abs(value - memory.run.value) <= grain {
        memory.run.length += 1
      } else {
        end(memory.run, before: value, steepness: 16 * max(grain, memory.finest), &step)
        memory.run = (value, value < 0 ? memory.previous - value : value - memory.previous, 1)
      }
      memory.previous = value
    }
    for index in 0..<4 where abs(memory.filter[index]) < 1e-30 { memory.filter[index] = 0 }
  }

  private static func weigh(_ value: Double, _ k: [Double], _ filter: inout SIMD4<Double>) -> Double {
    let first = k[0] * value + filter.x
    filter.x = k[1] * value - k[3] * first + filter.y
    filter.y = k[2] * value - k[4] * first
    let second = k[5] * first + filter.z
    filter.z = k[6] * first - k[8] * second + filter.w
    filter.w = k[7] * first - k[9] * second
    return second * second
  }

  private static func end(
    _ run: (value: Float, rise: Float, length: Int), before next: Float, steepness: Float, _ step: inout SoundStep
  ) {
    let top = abs(run.value)
    let drop = run.value < 0 ? top + next : top - next
    guard run.length >= 3, top >= 0.03, run.rise > 0, drop > 0, run.rise + drop >= steepness else { return }
    if top > step.rail * 1.01 {
      step.rail = top
      step.runs = 1
    } else if top >= step.rail * 0.99 {
      step.runs += 1
    }
  }

  /// The sum of the products of two channels, and of their squared differences.
  package static func compare(_ a: [Float], _ b: [Float]) -> (product: Double, difference: Double) {
    zip(a, b).reduce((0, 0)) { sums, pair in
      let values = [pair.0, pair.1].map { Double($0.isNaN ? 0 : max(-1024, min($0, 1024))) }
      let distance = values[0] - values[1]
      return (sums.0 + values[0] * values[1], sums.1 + distance * distance)
    }
  }
}
