public import Uncanny

extension Subject: ExemplifiedShots {
  public static let card = Card(
    id: "subject", family: .continuity, title: "a vehicle that is not the same in every shot",
    faults: [Card.Fault("changed", title: "a vehicle differs from what it is in the other shots")],
    severity: Escalation(.warning), scope: .film, delay: .seconds(3600),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero),
    evidence: ["hue (of the limit)", "lettering (of the limit)", "side (of the limit)", "wheels (of the limit)"],
    sees:
      "The vehicle that a film follows, when it is another color, is lettered otherwise, or has other lights, "
      + "wheels or parts in one shot than in the others. People, animals and other things are followed too, and "
      + "listed in the report, but not compared.",
    why:
      "A hero that changes from shot to shot is the first thing that viewers of generated films notice, and the "
      + "last that those who made a thousand takes of it still see.",
    method:
      "Things are found five times a second (EfficientDet-Lite0) and followed by their boxes. Appearances in "
      + "different shots are joined by what kind of thing they show (EfficientNet-Lite0, the mean over the picture, "
      + "also mirrored): what is not so like its two nearest appearances as 0.655 is another thing; on three "
      + "rendered trucks the hero's appearances lie at 0.70 and more, other vehicles at 0.61 and less. A shot is "
      + "accused only of what the others agree on among themselves, and it shares with none of them. Hue: the body "
      + "against the nearly gray that touches it, as ratios to the ground before it, in OKLab; held against shots "
      + "of the same light only, and told where all of them lie on one side, at 7.7 degrees or more (1.2 times the "
      + "largest distance between unaltered shots). Lettering: read by PP-OCRv4; two letters or more from any part "
      + "of what most shots say, twice or more often. Sides: lettering is flat, so that its corners, refined by "
      + "enhanced correlation, bring the side of the vehicle in every view into one plane, where all shots are "
      + "compared at the same places, three times with other views: the contrasts around the lettering (from 0.10 "
      + "of the cells on), small lights (0.26 of those that the others share), and the wheels below it, one too few "
      + "or too many (0.87 of the response of a usual wheel, with five views or more). On the 29 rendered sequences "
      + "of three trucks on which the thresholds were chosen, 18 of 32 altered appearances are told (lettering 5 of "
      + "5, hue 5 of 6, lights 4 of 4, wheels 4 of 11, a front of its own 0 of 6), two of 124 unaltered ones are, by "
      + "their wheels, and no other vehicle. With `reference`, the largest vehicle of a picture is one more appearance, "
      + "which is right: the film's vehicle is what is like it, its hue may lie 1.3 times the limit from that of the "
      + "picture, in like light, and what is written on the picture is what has to be written: with a picture of each of the three trucks 20 of 32 are "
      + "told, and none of 124 unaltered ones.",
    limits:
      "It is told when the film is over. A vehicle without lettering that can be read in three shots is compared "
      + "by its hue only, and by night hue says nothing. The front alone, where the lettering is cut off, is not "
      + "compared; nor is what no second view shows: a grille, a bumper, a cab of the same length. Of two shots "
      + "nobody can say which is wrong. A body that is not painted in one strong color has no hue. At most the last "
      + "64 shots are remembered, three things a frame are looked at, and the lettering of the largest. In short "
      + "shots, live, there are too few views for wheels.",
    undecided: "needs a vehicle that can be compared in three shots",
    references: [
      "Tan, Pang and Le, EfficientDet: scalable and efficient object detection, CVPR 2020",
      "Evangelidis and Psarakis, Parametric image alignment using enhanced correlation coefficient maximization, "
        + "PAMI 2008",
      "Ottosson, A perceptual color space for image processing (OKLab), 2020",
      "Li et al., PP-OCRv3: more attempts for the improvement of ultra lightweight OCR system, 2022",
    ])

  public static func message(for event: Event) -> String {
    let numbers = event.evidence
    var parts: [String] = []
    if numbers[0] >= 1 { parts.append("its color") }
    if numbers[1] >= 1 { parts.append("its lettering") }
    if numbers[3] >= 1 { parts.append("its wheels or their places") }
    if numbers[2] >= 1 { parts.append(parts.isEmpty ? "its side or its lights" : "its side") }
    return "the vehicle is not what it is elsewhere: "
      + (parts.isEmpty ? "it differs" : parts.joined(separator: ", "))
  }
}
