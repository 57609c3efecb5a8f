/// The texts that an MP4 or MOV file carries about itself: what players do not show, too.
struct ContainerTexts {
  /// A text and where it stands.
  struct Text: Equatable {
    var place: String
    var text: String
  }

  private(set) var texts: [Text] = []
  /// How large the box of a C2PA manifest says it is, in bytes, where there is one.
  private(set) var manifestSize: UInt64?

  private var reader: BoxReader
  private static let most = 200
  /// `uuid` boxes: of XMP, and of C2PA.
  private static let xmp: [UInt8] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
  ]
  private static let c2pa: [UInt8] = [
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
  ]

  /// `nil` when the file cannot be read.
  init?(path: String) {
    guard let reader = BoxReader(path: path) else { return nil }
    self.reader = reader
    for box in self.reader.boxes(in: reader.whole) {
      switch box.type {
      case "moov": takeMovie(box)
      case "meta": takeMeta(box)
      case "uuid": takeExtension(box)
      default: break
      }
    }
  }

  private mutating func takeMovie(_ movie: BoxReader.Box) {
    for box in reader.boxes(in: movie.content) {
      switch box.type {
      case "meta": takeMeta(box)
      case "udta": takeUserData(box)
      case "uuid": takeExtension(box)
      default: break
      }
    }
  }

  private mutating func takeUserData(_ data: BoxReader.Box) {
    for box in reader.boxes(in: data.content) {
      if box.type == "meta" {
        takeMeta(box)
      } else if box.type == "XMP_" {
        take("XMP", reader.bytes(in: box.content))
      } else if box.type.hasPrefix("\u{A9}") {
        // QuickTime: a length, a language, the text
        take(box.type, Array(reader.bytes(in: box.content).dropFirst(4)))
      }
    }
  }

  private mutating func takeExtension(_ box: BoxReader.Box) {
    let length = box.content.upperBound - box.content.lowerBound
    guard length >= 16 else { return }
    let start = box.content.lowerBound
    let kind = reader.bytes(in: start..<start + 16)
    if kind == Self.c2pa { manifestSize = max(manifestSize ?? 0, length) }
    if kind == Self.xmp { take("XMP", reader.bytes(in: start + 16..<box.content.upperBound)) }
  }

  /// Names in `keys`, values in `ilst`; or names of four letters. QuickTime has no version before its boxes, MP4 has one.
  private mutating func takeMeta(_ meta: BoxReader.Box) {
    let content = meta.content
    var boxes = reader.boxes(in: content)
    if !boxes.contains(where: { $0.type == "hdlr" || $0.type == "ilst" }), content.count > 4 {
      boxes = reader.boxes(in: content.lowerBound + 4..<content.upperBound)
    }
    let keys = boxes.first { $0.type == "keys" }.map { names(in: $0) } ?? []
    for list in boxes where list.type == "ilst" {
      for item in reader.boxes(in: list.content).prefix(Self.most) { takeItem(item, keys) }
    }
  }

  private func names(in box: BoxReader.Box) -> [String] {
    let bytes = reader.bytes(in: box.content)
    var names: [String] = []
    var place = 8
    while place + 8 <= bytes.count, names.count < Self.most {
      let length = Int(BoxReader.number(bytes[place..<place + 4]))
      guard length >= 8, length <= bytes.count - place else { break }
      names.append(BoxReader.text(bytes[place + 8..<place + length]))
      place += length
    }
    return names
  }

  private mutating func takeItem(_ item: BoxReader.Box, _ keys: [String]) {
    var name = item.type
    let parts = reader.boxes(in: item.content)
    if !keys.isEmpty {
      // the type is the number of the name, counted from 1
      let header = reader.bytes(in: item.content.lowerBound - 8..<item.content.lowerBound)
      let index = BoxReader.number(header.suffix(4))
      if index >= 1, index <= UInt64(keys.count) { name = keys[Int(index) - 1] }
    } else if name == "----", let part = parts.first(where: { $0.type == "name" }) {
      name = BoxReader.text(reader.bytes(in: part.content).dropFirst(4))
    }
    for part in parts where part.type == "data" {
      let bytes = reader.bytes(in: part.content)
      // a kind, of which 1 is UTF-8, and a language
      if bytes.count > 8, BoxReader.number(bytes.prefix(4)) == 1 { take(name, Array(bytes.dropFirst(8))) }
    }
  }

  private mutating func take(_ place: String, _ bytes: [UInt8]) {
    guard texts.count < Self.most, !bytes.isEmpty else { return }
    texts.append(Text(place: place, text: BoxReader.text(bytes)))
  }
}
