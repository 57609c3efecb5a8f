internal import ArgumentParser
internal import Uncanny

/// Who hears of events, and where they are kept.
struct AlertOptions: ParsableArguments {
  @Option(
    name: .customLong("alert"),
    help: ArgumentHelp(
      "Send errors, as they begin and end, to a webhook, alertmanager+http://HOST:9093, or mqtt://HOST/TOPIC; may be "
        + "given several times.",
      discussion:
        "$NAME and file:PATH stand for an address that is a secret. Rules, signatures, syslog and commands stand "
        + "in uncanny.yaml: see docs/alerts.md.",
      valueName: "url"))
  var addresses: [String] = []

  @Option(
    help: ArgumentHelp(
      "Keep events, alerts and the figures of each second in a file, for 'uncanny events'; alerts outlast a restart with it.",
      valueName: "file"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      "Keep a clip, a picture and the facts of each warning and worse in a folder, with the seconds before and after.",
      valueName: "folder"))
  var moments: String?

  @Option(
    help: ArgumentHelp(
      "Where the settings are; otherwise ./uncanny.yaml, or uncanny/uncanny.yaml in $XDG_CONFIG_HOME.",
      valueName: "file"))
  var config: String?
}
