public import Uncanny

extension Catalog {
  /// Every detector there is. A new one is one file and one line here.
  public static let detectors: [any Exemplified.Type] = [
    Black.self,
    Freeze.self,
    Flash.self,
    Blockiness.self,
    Blur.self,
    Noise.self,
    Banding.self,
    Combing.self,
    Dropout.self,
    Exposure.self,
    Levels.self,
    Cadence.self,
    Letterbox.self,
    Drift.self,
    Pop.self,
    Morph.self,
    Boil.self,
    Flicker.self,
    Jerk.self,
    Ghost.self,
    Text.self,
    Face.self,
    Wheel.self,
  ]

  /// Every detector that compares shots.
  public static let shotDetectors: [any ExemplifiedShots.Type] = [
    Look.self,
    Subject.self,
    Synthetic.self,
  ]

  /// Every detector that looks at pictures, frame by frame or shot by shot.
  public static let pictureDetectors: [any Illustrated.Type] = detectors + shotDetectors

  /// Every detector of sound there is.
  public static let soundDetectors: [any ExemplifiedSound.Type] = [
    Silence.self,
    Clipping.self,
    Loudness.self,
    Phase.self,
  ]

  /// Every detector of what files declare.
  public static let fileDetectors: [any FileDetector.Type] = [
    Provenance.self
  ]

  /// All of them, as plans know them.
  public static let standard = Catalog(
    detectors.map { Entry($0) } + shotDetectors.map { Entry($0) } + soundDetectors.map { Entry($0) }
      + fileDetectors.map { Entry($0) },
    presets: Preset.all)
}
