// The members of a report in JSON, in the order in which they are written.

extension Report: JSONRecord {
  static let recordName = "report"
  static let meaning = "Everything that any page says about one run."
  static let fields: [JSONField<Report>] = [
    JSONField("verdict", \.verdict, "The verdict over all expectations."),
    JSONField("sentence", \.sentence, "The verdict as a sentence that stands alone."),
    JSONField("exitStatus", \.exitStatus, "What the program ends with: 0, 1 or 2."),
    JSONField("title", \.title, "Title of the scenario."),
    JSONField("question", \.question, "What the scenario asks."),
    JSONField("source", \.source, "Where the plan is from."),
    JSONField("files", \.files, "The files of the scenario, the first one first."),
    JSONField("starts", \.starts, "Date and time of day at which virtual time starts."),
    JSONField("ends", \.ends, "When the run was over."),
    JSONField("clusters", \.clusters, "The clusters with their servers."),
    JSONField("seconds", \.seconds, "Seconds of virtual time from start to end."),
    JSONField("sites", \.sites, "Where phones stand."),
    JSONField("phones", \.phones, "How many phones there are."),
    JSONField("expectations", \.expectations, "What the runbook demands, in order."),
    JSONField("findings", \.findings, "What the preflight found."),
    JSONField(
      "words", \.words,
      "Each word for where phones stand, the worst first, and how many stand so. "
        + ""),
    JSONField(
      "haveRefused", \.haveRefused,
      "How many phones refused a file when they last judged their files. "
        + ""),
    JSONField("registered", \.registered, "How many phones are registered."),
    JSONField(
      "groups", \.groups, "CallManager groups that have phones, those that lost most first."),
    JSONField("service", \.service, "How many phones are out of service."),
    JSONField(
      "causes", \.causes,
      "Why phones are without trust or out of service at the end, the root cause first."),
    JSONField("remedies", \.remedies, "What saves the phones that lost trust."),
    JSONField("onePhone", \.onePhone, "What one phone shows at the end."),
    JSONField("testPhone", \.testPhone, "The phone to look at after each step."),
    JSONField(
      "assumptions", \.assumptions, "What the verdict depends on: behaviours nobody documents."),
    JSONField("steps", \.steps, "The steps as they were carried out."),
    JSONField("timeline", \.timeline, "What happened, in order."),
    JSONField(
      "censuses", \.censuses, "Counts of phones when a step was done or an expectation judged."),
    JSONField("registrations", \.registrations, "Phones registered, between censuses too."),
    JSONField("kinds", \.kinds, "Kinds of phones at the end, the worst first."),
    JSONField(
      "standings", \.standings,
      "Ways in which phones stood at some census; empty unless each phone was asked for. "
        + ""),
    JSONField(
      "fates", \.fates,
      "How phones fared from census to census; empty unless each phone was asked for. "
        + ""),
    JSONField(
      "inventory", \.inventory,
      "Every phone by name with its fate; left out unless each phone was asked for. "
        + ""),
    JSONField("outages", \.outages, "The longest time without registration, by kind of phone."),
    JSONField("times", \.times, "Constants that durations are made of."),
    JSONField("rules", \.rules, "Rules applied."),
    JSONField("defects", \.defects, "Defects of the product that the scenario turns on."),
    JSONField("leftOut", \.leftOut, "What the model leaves out."),
    JSONField("work", \.work, "How much was simulated."),
    JSONField("replay", \.replay, "What it takes to get this report again."),
  ]
}

extension ReportedCluster: JSONRecord {
  static let recordName = "cluster"
  static let meaning = "A cluster as it is at the start."
  static let fields: [JSONField<ReportedCluster>] = [
    JSONField("name", \.name, "Its name."),
    JSONField("release", \.release, "Its release as written."),
    JSONField("mode", \.mode, "mixed or non-secure."),
    JSONField("nodes", \.nodes, "How many nodes it has."),
    JSONField("servers", \.servers, "Its nodes."),
    JSONField("phones", \.phones, "How many phones are its own."),
  ]
}

extension ReportedServer: JSONRecord {
  static let recordName = "server"
  static let meaning = "A node of a cluster."
  static let fields: [JSONField<ReportedServer>] = [
    JSONField("name", \.name, "Its name in the scenario."),
    JSONField("isPublisher", \.isPublisher, "It is the publisher."),
    JSONField("runsCallManager", \.runsCallManager, "It runs the CallManager service."),
    JSONField("runsTFTP", \.runsTFTP, "It runs the TFTP service."),
  ]
}

extension ReportedSite: JSONRecord {
  static let recordName = "site"
  static let meaning = "A place where phones stand."
  static let fields: [JSONField<ReportedSite>] = [
    JSONField("name", \.name, "Its name."),
    JSONField("servers", \.servers, "DHCP option 150 at the start, in order."),
    JSONField("phones", \.phones, "How many phones stand there."),
  ]
}

