public import Uncanny

/// In what two shots that show the same differ.
public enum Difference: Sendable, Equatable {
  /// Frames of the first film that are missing at the beginning of the shot.
  case trimmedHead(frames: Int)
  /// Frames of the first film that are missing at its end.
  case trimmedTail(frames: Int)
  /// Frames of the first film that are missing before this part of it, in its midst.
  case cutOut(frames: Int)
  /// Frames at the beginning that the first film does not have.
  case extendedHead(frames: Int)
  /// Frames at the end that the first film does not have.
  case extendedTail(frames: Int)
  /// It is one of several parts of a shot that was whole.
  case split(part: Int, of: Int)
  /// Seconds of the first film that pass in one of the second: 2 is twice as fast, and below 0 it runs backwards.
  case retimed(speed: Double)
  /// Left and right are exchanged.
  case mirrored
  /// The picture without bars shows so much of what it showed, across and down; 1 is all of it, more than 1 shows more.
  case reframed(width: Double, height: Double)
  /// Bars: the share of the picture that is none, across and down, before and after.
  case letterboxed(before: SIMD2<Double>, after: SIMD2<Double>)
  /// The grade.
  case graded(Grade)
  /// It comes in gradually, over so many frames, where it did not.
  case fadesIn(frames: Int)
  /// It goes out gradually, over so many frames, where it did not.
  case fadesOut(frames: Int)
  /// How it is entered, as far as one of them is a dissolve or a wipe.
  case transition(before: Shot.Transition, after: Shot.Transition)
  /// A part of the picture is another one, for some frames of the second film: a title, something removed.
  case partReplaced(x: Double, y: Double, width: Double, height: Double, frames: Range<Int>)
  /// The pictures differ by more than all of this says.
  case picture
}

/// How the second film is graded, by the first.
public struct Grade: Sendable, Equatable {
  /// How much brighter, in stops; negative is darker.
  public var stops: Double
  /// Contrast over contrast.
  public var contrast: Double
  /// Saturation over saturation; `nil` where there is no color to speak of.
  public var saturation: Double?
  /// Towards red and away from blue, in code values; negative is cooler.
  public var warmth: Double
  /// Towards magenta and away from green, in code values.
  public var tint: Double

  /// - Parameters:
  ///   - stops: above 0 is brighter.
  ///   - contrast: more than 1 is more.
  ///   - saturation: more than 1 is more.
  ///   - warmth: in code values, as `tint`.
  public init(stops: Double, contrast: Double, saturation: Double?, warmth: Double, tint: Double) {
    (self.stops, self.contrast, self.saturation) = (stops, contrast, saturation)
    (self.warmth, self.tint) = (warmth, tint)
  }

  /// Whether there is anything that an encoder does not do, or a scaler where the picture is also framed otherwise.
  func isChange(isReframed: Bool) -> Bool {
    let least = isReframed ? 2.0 : 1
    return abs(stops) >= 0.08 * least || abs(contrast - 1) >= 0.06 * least || abs((saturation ?? 1) - 1) >= 0.1 * least
      || abs(warmth) >= 2 || abs(tint) >= 2.5
  }
}
