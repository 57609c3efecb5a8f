public import Uncanny

/// A file that declares that it was generated, or whose declaration does not hold.
public struct Provenance: FileDetector {
  public init() {}

  public static let parameters: [Parameter<Provenance>] = []

  public static let card = Card(
    id: "provenance", family: .origin, title: "what the file declares of its own making",
    faults: [Card.Fault(title: "a file says that it was generated, or its manifest does not hold")],
    severity: Escalation(.info), scope: .program, delay: .zero,
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero), evidence: [],
    sees:
      "The C2PA manifest of a file, if it has one: whether signature and digests hold, who signed, when, and with what; "
      + "every digital source type, of the file and of what went into it, in plain words (made with a trained algorithm, "
      + "captured by a camera); the actions and the software that is said to have done them. And what the container "
      + "says beside: encoder, comment and software tags, XMP, the metadata of QuickTime, prompts and workflows of "
      + "ComfyUI and Stable Diffusion, names of generators. All of it is in the report, under `origin.provenance`.",
    why:
      "A signed declaration is the best evidence there is of how a picture was made, and the only one that says more "
      + "than a likelihood. A manifest that is broken says that somebody changed the file after it was signed.",
    method:
      "Manifests are read by the C2PA library, loaded from where the models are; MP4, MOV, AVI, WAV, MP3 and still "
      + "pictures. It is told to fetch nothing: a manifest that is said to be elsewhere is named, and no state of a "
      + "certificate is asked for. Boxes and tags are read within bounds of number, size and depth, whatever the file "
      + "says of itself. Nothing in a file is followed or run. The verdict is found where the file says that a trained "
      + "model made it or some of it, signed or not, or where its manifest does not hold; clear where a manifest holds "
      + "and says nothing of the kind; undecided where there is none.",
    limits:
      "That a manifest holds means that nothing was changed since it was signed, not that what it says is true: "
      + "anybody can sign, and no list of trust is kept here. That there is none is no evidence: most generated clips "
      + "have lost theirs, and most cameras make none. Claims in metadata are not signed; anybody can write them. "
      + "Matroska, transport streams and live feeds have no manifest that is read.",
    undecided: "no manifest, which is no evidence of anything",
    references: [
      "C2PA Technical Specification 2.2, 2025", "IPTC NewsCodes: Digital Source Type", "ISO/IEC 14496-12 (boxes)",
    ])

  public static func message(for event: Event) -> String { "the file declares that it was generated" }
}
