package import ClusterModel
package import SimulationTrace
import TrustRules
package import TrustVerdicts
import VirtualTime

/// What still saves phones, as text: what not to touch first, then each kind of phone, then the
/// recommended remedy as the lines to type.
package enum RemediesText {
  package static func text(
    _ rescue: Rescue, _ plan: RescuePlan?, after trace: Trace, of scenario: Scenario, color: Bool
  ) -> String {
    let page = RemediesPage(
      rescue: rescue, plan: plan, trace: trace, names: Names(scenario, trace.certificates),
      layout: TextLayout(color: color))
    return page.lines.map { $0 + "\n" }.joined()
  }
}

private struct RemediesPage {
  let rescue: Rescue
  let plan: RescuePlan?
  let trace: Trace
  let names: Names
  let layout: TextLayout
  static let mostKinds = 30
  static let mostHazards = 20

  var lines: [String] {
    let all = Words.counted(trace.phoneCount, "phone")
    guard !rescue.troubles.isEmpty else {
      return wrapped(
        "No recovery is needed: of \(all) none has lost trust, is unserved or is out of service "
          + "that was not so before the plan (\(Words.time(trace.ends)))."
      ) + hazards
    }
    var parts: [String] = []
    if rescue.lost > 0 { parts.append("\(Words.number(rescue.lost)) have lost trust") }
    let unserved = rescue.count(.unserved)
    if unserved > 0 { parts.append("\(Words.number(unserved)) find no TFTP server") }
    let out = rescue.count(.outOfService)
    if out > 0 {
      parts.append("\(Words.number(out)) accept every file and are out of service")
    }
    var head = "Of \(all) \(Words.list(parts)) at the end (\(Words.time(trace.ends)))"
    let hopeless = rescue.troubles.filter(\.remedies.isEmpty)
    let byHand = hopeless.reduce(0) { $0 + ($1.sort == .refuses ? $1.count : 0) }
    let dead = hopeless.reduce(0) { $0 + ($1.sort == .refuses ? 0 : $1.count) }
    if hopeless.isEmpty { head += "; each of them can be recovered remotely." }
    var rest: [String] = []
    if byHand > 0 { rest.append("\(Words.number(byHand)) must be unlocked by hand") }
    if dead > 0 { rest.append("no single action brings \(Words.number(dead)) back into service") }
    if !rest.isEmpty { head += "; \(Words.list(rest))." }
    return wrapped(head) + hazards + kinds + recommendation
  }

  private func wrapped(_ text: String, indent: Int = 0, hang: Int = 0) -> [String] {
    let width = TextLayout.width - indent - hang
    return TextLayout.wrap(Words.safe(text), to: width, atMost: 8).enumerated().map {
      String(repeating: " ", count: $0 == 0 ? indent : indent + hang) + $1
    }
  }

  // MARK: What must be left alone

  private var hazards: [String] {
    let title = ["", layout.paint(.red, "Do not")]
    guard !rescue.hazards.isEmpty else {
      if rescue.lost == trace.phoneCount {
        return title + ["  No phone is left that a restart or a renewal could lose."]
      }
      return title + [
        "  No restart of TVS, TFTP or CallManager and no single renewal of a TVS, CallManager or",
        "  ITLRecovery certificate would lose phones now, or put them out of service; others were"
          + " not tried.",
      ]
    }
    var lines = title
    for hazard in rescue.hazards.prefix(Self.mostHazards) {
      let act =
        switch hazard.act {
        case .restart(let service): "restart \(service.rawValue) on \(names.node(hazard.node))"
        case .renew(let unit): "renew \(unit.rawValue) on \(names.node(hazard.node))"
        }
      var harms: [String] = []
      let phones = Words.counted(hazard.lost, "phone")
      if let remedy = hazard.spoils {
        harms.append("take \(remedy.words) away from \(phones)")
      } else if hazard.lost > 0 {
        harms.append("lose \(phones)")
      }
      if hazard.outOfService > 0 {
        harms.append("put \(Words.counted(hazard.outOfService, "phone")) out of service")
      }
      let harm = harms.joined(separator: " and ")
      lines += wrapped(
        "\(act): that would \(harm) "
          + "(\(names.phone(hazard.firstPhone)) first)", indent: 2, hang: 2)
    }
    let hidden = rescue.hazards.count - Self.mostHazards
    if hidden > 0 {
      lines.append("  and \(Words.number(hidden)) more, each for as many phones or fewer")
    }
    return lines
  }

