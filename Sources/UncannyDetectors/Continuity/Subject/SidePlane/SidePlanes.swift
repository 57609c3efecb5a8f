internal import Uncanny

/// The sides of a thing that carries lettering, as the shots of a film show them, compared at the same places.
///
/// Lettering is flat: the quadrilateral that a line of it fills in a view tells how the plane that it is painted on is
/// seen. Every shot's views - from the side, from ahead, from behind, by day or by night - are brought into one canvas
/// of that plane, and what is compared are contrasts about the lettering, small lights, and wheels. A shot departs
/// only where the others agree among themselves and it agrees with none of them.
///
/// Limits: three shots at least must show the reference lettering; what lies off the plane shifts with the viewpoint
/// and is compared only where it is wheel-like.
struct SidePlanes: Sendable {
  private let scores: [Scores?]

  /// How far one shot departs from the others.
  struct Scores: Sendable, Equatable {
    /// The share of the cells about the lettering in which it departs, 0...1.
    var zone: Float
    /// The mean of its three greatest departures there, up to 2.
    var zoneTop: Float
    /// The share of the cells with lights that the others agree on in which it departs, 0...1.
    var dots: Float
    /// How far a wheel's response lies outside of the others', in units of a usual wheel's; `nil`: not decidable.
    var wheels: Float?
    /// Whether it lacks a wheel; otherwise it has one more.
    var wheelsLack: Bool
    /// How well its lettering fits the reference's, 0.55...1.
    var correlation: Float
    /// How many shots were compared, 3 or more; of 3 only one pair of others agrees, a weaker witness.
    var planes: Int
  }

  /// Compares the views of each shot that show a reading; `nil` where fewer than three shots show the reference.
  ///
  /// - Complexity: quadratic in the shots, of which the first 24 that show the reference count.
  init?(_ shots: [[LetteredView]], reference: String) {
    guard let candidates = LetteringCandidates(shots, reference: reference),
      let template = LetteringTemplate(candidates)
    else { return nil }
    let canvas = PlaneCanvas(lineHeight: template.lineHeight)
    var planes: [(shot: Int, plane: SidePlane)] = []
    for (shot, views) in candidates.views.enumerated() where planes.count < Self.mostPlanes {
      guard let plane = SidePlane(views, onto: template, canvas), plane.correlation >= Self.leastCorrelation else {
        continue
      }
      planes.append((shot, plane))
    }
    guard planes.count >= 3 else { return nil }
    let sides = planes.map(\.plane)
    let (zone, dots) = (LetteringZone(sides, canvas), LightDots(sides, canvas))
    let wheels = WheelComparison(sides, canvas).findings
    var scores = [Scores?](repeating: nil, count: shots.count)
    for (index, (shot, plane)) in planes.enumerated() {
      let contrast = zone.scores(of: index)
      scores[shot] = Scores(
        zone: contrast.share, zoneTop: contrast.top, dots: dots.score(of: index), wheels: wheels[index]?.score,
        wheelsLack: wheels[index]?.lacks ?? false, correlation: plane.correlation, planes: planes.count)
    }
    self.scores = scores
  }

  /// What was found in a shot; `nil` where it shows no plane.
  func scores(ofShot shot: Int) -> Scores? { scores.indices.contains(shot) ? scores[shot] : nil }

  private static let leastCorrelation: Float = 0.55
  private static let mostPlanes = 24
}
