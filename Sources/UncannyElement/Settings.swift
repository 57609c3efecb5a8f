internal import Uncanny
internal import UncannyDetectors

/// What the properties say: read at the start of a run, apart from what the run itself keeps.
struct Settings: Sendable {
  /// Whether marks are drawn into the picture.
  var overlay = true
  /// Whether changes are posted on the bus.
  var message = true
  /// Whether what is found is attached to the buffers.
  var meta = true
  /// How long a frame may take, in milliseconds; 0 for as long as it takes.
  var budget = 0.0
  /// The last plan that was understood.
  private(set) var planText = "default"
  /// Why the plan that was set last was not understood: the next start fails with it.
  private(set) var problem: PlanError?
  private var plan = Plan(all: .standard)
  /// By detector, then parameter: what was set through properties of their own.
  private var values: [String: [String: Float]] = [:]
  private var words: [String: [String: String]] = [:]

  /// Takes a plan; one that is not understood leaves the last in place.
  mutating func setPlan(_ text: String) {
    do throws(PlanError) {
      plan = try Plan(parsing: text, from: .standard)
      planText = text
      problem = nil
    } catch {
      problem = error
    }
  }

  mutating func setValue(_ value: Float, of parameter: String, in detector: String) {
    values[detector, default: [:]][parameter] = value
  }

  /// What a parameter will be: as set by itself, or by the plan, or as it comes.
  func value(of setting: Catalog.Setting, in detector: String) -> Float {
    values[detector]?[setting.name] ?? plan.choices.first { $0.entry.card.id == detector }?.values[setting.name]
      ?? setting.initial
  }

  mutating func setWords(_ text: String, of parameter: String, in detector: String) {
    words[detector, default: [:]][parameter] = text
  }

  /// Which words will be set, likewise.
  func words(of setting: Catalog.TextSetting, in detector: String) -> String {
    words[detector]?[setting.name] ?? plan.choices.first { $0.entry.card.id == detector }?.texts[setting.name] ?? ""
  }

  /// The plan with the parameters that were set by themselves; those of detectors that it leaves out do nothing.
  ///
  /// - Throws: why the plan that was set last was not understood.
  func finalPlan() throws(PlanError) -> Plan {
    if let problem { throw problem }
    var text = plan.text
    for choice in plan.choices {
      for (name, value) in values[choice.entry.card.id] ?? [:] { text += ",\(choice.entry.card.id):\(name)=\(value)" }
      for setting in choice.entry.texts {
        let name = setting.name
        // no file is none
        guard let value = words[choice.entry.card.id]?[name], setting.kind == .words || !value.isEmpty else { continue }
        // a separator in it would be read as more of the plan
        guard !value.contains(where: { ",:".contains($0) }) else {
          throw setting.kind == .words ? .notWords(value, name: name) : .noFile(name: name)
        }
        text += ",\(choice.entry.card.id):\(name)=\(value)"
      }
    }
    return try Plan(parsing: text, from: .standard)
  }
}
