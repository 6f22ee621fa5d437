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
    let lost = rescue.troubles.reduce(0) { $0 + $1.count }
    let all = Words.counted(trace.phoneCount, "phone")
    guard lost > 0 else {
      return wrapped(
        "No remedy is needed: of \(all) none has lost trust at the end (\(Words.time(trace.ends)))."
      ) + hazards
    }
    var head = "\(Words.number(lost)) of \(all) have lost trust at the end "
    head += "(\(Words.time(trace.ends)))"
    let hopeless = rescue.troubles.filter(\.remedies.isEmpty).reduce(0) { $0 + $1.count }
    head +=
      hopeless == 0
      ? "; all of them can be saved remotely."
      : "; \(Words.number(hopeless)) of them need hands on each phone."
    return wrapped(head) + hazards + kinds + recommendation
  }

  private func wrapped(_ text: String, indent: Int = 0, hang: Int = 0) -> [String] {
    let width = TextLayout.width - indent - hang
    return TextLayout.wrap(Words.safe(text), to: width, atMost: 8).enumerated().map {
      String(repeating: " ", count: $0 == 0 ? indent : indent + hang) + $1
    }
  }

  // MARK: What not to touch

  private var hazards: [String] {
    let title = ["", layout.paint(.red, "Do not touch")]
    guard !rescue.hazards.isEmpty else {
      let lost = rescue.troubles.reduce(0) { $0 + $1.count }
      if lost == trace.phoneCount {
        return title + ["  No phone is left that a restart or a renewal could lose."]
      }
      return title + ["  No restart and no renewal of a single certificate would lose phones now."]
    }
    var lines = title
    for hazard in rescue.hazards.prefix(Self.mostHazards) {
      let act =
        switch hazard.act {
        case .restart(let service): "a restart of \(service.rawValue)"
        case .renew(let unit): "a new \(unit.rawValue) certificate"
        }
      let phones = Words.counted(hazard.lost, "phone")
      let harm = hazard.spoils.map { "take \($0) away from \(phones)" } ?? "lose \(phones)"
      lines += wrapped(
        "\(names.node(hazard.node)): \(act) would \(harm) "
          + "(\(names.phone(hazard.firstPhone)) first)", indent: 2, hang: 2)
    }
    let hidden = rescue.hazards.count - Self.mostHazards
    if hidden > 0 { lines.append("  and \(Words.number(hidden)) more, each for fewer phones") }
    return lines
  }

  // MARK: Kinds of phones

  /// Kinds that differ only in power and registration stand together.
  private struct Kind: Hashable {
    var cohort: Int
    var held: HeldState
    var refusals: [Refusal]
    var remedies: [Int]
  }

  private var kinds: [String] {
    var order: [Kind] = []
    var members: [Kind: [Rescue.Trouble]] = [:]
    for trouble in rescue.troubles {
      let kind = Kind(
        cohort: trouble.cohort, held: trouble.held, refusals: trouble.refusals,
        remedies: trouble.remedies)
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
    lines += wrapped(names.refusals(kind.refusals), indent: 2, hang: 2)
    let lists = [kind.held.ctl, kind.held.itl].compactMap(\.self)
      .map { "\($0.kind.rawValue) signed by \(names.signer($0))" }
    lines += wrapped(
      "holds \(lists.isEmpty ? "no list" : Words.list(lists))", indent: 2, hang: 2)
    guard !kind.remedies.isEmpty else {
      return lines + ["  by hand: delete the ITL on each phone, or a factory reset"]
    }
    for (rank, place) in kind.remedies.enumerated() {
      let remedy = rescue.remedies[place]
      lines += wrapped(
        "\(rank + 1). \(remedy.text) - \(effect(remedy))", indent: 2, hang: 3)
      if told.insert(place).inserted {
        lines += remedy.lines.flatMap { wrapped($0, indent: 7, hang: 2) }
      } else if !remedy.lines.isEmpty {
        lines.append("       (lines above)")
      }
    }
    return lines
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
    var lines = ["", layout.paint(.bold, "Recommended: \(remedy.text) - \(effect(remedy))")]
    lines += plan.lines.map { "  \(Words.safe($0))" }
    if let obstacle = plan.obstacle { lines += wrapped("not confirmed: \(obstacle)") }
    guard let done = plan.confirmation else { return lines }
    var text = done.isKept ? "confirmed: " : "NOT confirmed: "
    text += "\(Words.number(done.trusting)) of \(Words.number(done.phones)) trusting after "
    text += "\(Words.duration(done.ends - done.began)) (\(Words.time(done.ends))), "
    text += "\(Words.number(done.lostAfter)) without trust"
    lines += wrapped(text).map { layout.paint(done.isKept ? .green : .red, $0) }
    for message in done.refused { lines += wrapped("refused: \(message)", indent: 2, hang: 2) }
    return lines
  }
}
