extension RuleRecord {
  static let bothAtOnce = RuleRecord(
    .bothAtOnce, .changing, .documented,
    source: "Cisco 116232, 117598 and 214231",
    "CallManager and TVS renewed before phones took the first new list lose the phones "
      + "that have no other TVS and no CTL, where CallManager signs the ITL.")
}
