internal import Uncanny
internal import UncannyScenes

extension Wheel {
  /// Drawn trucks, and the boxes that a model is taken to see.
  public static let examples = [
    Example("a truck slides on wheels that stand still", driving { $0.turn = { _, _, _ in 0.4 } }, event("wheel.still"))
      .seeing(boxes()),
    Example("wheels turn backwards", driving { $0.turn = { _, _, rolled in -rolled } }, event("wheel.backwards"))
      .seeing(boxes()),
    Example(
      "wheels turn a quarter as fast as they should", driving { $0.turn = { _, _, rolled in 0.25 * rolled } },
      event("wheel.rate")
    )
    .seeing(boxes()),
    Example(
      "the front wheel turns, the rear one stands",
      driving { $0.turn = { _, wheel, rolled in wheel == 0 ? 0.2 : rolled } },
      event("wheel.disagree", late: 10)
    ).seeing(boxes()),
    Example(
      "the number of spokes changes as the truck goes", driving { $0.spokes = { [5, 7, 4, 6][$0 / 6 % 4] } },
      event("wheel.unstable", late: 16)
    ).seeing(boxes()),
    .nearMiss("wheels turn with the truck", driving { _ in }).seeing(boxes()),
    .nearMiss("wheels turn with the truck, and the camera goes along", driving { $0.pan = 0.009 })
      .seeing(boxes { $0.pan = 0.009 }),
    .nearMiss(
      "the camera goes past a truck that is parked",
      driving {
        $0.speed = 0
        $0.pan = -0.008
      }
    ).seeing(
      boxes {
        $0.speed = 0
        $0.pan = -0.008
      }),
  ]

  private static let count = 46

  private static func driving(_ change: (inout Scene.Vehicle) -> Void) -> Scene {
    .driving(Scene.Vehicle().with(change), count: count)
  }

  private static func event(_ fault: String, late: Int = 8) -> Example.Expectation {
    .event(fault, 3..<count, tolerance: late, late: 8)
  }

  /// The truck every fifth frame.
  private static func boxes(_ change: (inout Scene.Vehicle) -> Void = { _ in }) -> [Observations] {
    let vehicle = Scene.Vehicle().with(change)
    return stride(from: 0, to: count, by: 5).map { frame in
      let sighting = ObjectSighting(region: vehicle.region(at: frame), kind: .vehicle, confidence: 0.8)
      return Observations(stamp: Stamp(frame: frame, rate: 25), looked: .objects, objects: [sighting])
    }
  }
}
