public import Uncanny

extension Catalog {
  /// Every detector there is. A new one is one file and one line here.
  public static let standard = Catalog([
    Entry(Black.self),
    Entry(Freeze.self),
    Entry(Flash.self),
    Entry(Blockiness.self),
    Entry(Exposure.self),
  ])
}