extension ReportedExpectation: JSONRecord {
  static let recordName = "expectation"
  static let meaning =
    "Something the runbook demands: an expectation, a wait or a preflight. "
    + ""
  static let fields: [JSONField<ReportedExpectation>] = [
    JSONField("result", \.result, "What came of it under all interpretations."),
    JSONField("met", \.met, "It is met by default; left out where it was not judged."),
    JSONField("builtin", \.builtin, "Every plan has to meet it, written or not."),
    JSONField("isWarning", \.isWarning, "It never changes the exit status."),
    JSONField("name", \.name, "Its name, if the scenario gives one."),
    JSONField("statement", \.statement, "As written."),
    JSONField("heading", \.heading, "The heading it stands under."),
    JSONField("time", \.time, "When it was judged."),
    JSONField("seconds", \.seconds, "The same in seconds after the start."),
    JSONField("measured", \.measured, "What was measured, in words."),
    JSONField("value", \.value, "What was measured."),
    JSONField("base", \.base, "What a share is of."),
    JSONField("selected", \.selected, "How many phones were selected."),
    JSONField("before", \.before, "The same measure before the first step."),
    JSONField("timesMeasured", \.timesMeasured, "How often it was measured."),
    JSONField(
      "dependsOn", \.dependsOn,
      "The smallest sets of undocumented behaviours that change the result together."),
    JSONField("reason", \.reason, "Why it was not judged."),
    JSONField("file", \.file, "Place of its file in files."),
    JSONField("line", \.line, "Its line, from 1; 0 if it has none."),
  ]
}

extension ReportedFinding: JSONRecord {
  static let recordName = "finding"
  static let meaning = "Something that the preflight found."
  static let fields: [JSONField<ReportedFinding>] = [
    JSONField("kind", \.kind, "Its kind."),
    JSONField("losesPhones", \.losesPhones, "It counts as a failed expectation."),
    JSONField("text", \.text, "In words."),
    JSONField("phones", \.phones, "How many phones are concerned."),
  ]
}

extension ReportedWord: JSONRecord {
  static let recordName = "word"
  static let meaning = "A word for where phones stand."
  static let fields: [JSONField<ReportedWord>] = [
    JSONField("word", \.word, "The word."),
    JSONField("meaning", \.meaning, "What it means to an engineer."),
    JSONField("atStart", \.atStart, "Phones at the start."),
    JSONField("atEnd", \.atEnd, "Phones at the end."),
  ]
}

extension ReportedRefused: JSONRecord {
  static let recordName = "refused"
  static let meaning = "Phones whose status messages say that they refused a file."
  static let fields: [JSONField<ReportedRefused>] = [
    JSONField("atStart", \.atStart, "Phones at the start."),
    JSONField("atEnd", \.atEnd, "Phones at the end."),
  ]
}

extension ReportedRegistration: JSONRecord {
  static let recordName = "registration"
  static let meaning = "How many phones are registered."
  static let fields: [JSONField<ReportedRegistration>] = [
    JSONField("registeredAtStart", \.registeredAtStart, "Registered at the start."),
    JSONField("registeredAtEnd", \.registeredAtEnd, "Registered at the end."),
    JSONField("poweredAtStart", \.poweredAtStart, "Switched on at the start."),
    JSONField("poweredAtEnd", \.poweredAtEnd, "Switched on at the end."),
    JSONField(
      "withOldConfiguration", \.withOldConfiguration,
      "Registered at the end with a configuration older than the one served. "
        + ""),
    JSONField("lowest", \.lowest, "The fewest registered at any instant since the start."),
    JSONField("lowestAt", \.lowestAt, "When that was so first."),
  ]
}

extension ReportedGroup: JSONRecord {
  static let recordName = "group"
  static let meaning = "A CallManager group at the end."
  static let fields: [JSONField<ReportedGroup>] = [
    JSONField("name", \.name, "Its name."),
    JSONField("servers", \.servers, "Its nodes at the start, in order."),
    JSONField("phones", \.phones, "How many phones it has."),
    JSONField("lost", \.lost, "How many have lost trust."),
    JSONField("registered", \.registered, "How many are registered."),
    JSONField("words", \.words, "Words that some phone of it has, the worst first."),
  ]
}

extension ReportedCount: JSONRecord {
  static let recordName = "count"
  static let meaning = "A name and how many there are of it."
  static let fields: [JSONField<ReportedCount>] = [
    JSONField("name", \.name, "The name."),
    JSONField("count", \.count, "How many."),
  ]
}

extension ReportedVerdict: JSONWord {}
extension ReportedResult: JSONWord {}
extension ReportedStep.Outcome: JSONWord {}
