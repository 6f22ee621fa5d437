import ClusterModel
import TrustRules
import VirtualTime

/// The catalogue of rules as text: all of them, or one in full.
package enum CatalogueText {
  /// Every rule with its basis and source, by chapter.
  package static var list: String {
    let width = RuleID.allCases.map(\.rawValue.count).max() ?? 0
    var text = ""
    for chapter in RuleRecord.Chapter.allCases {
      let records = RuleID.allCases.map(\.record).filter { $0.chapter == chapter }
      guard !records.isEmpty else { continue }
      text += (text.isEmpty ? "" : "\n") + chapter.rawValue + "\n"
      for record in records {
        text += "  " + TextLayout.left(record.id.rawValue, width + 2)
        text += TextLayout.left(record.basis.rawValue, 12)
        text += record.source + (record.id.undecided == nil ? "" : " [undocumented]") + "\n"
      }
    }
    text += "\nUndocumented behaviours: `assume NAME VALUE` settles one; the first is the default\n"
    for rule in UndecidedRule.allCases {
      let (standard, alternative) = rule.values
      text += "  " + TextLayout.left(rule.rawValue, width + 2) + "\(standard) | \(alternative)\n"
    }
    text += "\nTime constants: `assume NAME VALUE`\n"
    for constant in TimeConstant.allCases {
      text += "  " + TextLayout.left(constant.rawValue, width + 2) + value(constant) + "\n"
    }
    return text
  }

  /// Names that ``explanation(of:)`` knows.
  package static var names: [String] {
    var names = RuleID.allCases.map(\.rawValue)
    names += UndecidedRule.allCases.map(\.rawValue).filter { !names.contains($0) }
    return names + TimeConstant.allCases.map(\.rawValue).filter { !names.contains($0) }
  }

  /// One rule, undocumented behaviour or time constant in full; nil for any other name.
  package static func explanation(of name: String) -> String? {
    var text = ""
    if let record = RuleID(rawValue: name)?.record {
      text += name + "\n\n"
      for line in TextLayout.wrap(record.statement, to: 78, atMost: 40) { text += "  \(line)\n" }
      text += "\n"
      text += "  known     \(record.basis.rawValue)\n"
      text += "  source    \(record.source)\n"
      text += "  releases  \(record.releases)\n"
      text += "  chapter   \(record.chapter.rawValue)\n"
    }
    if let rule = UndecidedRule(rawValue: name) {
      let (standard, alternative) = rule.values
      text += text.isEmpty ? name + "\n\n" : "\n"
      text +=
        "  Undocumented: a run examines both interpretations unless the scenario settles it with\n"
      text += "    assume \(name) \(standard)      (the default)\n"
      text += "    assume \(name) \(alternative)\n"
    } else if let constant = TimeConstant(rawValue: name) {
      text += text.isEmpty ? name + "\n\n" : "\n"
      text += "  A time constant, \(value(constant)) unless the scenario says\n"
      text += "    assume \(name) VALUE\n"
    }
    return text.isEmpty ? nil : text
  }

  private static func value(_ constant: TimeConstant) -> String {
    switch constant.quantity {
    case .duration: Duration(microseconds: constant.standard).text
    case .perSecond: "\(Words.number(constant.standard)) a second"
    case .count: Words.number(constant.standard)
    }
  }
}

/// The findings of `check` as text; empty when there is none.
package enum FindingsText {
  package static func text(_ findings: [ReportedFinding], color: Bool) -> String {
    let layout = TextLayout(color: color)
    return findings.map { finding in
      let label = finding.harm?.label ?? "warning"
      let tone: TextLayout.Tone = finding.losesPhones ? .red : .yellow
      let lines = TextLayout.wrap(Words.safe(finding.text), to: 84, atMost: 6)
      return lines.enumerated().map { place, line in
        let head = place == 0 ? layout.paint(tone, TextLayout.left(label, 14)) : ""
        return (place == 0 ? head : TextLayout.left("", 14)) + line + "\n"
      }.joined()
    }.joined()
  }
}
