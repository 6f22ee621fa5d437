// What happened in a run, in JSON.

extension ReportedCause: JSONRecord {
  static let recordName = "cause"
  static let meaning = "A moment at which phones lost trust, or service, for good."
  static let fields: [JSONField<ReportedCause>] = [
    JSONField("time", \.time, "When."),
    JSONField("moment", \.moment, "After which step, in words."),
    JSONField("step", \.step, "The number of that step."),
    JSONField("stepText", \.stepText, "That step as written."),
    JSONField("count", \.count, "How many phones."),
    JSONField(
      "isOutOfService", \.isOutOfService, "They accept every file and cannot register."),
    JSONField("refusals", \.refusals, "What they refuse and by which rule."),
    JSONField("obstacles", \.obstacles, "Why they cannot register."),
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

extension ReportedObstacle: JSONRecord {
  static let recordName = "obstacle"
  static let meaning = "Why phones cannot register."
  static let fields: [JSONField<ReportedObstacle>] = [
    JSONField("reason", \.reason, "In words."),
    JSONField("rule", \.rule, "The rule that decides."),
    JSONField("count", \.count, "How many phones."),
  ]
}

extension ReportedService: JSONRecord {
  static let recordName = "service"
  static let meaning = "Phones that cannot register, or are powered and not registered."
  static let fields: [JSONField<ReportedService>] = [
    JSONField("outOfServiceAtStart", \.outOfServiceAtStart, "At the start."),
    JSONField("outOfServiceAtEnd", \.outOfServiceAtEnd, "At the end."),
    JSONField(
      "trustingButOutOfService", \.trustingButOutOfService,
      "Those of them at the end that have not lost trust."),
  ]
}

extension ReportedAssumptions: JSONRecord {
  static let recordName = "assumptions"
  static let meaning = "What the verdict depends on: behaviours that no source documents."
  static let fields: [JSONField<ReportedAssumptions>] = [
    JSONField(
      "dependsOn", \.dependsOn, "The smallest sets of behaviours on which the verdict depends."),
    JSONField("involved", \.involved, "Behaviours on which some answer of some run turned."),
    JSONField("classes", \.classes, "Runs that differ by them, the default one included."),
    JSONField("notExamined", \.notExamined, "Interpretations not examined, for their number."),
    JSONField("wouldPassIf", \.wouldPassIf, "What would have to be so for the plan to pass."),
    JSONField(
      "contradicted", \.contradicted, "Interpretations that the stated history contradicts."),
    JSONField("unknownSteps", \.unknownSteps, "Steps that cannot be simulated."),
    JSONField("accepted", \.accepted, "Behaviours that the scenario accepts as a risk."),
    JSONField("settled", \.settled, "Behaviours that the scenario settles, with the value."),
  ]
}

extension ReportedDependence: JSONRecord {
  static let recordName = "dependence"
  static let meaning = "Behaviours that change the verdict when all of them are otherwise."
  static let fields: [JSONField<ReportedDependence>] = [
    JSONField("rules", \.rules, "The behaviours."),
    JSONField("isAccepted", \.isAccepted, "The scenario accepts the risk."),
    JSONField("unmet", \.unmet, "What is then not met."),
  ]
}

extension ReportedReading: JSONRecord {
  static let recordName = "reading"
  static let meaning = "An undocumented behaviour with both interpretations."
  static let fields: [JSONField<ReportedReading>] = [
    JSONField("rule", \.rule, "Its name."),
    JSONField("statement", \.statement, "What it says."),
    JSONField("assumed", \.assumed, "The interpretation of this run."),
    JSONField("alternative", \.alternative, "The other interpretation."),
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
      "registeredFloor", \.registeredFloor, "The fewest under any interpretation."),
    JSONField(
      "refusing", \.refusing, "Phones that would refuse a file at their next boot then."),
    JSONField("haveRefused", \.haveRefused, "Phones that had refused a file by then."),
    JSONField("testPhone", \.testPhone, "What the test phone shows then."),
    JSONField("stopIf", \.stopIf, "When the plan says to stop or to back out after it."),
    JSONField("notes", \.notes, "Answers of the product and remarks."),
    JSONField("output", \.output, "What a command that shows something printed."),
  ]
}

extension ReportedScreen: JSONRecord {
  static let recordName = "screen"
  static let meaning = "What somebody who stands before a phone can see."
  static let fields: [JSONField<ReportedScreen>] = [
    JSONField("registration", \.registration, "Where it is registered."),
    JSONField("messages", \.messages, "Its status messages about trust."),
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
    JSONField(
      "haveRefused", \.haveRefused,
      "Phones that refused a file when they last judged their files."),
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
    JSONField("isDocumented", \.isDocumented, "Its default is documented, not assumed."),
  ]
}

extension ReportedRule: JSONRecord {
  static let recordName = "rule"
  static let meaning = "A rule that was applied."
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
