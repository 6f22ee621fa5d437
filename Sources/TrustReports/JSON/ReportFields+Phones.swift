// Phones in JSON.

extension ReportedPhone: JSONRecord {
  static let recordName = "phone"
  static let meaning = "What an engineer sees on one phone."
  static let fields: [JSONField<ReportedPhone>] = [
    JSONField("name", \.name, "Its device name."),
    JSONField("description", \.description, "Its kind."),
    JSONField("word", \.word, "Where it stands."),
    JSONField("registration", \.registration, "Where it is registered."),
    JSONField("lists", \.lists, "The trust lists its TFTP server offers."),
    JSONField("holdsThem", \.holdsThem, "It holds them."),
    JSONField("statusMessages", \.statusMessages, "Status Messages on the phone."),
    JSONField(
      "nextMessages", \.nextMessages, "Status Messages that would be there after its next boot."),
    JSONField("fileStatus", \.fileStatus, "ITL File Status in CUCM."),
  ]
}

extension ReportedList: JSONRecord {
  static let recordName = "list"
  static let meaning = "A trust list that a node offers."
  static let fields: [JSONField<ReportedList>] = [
    JSONField("kind", \.kind, "CTL or ITL."),
    JSONField("node", \.node, "Who offers it."),
    JSONField("signer", \.signer, "Who signed it."),
    JSONField("serial", \.serial, "The serial number of the signer."),
    JSONField("records", \.records, "How many records it has."),
    JSONField("roles", \.roles, "How many of each role."),
  ]
}

extension ReportedKind: JSONRecord {
  static let recordName = "kind"
  static let meaning = "Phones that stand alike at the end."
  static let fields: [JSONField<ReportedKind>] = [
    JSONField("description", \.description, "Their kind."),
    JSONField("phones", \.phones, "How many."),
    JSONField("firstPhone", \.firstPhone, "The first of them."),
    JSONField("isPowered", \.isPowered, "They are switched on."),
    JSONField("registeredAt", \.registeredAt, "Where they are registered."),
    JSONField("trust", \.trust, "Where they stand as far as trust goes."),
    JSONField("service", \.service, "Where they stand as far as telephony goes."),
    JSONField("trustPaths", \.trustPaths, "Routes by which they could still accept a new list."),
    JSONField("rules", \.rules, "Rules applied."),
    JSONField("remedies", \.remedies, "What saves them, the cheapest first."),
  ]
}

extension ReportedTrust: JSONRecord {
  static let recordName = "trust"
  static let meaning = "Where phones stand as far as trust goes."
  static let fields: [JSONField<ReportedTrust>] = [
    JSONField("word", \.word, "trusting, behind, locked, stranded, open, unserved or unaware."),
    JSONField("reason", \.reason, "What carries them, or what they would refuse."),
    JSONField(
      "rule", \.rule, "The rule by which they would refuse; left out where they would not."),
    JSONField("hasRefused", \.hasRefused, "They refused a file when they last judged their files."),
  ]
}

extension ReportedPhoneService: JSONRecord {
  static let recordName = "phoneService"
  static let meaning = "Where phones stand as far as telephony goes."
  static let fields: [JSONField<ReportedPhoneService>] = [
    JSONField("word", \.word, "registered, off or out of service."),
    JSONField("reason", \.reason, "Where they are registered, or why they cannot register."),
    JSONField(
      "rule", \.rule, "The rule by which they are out of service; left out where they are not."),
  ]
}

extension ReportedOutage: JSONRecord {
  static let recordName = "outage"
  static let meaning = "The longest time without registration of one kind of phone."
  static let fields: [JSONField<ReportedOutage>] = [
    JSONField("description", \.description, "Their kind."),
    JSONField("longest", \.longest, "How long, in words."),
    JSONField("longestMicroseconds", \.longestMicroseconds, "How long."),
    JSONField("phone", \.phone, "A phone that had it."),
  ]
}

extension ReportedStanding: JSONRecord {
  static let recordName = "standing"
  static let meaning = "A way in which phones stood at some census."
  static let fields: [JSONField<ReportedStanding>] = [
    JSONField("description", \.description, "Their kind."),
    JSONField("model", \.model, "Their model."),
    JSONField("group", \.group, "Their CallManager group."),
    JSONField("site", \.site, "Where they stand."),
    JSONField("isPowered", \.isPowered, "They were switched on."),
    JSONField("registeredAt", \.registeredAt, "Where they were registered."),
    JSONField(
      "hasOldConfiguration", \.hasOldConfiguration,
      "They worked with a configuration older than the one served. "
        + ""),
    JSONField("trust", \.trust, "Where they stood as far as trust goes."),
    JSONField("service", \.service, "Where they stood as far as telephony goes."),
    JSONField("trustPaths", \.trustPaths, "Routes by which they could still accept a new list."),
    JSONField("rules", \.rules, "Rules applied."),
    JSONField("remedies", \.remedies, "What saves them, the cheapest first."),
  ]
}

extension ReportedFate: JSONRecord {
  static let recordName = "fate"
  static let meaning = "How phones fared from census to census."
  static let fields: [JSONField<ReportedFate>] = [
    JSONField("changes", \.changes, "When they came to stand otherwise."),
    JSONField("phones", \.phones, "How many phones fared so."),
  ]
}

extension ReportedChange: JSONRecord {
  static let recordName = "change"
  static let meaning = "A census from which on phones stand otherwise."
  static let fields: [JSONField<ReportedChange>] = [
    JSONField("census", \.census, "Place in censuses."),
    JSONField("standing", \.standing, "Place in standings."),
  ]
}

extension ReportedInventory: JSONRecord {
  static let recordName = "inventory"
  static let meaning =
    "Every phone by name, in file order. ITEM*N stands for N items: N names that count "
    + "upwards, or N equal places."
  static let fields: [JSONField<ReportedInventory>] = [
    JSONField("names", \.names, "Device names."),
    JSONField("fates", \.fates, "The place in fates of each of these phones."),
  ]
}
