internal import CKernels

/// The edge of the loops over samples of sound in C, and their plain twins beside them.
extension Kernels {
  /// Measures one channel of `count` samples from sample `offset` of a block on; adds to `step`.
  package static func measure(
    _ block: borrowing SoundBlock, channel: Int, from offset: Int, count: Int, memory: inout SoundMemory,
    step: inout SoundStep, weighting: [Double], phases: [Float], scratch: inout [Float]
  ) {
    let channels = block.format.channels
    precondition((0..<channels).contains(channel) && offset >= 0 && count >= 0 && offset + count <= block.count)
    precondition(weighting.count == 10 && phases.count % Interpolation.taps == 0)
    precondition(scratch.count >= Interpolation.taps - 1 + count && memory.history.count == Interpolation.taps - 1)
    guard count > 0 else { return }
    let start = 4 * (offset * channels + channel)
    var kept = memory.asInC
    // SAFETY: every count that the C function goes by was checked above, or by the block when it was made; no pointer
    // outlives the closures.
    unsafe block.bytes.withUnsafeBytes { bytes in
      unsafe weighting.withUnsafeBufferPointer { weighting in
        unsafe phases.withUnsafeBufferPointer { phases in
          unsafe scratch.withUnsafeMutableBufferPointer { scratch in
            unsafe withUnsafeMutablePointer(to: &kept) { kept in
              var pass = unsafe ck_sound_pass(
                source: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: start),
                stride: 4 * channels, count: Int32(count), weighting: weighting.baseAddress,
                phases: phases.baseAddress, phase_count: Int32(phases.count / Interpolation.taps),
                scratch: scratch.baseAddress, channel: kept, energy: step.energy, weighted: step.weighted,
                peak: step.peak, between: step.between, rail: step.rail, runs: Int32(clamping: step.runs))
              unsafe ck_measure_sound(&pass)
              unsafe step.energy = pass.energy
              unsafe step.weighted = pass.weighted
              unsafe step.peak = pass.peak
              unsafe step.between = pass.between
              unsafe step.rail = pass.rail
              unsafe step.runs = Int(pass.runs)
            }
          }
        }
      }
    }
    memory.take(kept)
  }

  /// The sum of the products of the first two channels, and of their squared differences.
  package static func compare(
    _ block: borrowing SoundBlock, from offset: Int, count: Int
  ) -> (product: Double, difference: Double) {
    let channels = block.format.channels
    precondition(channels > 1 && offset >= 0 && count >= 0 && offset + count <= block.count)
    guard count > 0 else { return (0, 0) }
    var sums = (product: 0.0, difference: 0.0)
    // SAFETY: as above.
    unsafe block.bytes.withUnsafeBytes { bytes in
      let source = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe ck_compare_sound(
        source?.advanced(by: 4 * offset * channels), 4 * channels, Int32(count), &sums.product, &sums.difference)
    }
    return sums
  }
}

/// What a channel keeps from block to block.
package struct SoundMemory: Sendable, Equatable {
  /// Of the two stages of the weighting.
  package var filter = SIMD4<Double>.zero
  /// The last samples, oldest first.
  package var history = [Float](repeating: 0, count: Interpolation.taps - 1)
  package var previous: Float = 0
  /// The least step between two samples so far that is not 0.
  package var finest: Float = .greatestFiniteMagnitude
  /// The run of equal samples that lasts: its first value, how steeply it was reached, how long it is.
  package var run: (value: Float, rise: Float, length: Int) = (0, 0, 0)

  package init() {}

  package static func == (a: Self, b: Self) -> Bool {
    a.filter == b.filter && a.history == b.history && a.previous == b.previous && a.finest == b.finest && a.run == b.run
  }

  fileprivate var asInC: ck_sound_channel {
    var kept = ck_sound_channel()
    kept.filter = (filter.x, filter.y, filter.z, filter.w)
    let h = history
    kept.history = (h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9], h[10])
    kept.previous = previous
    kept.finest = finest
    kept.run_value = run.value
    kept.run_rise = run.rise
    kept.run_length = Int32(clamping: run.length)
    return kept
  }

  fileprivate mutating func take(_ kept: ck_sound_channel) {
    filter = SIMD4(kept.filter.0, kept.filter.1, kept.filter.2, kept.filter.3)
    let h = kept.history
    history[0] = h.0
    history[1] = h.1
    history[2] = h.2
    history[3] = h.3
    history[4] = h.4
    history[5] = h.5
    history[6] = h.6
    history[7] = h.7
    history[8] = h.8
    history[9] = h.9
    history[10] = h.10
    previous = kept.previous
    finest = kept.finest
    run = (kept.run_value, kept.run_rise, Int(kept.run_length))
  }
}

/// What was measured of one channel over one step, as sums.
package struct SoundStep: Sendable, Equatable {
  package var energy = 0.0
  package var weighted = 0.0
  package var peak: Float = 0
  package var between: Float = 0
  package var rail: Float = 0
  package var runs = 0

  package init() {}
}

/// tan, for filters.
package func tangent(_ x: Double) -> Double { ck_tangent(x) }

/// sin, for filters and tones.
public func sine(_ x: Double) -> Double { ck_sine(x) }

/// 10 to the power.
public func decade(_ exponent: Double) -> Double { ck_exponential(exponent) }

/// The level of a mean square in decibels; what is below -160 dB, such as digital silence, is -160 dB.
public func decibels(_ meanSquare: Double) -> Double { 10 * ck_logarithm(max(meanSquare, 1e-16)) }