  // MARK: Kinds of phones

  /// Kinds that differ only in power and registration stand together.
  private struct Kind: Hashable {
    var cohort: Int
    var held: HeldState
    var refusals: [Refusal]
    var obstacles: [RegistrationObstacle]
    var remedies: [Int]
  }

  private var kinds: [String] {
    var order: [Kind] = []
    var members: [Kind: [Rescue.Trouble]] = [:]
    for trouble in rescue.troubles {
      let kind = Kind(
        cohort: trouble.cohort, held: trouble.held, refusals: trouble.refusals,
        obstacles: trouble.sort == .refuses ? [] : trouble.obstacles, remedies: trouble.remedies)
      if members[kind] == nil { order.append(kind) }
      members[kind, default: []].append(trouble)
    }
    var lines: [String] = []
    var told: Set<Int> = []
    for kind in order.prefix(Self.mostKinds) {
      lines += [""] + self.lines(kind, members[kind] ?? [], &told)
    }
    let hidden = order.dropFirst(Self.mostKinds)
    if !hidden.isEmpty {
      let phones = hidden.reduce(0) { sum, kind in
        sum + (members[kind] ?? []).reduce(0) { $0 + $1.count }
      }
      lines += [
        "",
        "and \(Words.counted(hidden.count, "more kind")) of "
          + "\(Words.counted(phones, "phone"))",
      ]
    }
    return lines
  }

  private func lines(_ kind: Kind, _ members: [Rescue.Trouble], _ told: inout Set<Int>)
    -> [String]
  {
    let count = members.reduce(0) { $0 + $1.count }
    let registered = members.reduce(0) { $0 + ($1.registeredAt == nil ? 0 : $1.count) }
    let off = members.reduce(0) { $0 + ($1.isPowered ? 0 : $1.count) }
    var title = "\(Words.counted(count, "phone")): \(names.cohort(trace.cohorts[kind.cohort])); "
    title += "\(members.map(\.firstPhone).min().map(names.phone) ?? "") first; "
    title += "\(Words.number(registered)) registered"
    if off > 0 { title += ", \(Words.number(off)) switched off" }
    var lines = wrapped(title, hang: 2).map { layout.paint(.bold, $0) }
    lines += wrapped(reason(kind, members), indent: 2, hang: 2)
    let lists = [kind.held.ctl, kind.held.itl].compactMap(\.self)
      .map { "\($0.kind.rawValue) signed by \(names.signer($0))" }
    lines += wrapped(
      "holds \(lists.isEmpty ? "no list" : Words.list(lists))", indent: 2, hang: 2)
    guard !kind.remedies.isEmpty else {
      return lines
        + [
          members.contains { $0.sort == .refuses }
            ? "  by hand: delete the ITL on each phone, or a factory reset"
            : "  no single action brings them back into service"
        ]
    }
    for (rank, place) in kind.remedies.enumerated() {
      let remedy = rescue.remedies[place]
      lines += wrapped(
        "\(rank + 1). \(remedy.action.words) - \(effect(remedy))", indent: 2, hang: 3)
      if told.insert(place).inserted {
        lines += remedy.lines.flatMap { wrapped($0, indent: 7, hang: 2) }
      } else if !remedy.lines.isEmpty {
        lines.append("       (lines above)")
      }
    }
    return lines
  }

