// What happened in a run, in JSON.

extension ReportedCause: JSONRecord {
  static let recordName = "cause"
  static let meaning = "A moment at which phones lost trust for good."
  static let fields: [JSONField<ReportedCause>] = [
    JSONField("time", \.time, "When."),
    JSONField("moment", \.moment, "After which step, in words."),
    JSONField("step", \.step, "The number of that step."),
    JSONField("stepText", \.stepText, "That step as written."),
    JSONField("count", \.count, "How many phones."),
    JSONField("refusals", \.refusals, "What they refuse and by which rule."),
    JSONField("before", \.before, "Where most of them stood before."),
    JSONField("groups", \.groups, "The groups they belong to."),
  ]
}

extension ReportedRefusal: JSONRecord {
  static let recordName = "refusal"
  static let meaning = "A file that phones refuse."
  static let fields: [JSONField<ReportedRefusal>] = [
    JSONField("file", \.file, "CTL, ITL or configuration."),
    JSONField("rule", \.rule, "The rule that made it."),
    JSONField("statement", \.statement, "What that rule says."),
    JSONField("count", \.count, "How many phones."),
  ]
}

extension ReportedRemedy: JSONRecord {
  static let recordName = "remedy"
  static let meaning = "Something that saves phones."
  static let fields: [JSONField<ReportedRemedy>] = [
    JSONField("text", \.text, "What to do."),
    JSONField("phones", \.phones, "How many phones it saves."),
  ]
}

extension ReportedReadings: JSONRecord {
  static let recordName = "readings"
  static let meaning = "How much turns on what no source decides."
  static let fields: [JSONField<ReportedReadings>] = [
    JSONField("restsOn", \.restsOn, "Rules the verdict rests on."),
    JSONField("flipped", \.flipped, "Rules that were read both ways."),
    JSONField("notFlipped", \.notFlipped, "Rules that took part and were read one way only."),
    JSONField("accepted", \.accepted, "Rules on which the scenario lets the verdict rest."),
    JSONField("settled", \.settled, "Rules that the scenario settles, with the value."),
  ]
}

extension ReportedReading: JSONRecord {
  static let recordName = "reading"
  static let meaning = "An undecided rule on which the verdict rests."
  static let fields: [JSONField<ReportedReading>] = [
    JSONField("rule", \.rule, "Its name."),
    JSONField("statement", \.statement, "What it says."),
    JSONField("assumed", \.assumed, "The reading of this run."),
    JSONField("alternative", \.alternative, "The other reading."),
    JSONField("isAccepted", \.isAccepted, "The scenario lets the verdict rest on it."),
    JSONField("isUntried", \.isUntried, "Nobody tried the other reading."),
    JSONField("unmet", \.unmet, "What is not met under the other reading."),
  ]
}

extension ReportedStep: JSONRecord {
  static let recordName = "step"
  static let meaning = "One step as it was carried out."
  static let fields: [JSONField<ReportedStep>] = [
    JSONField("number", \.number, "Counted from 1."),
    JSONField("heading", \.heading, "The heading it stands under."),
    JSONField("text", \.text, "As written."),
    JSONField("began", \.began, "When it began."),
    JSONField("promptBack", \.promptBack, "When the prompt came back."),
    JSONField("outcome", \.outcome, "What became of it."),
    JSONField("late", \.late, "By how much it was late."),
    JSONField("registered", \.registered, "Phones registered when the prompt came back."),
    JSONField(
      "registeredFloor", \.registeredFloor, "The fewest, whichever way an undecided rule is read."),
    JSONField("refusing", \.refusing, "Phones that refused a file then."),
    JSONField("stopIf", \.stopIf, "When the plan says to stop or to back out after it."),
    JSONField("notes", \.notes, "Answers of the product and remarks."),
    JSONField("output", \.output, "What a command that shows something printed."),
  ]
}

extension ReportedEvent: JSONRecord {
  static let recordName = "event"
  static let meaning = "Something that happened."
  static let fields: [JSONField<ReportedEvent>] = [
    JSONField("time", \.time, "When."),
    JSONField("seconds", \.seconds, "The same in seconds after the start."),
    JSONField("step", \.step, "The number of the step."),
    JSONField("command", \.command, "The step as written."),
    JSONField("text", \.text, "What happened."),
  ]
}

extension ReportedCensus: JSONRecord {
  static let recordName = "census"
  static let meaning = "How many phones stood where at one moment."
  static let fields: [JSONField<ReportedCensus>] = [
    JSONField("time", \.time, "When."),
    JSONField("seconds", \.seconds, "The same in seconds after the start."),
    JSONField("occasion", \.occasion, "After what."),
    JSONField("step", \.step, "The step whose prompt had come back."),
    JSONField("counts", \.counts, "Phones, in the order of words."),
    JSONField("registered", \.registered, "Phones registered."),
  ]
}

extension ReportedRegistrations: JSONRecord {
  static let recordName = "registrations"
  static let meaning =
    "Phones registered: from each of these seconds on so many, but for less than a hundredth of "
    + "all, until the next."
  static let fields: [JSONField<ReportedRegistrations>] = [
    JSONField("seconds", \.seconds, "Seconds after the start, in order."),
    JSONField("counts", \.counts, "Phones registered, one number for each of the seconds."),
  ]
}

extension ReportedTime: JSONRecord {
  static let recordName = "time"
  static let meaning = "A constant that durations are made of."
  static let fields: [JSONField<ReportedTime>] = [
    JSONField("name", \.name, "Its name."),
    JSONField("value", \.value, "Its value."),
    JSONField("isSettled", \.isSettled, "The scenario set it."),
  ]
}

extension ReportedRule: JSONRecord {
  static let recordName = "rule"
  static let meaning = "A rule that spoke."
  static let fields: [JSONField<ReportedRule>] = [
    JSONField("name", \.name, "Its name."),
    JSONField("statement", \.statement, "What it says."),
    JSONField("basis", \.basis, "How it is known."),
    JSONField("source", \.source, "Who says so."),
  ]
}

extension ReportedWork: JSONRecord {
  static let recordName = "work"
  static let meaning = "How much was simulated."
  static let fields: [JSONField<ReportedWork>] = [
    JSONField("events", \.events, "Events."),
    JSONField("boots", \.boots, "Boots of phones."),
  ]
}

extension ReportedReplay: JSONRecord {
  static let recordName = "replay"
  static let meaning = "What it takes to get this report again."
  static let fields: [JSONField<ReportedReplay>] = [
    JSONField("version", \.version, "Version of the program."),
    JSONField("inputDigest", \.inputDigest, "Digest of every byte of the scenario."),
    JSONField("rulesDigest", \.rulesDigest, "Digest of the rules."),
    JSONField("seed", \.seed, "Seed of chance."),
  ]
}
