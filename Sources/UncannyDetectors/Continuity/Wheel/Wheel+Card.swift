public import Uncanny

extension Wheel {
  public static let needs: Features = .wheels

  public static let parameters = [
    Parameter<Wheel>(
      "windows", \.windows, in: 2...40, unit: "windows of 0.6 s, six a second",
      "how many must accuse a single wheel; half as many where two do")
  ]

  private static let evidence = [
    "expected turn (rad a frame)", "measured turn (rad a frame)", "uncertainty (rad a frame)", "wheels (count)",
  ]

  public static let card = Card(
    id: "wheel", family: .continuity, title: "wheels that do not turn with the vehicle",
    faults: [
      Card.Fault("still", title: "the vehicle moves, and its wheels do not turn"),
      Card.Fault("backwards", title: "wheels turn the wrong way"),
      Card.Fault("rate", title: "wheels turn much too slowly or too fast"),
      Card.Fault("disagree", title: "wheels of one vehicle turn differently"),
      Card.Fault("unstable", title: "the number of spokes changes from moment to moment"),
    ],
    severity: Escalation(.warning), delay: .seconds(2),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .milliseconds(500)), evidence: evidence,
    sees:
      "Wheels, seen more or less from the side, that stand still while the vehicle moves over the ground (`wheel.still`), that "
      + "turn backwards (`wheel.backwards`), or much too slowly or too fast (`wheel.rate`).",
    why: "A truck that slides over the snow is what everybody sees first in a generated film.",
    method: "To be written.",
    limits: "To be written.",
    undecided: "no vehicle is seen",
    references: [
      "Fischler and Bolles, Random sample consensus, Communications of the ACM 24(6), 1981"
    ])

  public static func message(for event: Event) -> String { "wheels\(event.lasting)" }
}
