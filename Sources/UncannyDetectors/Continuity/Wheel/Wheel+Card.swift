public import Uncanny

extension Wheel {
  public static let needs: Features = .wheels

  public static let parameters = [
    Parameter<Wheel>(
      "windows", \.windows, in: 2...40, unit: "half seconds, six a second",
      "how many must accuse a single wheel; half as many where two are accused")
  ]

  public static let card = Card(
    id: "wheel", family: .continuity, title: "wheels that do not turn with the vehicle",
    faults: [
      Card.Fault("still", title: "the vehicle moves, and its wheels do not turn"),
      Card.Fault("backwards", title: "wheels turn the wrong way"),
      Card.Fault("rate", title: "wheels turn much too slowly or too fast"),
      Card.Fault("disagree", title: "some wheels turn with the vehicle, others do not"),
      Card.Fault("unstable", title: "a wheel shows ever other numbers of spokes"),
    ],
    severity: Escalation(.warning), delay: .seconds(2),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .milliseconds(500)),
    evidence: [
      "expected turn (rad a frame, clockwise)", "measured turn (rad a frame)", "uncertainty (rad a frame)",
      "wheels (count)",
    ],
    sees:
      "Wheels, seen more or less from the side, that stand still while the vehicle moves over the ground (`wheel.still`), "
      + "that turn backwards (`wheel.backwards`), or much too slowly or too fast (`wheel.rate`); a vehicle of which some "
      + "wheels do so and others turn as they should (`wheel.disagree`); and a wheel whose number of spokes "
      + "changes from moment to moment (`wheel.unstable`). What counts is the way over the ground, wherever the camera goes. "
      + "The check says `undecided`, and why, unless a wheel was seen to turn rightly or wrongly, or to stand on a vehicle that stands.",
    why:
      "A truck that slides over the snow is what everybody sees first in a generated film, and no measure of quality does.",
    method:
      "A learned model finds vehicles. In the lower half of each box, five times a second, edges vote for the middle of ellipses that "
      + "are lighter within than without (Hough, Kimme); what is round, low and in one line with others is followed from "
      + "frame to frame by its edge. Points on the body, on the ground below the wheels and around the vehicle are followed (Lucas and Kanade) and "
      + "agree on how each moves (Fischler and Bolles); the way of a wheel over the ground, over 1.57 radii of its rim, is the turn that is expected. "
      + "Rim and tire are unrolled into 14 rings, and rings up to three frames apart are correlated over all turns of -3 to 3 times that. "
      + "For half a second the best rate is taken. Where it is 0.7 to 1.4 the wheel is right: nobody knows how high its tire is. "
      + "Otherwise the wheel is accused only if rim and tire, each for itself, refuse every such rate by 0.1, both "
      + "together by 0.18 and four standard errors; what n equal spokes leave open stays open, as a wheel that turns by half a pitch a frame or more may "
      + "seem to stand. One that stands must be seen to in nine of twelve sectors, as shade and highlights stand on any wheel. Two such "
      + "windows of two wheels, or four of one, make an event. "
      + "The thresholds were found on rendered trucks, with filmed and generated clips that must stay silent: of 23 "
      + "decidable clips 22 are right, none of 46 others, rendered, is accused, and none of 184 filmed and generated clips.",
    limits:
      "Rims that are darker than their tires, or as dark, are not found, nor those smaller than six values of the picture that is "
      + "looked at, in which a vehicle is at most 360 high. Fast wheels blur, and are undecided: with five spokes at 25 frames a second "
      + "a car is from 19 km/h on. So is all that comes head-on, is cut by the picture, or spins where it stands. Filmed clips were hardly ever decided.",
    undecided: "no vehicle is seen",
    references: [
      "Kimme, Ballard and Sklansky, Finding circles by an array of accumulators, Communications of the ACM 18(2), 1975",
      "Lucas and Kanade, An iterative image registration technique with an application to stereo vision, IJCAI 1981",
      "Fischler and Bolles, Random sample consensus, Communications of the ACM 24(6), 1981",
    ])

  public static func message(for event: Event) -> String {
    let (expected, measured) = (abs(event.evidence[0]), abs(event.evidence[1]))
    let wheels = event.evidence[3] < 1.5 ? "a wheel" : "\(event.evidence[3].whole) wheels"
    let (turns, shows) = event.evidence[3] < 1.5 ? ("turns", "shows") : ("turn", "show")
    return switch event.fault {
    case "wheel.still": "\(wheels) of a moving vehicle \(turns) not at all\(event.lasting)"
    case "wheel.backwards": "\(wheels) \(turns) backwards\(event.lasting)"
    case "wheel.rate":
      "\(wheels) \(turns) \((measured / max(0.001, expected)).tenths) times as fast as the vehicle goes\(event.lasting)"
    case "wheel.disagree": "\(wheels) \(turns) otherwise than the vehicle goes, others do not\(event.lasting)"
    default: "\(wheels) \(shows) ever other numbers of spokes\(event.lasting)"
    }
  }
}
