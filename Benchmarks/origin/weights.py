"""Writes the weights of a fit as Swift: Sources/UncannyDetectors/Origin/TraceWeights.swift."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
PLACE = os.path.join(HERE, "..", "..", "Sources", "UncannyDetectors", "Origin", "TraceWeights.swift")


def numbers(values):
    lines, line = [], "      "
    for value in values:
        text = f"{value:.5g}, "
        if len(line) + len(text) > 119:
            lines.append(line.rstrip())
            line = "      "
        line += text
    return "\n".join(lines + [line.rstrip()])


def model(name, comment, fit):
    parts = [f"    {key}: [\n{numbers(fit[key])}\n    ]," for key in ("medians", "scales", "weights")]
    return "\n".join([f"  /// {comment}", f"  static let {name} = LinearModel("] + parts + [f"    bias: {fit['bias']:.5g})"])


def write(fit):
    """`fit`: texture, motion, signal (medians, scales, weights, bias each), withTexture and alone (gains, then offset)."""
    text = "\n".join([
        "/// What the numbers weigh, as `Benchmarks/origin/fit.py` has fitted them; written by it.",
        "enum TraceWeights {",
        model("texture", "The 192 means of the network.", fit["texture"]), "",
        model("motion", "The first four numbers of `ShotTraces`: what motion leaves over, given how much there is.",
              fit["motion"]), "",
        model("signal", "All numbers of `ShotTraces`.", fit["signal"]), "",
        "  /// How the sums become the logarithm of the odds where both kinds of clips are as many.",
        f"  static let withTexture = (\n    texture: Float({fit['withTexture'][0]:.5g}), "
        f"motion: Float({fit['withTexture'][1]:.5g}),",
        f"    signal: Float({fit['withTexture'][2]:.5g}), offset: Float({fit['withTexture'][3]:.5g}))",
        f"  static let alone = (signal: Float({fit['alone'][0]:.5g}), offset: Float({fit['alone'][1]:.5g}))",
        "}", ""])
    with open(PLACE, "w") as f:
        f.write(text)
