public import Uncanny

extension Catalog.Preset {
  /// The plans that have a name.
  public static let all = [
    Catalog.Preset(
      id: "broadcast", title: "delivery to European television: EBU R 128, R 103, photosensitivity",
      plan: "default,loudness:target=-23:tolerance=1,clipping:peak=-1,levels,flash,black:hold=0.12"),
    Catalog.Preset(
      id: "web", title: "delivery to platforms: louder, and signal levels as they come",
      plan: "default,loudness:target=-14:tolerance=2,clipping:peak=-1,-levels,blockiness:visibility=1.2"),
    Catalog.Preset(
      id: "generated", title: "clips out of a generator: pictures only, and strict about what generators do",
      plan: "default,-levels,-silence,-loudness,-phase,-clipping,-combing,blur:loss=0.4,noise:rise=2,banding:area=0.02"),
  ]
}
