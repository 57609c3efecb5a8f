extension PlainKernels {
  /// How many values lie beyond the limits of R'G'B' and of Y', and how far those of R'G'B' go.
  package static func countOutOfGamut(luma: Level, cb: Level, cr: Level, limits: GamutLimits) -> GamutLimits.Counts {
    var counts = GamutLimits.Counts()
    for index in luma.values.indices {
      let y = (Int32(luma.values[index]) - limits.black) * limits.scale
      let u = Int32(cb.values[index]) - 128 * 64
      let v = Int32(cr.values[index]) - 128 * 64
      let rgb = [y + v * limits.red, y - u * limits.greenBlue - v * limits.greenRed, y + u * limits.blue].map {
        $0 >> 12
      }
      if rgb.contains(where: { !limits.rgb.contains($0) }) { counts.beyond += 1 }
      if !limits.luma.contains(y >> 12) { counts.lumaBeyond += 1 }
      counts.lowest = min(counts.lowest, rgb.min() ?? .max)
      counts.highest = max(counts.highest, rgb.max() ?? .min)
    }
    return counts
  }
}
