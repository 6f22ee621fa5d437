// What a verdict depends on, in the words that every format uses.

extension ReportedCause {
  /// What happened to the phones, after their number.
  var event: String {
    if isOutOfService { return "lost service" }
    return refusals.isEmpty && !obstacles.isEmpty ? "found no TFTP server" : "lost trust"
  }
}

extension ReportedDependence {
  /// What the run assumes, and what the other interpretation would change.
  var sentence: String {
    let assumed = rules.map { "\($0.rule) is assumed to be \($0.assumed)" }
    let other = rules.map(\.alternative)
    var text = Words.list(assumed)
    let hit = unmet.first ?? "an expectation"
    let more = unmet.count > 1 ? " and \(unmet.count - 1) more" : ""
    text +=
      "; with \(Words.list(other))\(rules.count > 1 ? " together" : "") not met: \(hit)\(more)"
    return isAccepted ? text + " (accepted by the plan)" : text
  }
}

extension ReportedAssumptions {
  /// What there is to say beside the sets on which the verdict depends; the first one speaks of
  /// all interpretations.
  func remarks(verdict: ReportedVerdict) -> [String] {
    var said = [summary(verdict)]
    if !wouldPassIf.isEmpty {
      said.append("it would pass if \(wouldPassIf.prefix(3).joined(separator: ", or if "))")
    }
    if !unknownSteps.isEmpty {
      said.append("not simulated: \(Words.list(unknownSteps, atMost: 3))")
    }
    if notExamined > 0 {
      said.append(
        "\(Words.counted(notExamined, "interpretation")) not examined: more classes than the limit")
    }
    if !contradicted.isEmpty {
      let ruledOut = contradicted.prefix(3).joined(separator: ", or that ")
      said.append("the stated history rules out that \(ruledOut)")
    }
    return said
  }

  private func summary(_ verdict: ReportedVerdict) -> String {
    if involved.isEmpty { return "none matter: no undocumented behaviour is involved" }
    let all = "\(Words.counted(classes, "class", "classes")) of interpretations"
    let rules = Words.list(involved, atMost: 5)
    switch verdict {
    case .fails:
      return wouldPassIf.isEmpty
        ? "none matter: it fails under every interpretation of \(rules) (\(all))"
        : "it fails by default; \(all) of \(rules) examined"
    case .passes, .inconclusive:
      return "none matter: the result is the same under every interpretation of \(rules) (\(all))"
    }
  }
}
