import ClusterModel
import SimulationTrace
import TrustRules
import TrustVerdicts

extension ReportMaker {
  var readings: ReportedReadings {
    ReportedReadings(
      restsOn: assessment.restsOn.map(reading),
      flipped: assessment.flipped.map(\.rawValue),
      notFlipped: assessment.notFlipped.map(\.rawValue),
      accepted: assessment.accepted.map(\.rawValue),
      settled: law.settled.rules.map { "\($0.rawValue) \(reading(of: $0).assumed)" })
  }

  private func reading(of rule: UndecidedRule) -> (assumed: String, other: String) {
    let (standard, alternative) = rule.values
    return law.alternatives.contains(UndecidedRules(rule))
      ? (alternative, standard) : (standard, alternative)
  }

  private func reading(_ rule: UndecidedRule) -> ReportedReading {
    let (assumed, other) = reading(of: rule)
    return ReportedReading(
      rule: rule.rawValue, statement: RuleID(rawValue: rule.rawValue)?.record.statement ?? "",
      assumed: assumed, alternative: other, isAccepted: assessment.accepted.contains(rule),
      isUntried: assessment.notFlipped.contains(rule), unmet: unmet(under: rule))
  }

  private func unmet(under rule: UndecidedRule) -> [String] {
    let expectations = Dictionary(trace.expectations.map { ($0.number, $0) }) { first, _ in first }
    let waits = Dictionary(trace.waits.map { ($0.number, $0) }) { first, _ in first }
    return assessment.expectations.compactMap { assessed in
      guard assessed.outcome.result != .notMet,
        let flip = assessed.flips.first(where: { $0.rule == rule })
      else { return nil }
      let measured: (Expectation.Test) -> String = { test in
        guard flip.outcome.result == .notMet else { return "not judged" }
        return flip.outcome.measurement.map { self.words(for: $0, test) } ?? "not met"
      }
      switch assessed.outcome.subject {
      case .expectation(let number):
        guard let expectation = expectations[number]?.expectation else { return nil }
        return
          "\(expectation.name ?? Words.statement(expectation.text)): \(measured(expectation.test))"
      case .wait(let number):
        guard let wait = waits[number]?.wait else { return nil }
        return "wait until \(Words.statement(wait.text)): \(measured(.condition(wait.condition)))"
      case .preflight: return "preflight: a finding loses phones"
      }
    }
  }
}

/// What no run of the program takes into account.
let leftOutOfTheModel = [
  "Extension Mobility Cross Cluster",
  "802.1X and VPN on the phone",
  "configuration files fetched over HTTPS (ports 6971 and 6972)",
  "a CallManager service that uses Tomcat's certificate (from 14)",
  "keys of 1024 and 2048 bits where utils itl reset mixes them up",
  "licences that utils ctl update may ask for",
  "TFTP servers of other products",
  "SAML and OAuth",
  "real cryptography: a key is an identity, and a signature matches or does not",
  "calls: only registration is simulated",
]
