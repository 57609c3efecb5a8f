extension Plan {
  /// What makes another plan of this one, as entries of a plan; empty where nothing does.
  public func changes(to other: Plan) -> String {
    let gone = choices.map { $0.entry.card.id }.filter { id in !other.choices.contains { $0.entry.card.id == id } }
    let new = other.choices.filter { choice in !choices.contains { $0.text == choice.text } }
    return (gone.map { "-\($0)" } + new.map { $0.text }).joined(separator: ", ")
  }
}