  /// What they refuse, or why they are not in service.
  private func reason(_ kind: Kind, _ members: [Rescue.Trouble]) -> String {
    if members.contains(where: { $0.sort == .refuses }) {
      let all = members.reduce(0) { $0 + $1.count }
      let refused = members.reduce(0) { $0 + ($1.haveRefused ? $1.count : 0) }
      let said = names.refusals(kind.refusals, having: refused == all ? kind.refusals : [])
      guard refused > 0, refused < all else { return said }
      return "\(said); \(Words.number(refused)) of them \(refused == 1 ? "has" : "have") already"
    }
    if members.contains(where: { $0.sort == .unserved }) {
      return "unserved: no TFTP server of their list answers (rule \(RuleID.tftpOrder.rawValue))"
    }
    guard !kind.obstacles.isEmpty else {
      return "out of service: they could register, and have not done so yet"
    }
    let said = kind.obstacles.map { "\(names.obstacle($0)) (rule \($0.rule.rawValue))" }
    return "out of service: \(said.joined(separator: "; "))"
  }

  private func effect(_ remedy: Rescue.Remedy) -> String {
    let harm =
      remedy.harmed == 0 ? "harms none" : "harms \(Words.counted(remedy.harmed, "phone"))"
    return "saves \(Words.counted(remedy.saved, "phone")), \(harm)"
  }

  // MARK: The recommended one

  private var recommendation: [String] {
    guard !rescue.remedies.isEmpty else { return [] }
    guard let plan else {
      return ["", "Recommended: none; every action harms at least as many phones as it saves."]
    }
    let remedy = rescue.remedies[plan.remedy]
    var lines = [
      "", layout.paint(.bold, "Recommended: \(remedy.action.words) - \(effect(remedy))"),
    ]
    lines += plan.lines.map { "  \(Words.safe($0))" }
    if let obstacle = plan.obstacle { lines += wrapped("not confirmed: \(obstacle)") }
    guard let done = plan.confirmation else { return lines }
    lines += wrapped(confirmation(done)).map { layout.paint(done.isKept ? .green : .red, $0) }
    for message in done.refused { lines += wrapped("refused: \(message)", indent: 2, hang: 2) }
    for wait in done.waitsRunOut {
      lines += wrapped("wait ran out: \(Words.statement(wait))", indent: 2, hang: 2)
    }
    if !plan.passedOver.isEmpty {
      let others = plan.passedOver.map { rescue.remedies[$0].action.words }
      lines += wrapped("Tried in time before it, and not confirmed: \(Words.list(others)).")
    }
    if !plan.dependsOn.isEmpty {
      let sets = plan.dependsOn.map { Words.together($0.map(\.rawValue)) }
      lines += wrapped(
        "This depends on undocumented behaviour: \(Words.list(sets, atMost: 5)). Under the "
          + "alternative it brings back fewer phones.")
    }
    return lines
  }

  /// What one timed run of the lines came to; confirmed only if it brought back trust and service.
  private func confirmation(_ done: RescuePlan.Confirmation) -> String {
    let outcome = done.outcome
    let time = "after \(Words.duration(done.ends - done.began)) (\(Words.time(done.ends)))"
    let all = Words.counted(outcome.promised, "phone")
    var parts: [String] = []
    if outcome.trustOnly > 0 {
      let why = outcome.left.prefix(3).map { left -> String in
        let reason =
          left.obstacle.map { "\(names.obstacle($0)) (rule \($0.rule.rawValue))" }
          ?? "they could register, and have not done so yet"
        return "\(Words.number(left.count)): \(reason)"
      }
      parts.append(
        "\(Words.counted(outcome.trustOnly, "phone")) then out of service: "
          + why.joined(separator: "; "))
    }
    let refusing = outcome.promised - outcome.back - outcome.trustOnly
    if refusing > 0 { parts.append("\(Words.counted(refusing, "phone")) still without trust") }
    if outcome.worse > 0 {
      parts.append("\(Words.counted(outcome.worse, "other phone")) worse off than before")
    }
    if done.isKept {
      return "Confirmed by a timed run: \(all) trusting and registered as before \(time), "
        + "nobody else worse off; \(Words.number(done.lostAfter)) without trust."
    }
    let isTrust = refusing == 0 && outcome.worse == 0 && outcome.promised > 0
    let head =
      isTrust && outcome.trustOnly > 0
      ? "Confirmed for trust only" : "NOT confirmed"
    let said = parts.isEmpty ? "" : "; \(parts.joined(separator: "; "))"
    return "\(head): \(Words.number(outcome.back)) of \(all) trusting and registered as before "
      + "\(time)\(said)."
  }
}
