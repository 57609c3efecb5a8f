/// What learned models saw in one frame of the stream.
///
/// It comes in with a later frame, and says itself which one it is about: nobody waits for it.
public struct Observations: Sendable, Equatable {
  /// The frame it is about.
  public var stamp: Stamp
  /// What was looked for; an empty list of what was not looked for says nothing.
  public var looked: Senses
  /// Things with a box, the surest first.
  public var objects: [ObjectSighting]
  /// Faces, the surest first.
  public var faces: [FaceSighting]
  /// Lines of lettering, from the top down.
  public var lines: [TextSighting]
  /// What a network makes of the textures of the picture, 192 means; empty where that was not looked at.
  public var texture: [Float]

  public init(
    stamp: Stamp, looked: Senses, objects: [ObjectSighting] = [], faces: [FaceSighting] = [],
    lines: [TextSighting] = [], texture: [Float] = []
  ) {
    self.stamp = stamp
    self.looked = looked
    self.objects = objects
    self.faces = faces
    self.lines = lines
    self.texture = texture
  }
}

/// What models can look for.
public struct Senses: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Vehicles, people, animals and other things.
  public static let objects = Senses(rawValue: 1 << 0)
  /// Faces and their points.
  public static let faces = Senses(rawValue: 1 << 1)
  /// What is on things, and what kind they are: a closer look at those that are found.
  public static let looks = Senses(rawValue: 1 << 3)
  /// Lines of lettering and what they say.
  public static let lettering = Senses(rawValue: 1 << 2)
  /// Textures, for traces of how the picture came to be.
  public static let texture = Senses(rawValue: 1 << 4)
}

/// A thing in one frame.
public struct ObjectSighting: Sendable, Equatable {
  /// What it is, as coarsely as it can be trusted.
  public enum Kind: String, Sendable, CaseIterable { case vehicle, person, animal, other }

  /// The box around it.
  public var region: Region
  public var kind: Kind
  /// How sure the model is that something is there, 0...1.
  public var confidence: Float
  /// What a closer look at it gave; `nil` where there was none.
  public var look: ObjectLook?

  public init(region: Region, kind: Kind, confidence: Float, look: ObjectLook? = nil) {
    self.region = region
    self.kind = kind
    self.confidence = confidence
    self.look = look
  }
}

/// What a closer look at a thing gives.
public struct ObjectLook: Sendable, Equatable {
  /// What kind of thing it is, as 1280 numbers of unit length: two sightings of one thing have a product near 1. And the
  /// same for the thing as a mirror shows it.
  public var embedding: [Float]
  /// The embedding of its mirror picture.
  public var mirrored: [Float]
  /// Its color under its light; `nil` where it has none to tell.
  public var color: BodyColor?
  /// The lettering on it, with what is around that; empty where none is read.
  public var views: [LetteredView]
  /// A small picture of it.
  public var picture: ColorPicture

  public init(
    embedding: [Float], mirrored: [Float], color: BodyColor?, views: [LetteredView], picture: ColorPicture
  ) {
    self.embedding = embedding
    self.mirrored = mirrored
    self.color = color
    self.views = views
    self.picture = picture
  }

  /// How alike the kinds of two things are, whichever way they face, -1...1.
  public func likeness(to other: ObjectLook) -> Float {
    max(Embedding.likeness(embedding, other.embedding), Embedding.likeness(embedding, other.mirrored))
  }
}

/// A face in one frame.
public struct FaceSighting: Sendable, Equatable {
  /// The box around it.
  public var region: Region
  /// How sure the model is that a face is there, 0...1.
  public var confidence: Float
  /// 478 points in the order of the face mesh, in pixels of the picture that was looked at; the third number is the depth
  /// in the same unit, less towards the camera.
  public var points: [SIMD3<Float>]
  /// How sure the mesh is of being on a face, as a logit.
  public var presence: Float

  public init(region: Region, confidence: Float, points: [SIMD3<Float>], presence: Float) {
    self.region = region
    self.confidence = confidence
    self.points = points
    self.presence = presence
  }
}

/// A line of lettering in one frame.
public struct TextSighting: Sendable, Equatable {
  /// The upright box around it.
  public var region: Region
  /// Its corners as it reads, in fractions of the picture's sides: top left, top right, bottom right, bottom left.
  public var corners: [SIMD2<Float>]
  /// How high it is across its direction, as a share of the picture's height.
  public var height: Float
  /// What it says.
  public var text: String
  /// How sure the model is of the letters, 0...1; it is sure of garbled ones too.
  public var confidence: Float
  /// How sure it is of the letter that it is least sure of, 0...1.
  public var weakest: Float
  /// How much contrast its edges have against the contrast of the whole line: near 1 is sharp.
  public var sharpness: Float

  public init(
    region: Region, corners: [SIMD2<Float>], height: Float, text: String, confidence: Float, weakest: Float,
    sharpness: Float
  ) {
    self.region = region
    self.corners = corners
    self.weakest = weakest
    self.height = height
    self.text = text
    self.confidence = confidence
    self.sharpness = sharpness
  }
}
