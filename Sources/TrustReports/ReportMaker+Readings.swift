import ClusterModel
import SimulationTrace
import TrustRules
import TrustVerdicts

extension ReportMaker {
  var assumptions: ReportedAssumptions {
    ReportedAssumptions(
      dependsOn: assessment.dependsOn.map(dependence),
      involved: assessment.coverage.rules.map(\.rawValue),
      classes: assessment.coverage.classes, notExamined: assessment.coverage.notExamined,
      wouldPassIf: assessment.wouldPass.map(words),
      contradicted: assessment.contradicted.map { words($0.rules) },
      unknownSteps: assessment.unknownSteps.map { number in
        "step \(number), \(stepText[number].map { Words.statement($0.text) } ?? "")"
      },
      accepted: assessment.accepted.map(\.rawValue),
      settled: law.settled.rules.map { "\($0.rawValue) \(reading(of: $0).assumed)" })
  }

  /// `tvs-roles is all-certificates and tvs-negative is next`.
  private func words(_ rules: [UndecidedRule]) -> String {
    Words.list(rules.map { "\($0.rawValue) is \(reading(of: $0).other)" })
  }

  private func reading(of rule: UndecidedRule) -> (assumed: String, other: String) {
    let (standard, alternative) = rule.values
    return law.alternatives.contains(UndecidedRules(rule))
      ? (alternative, standard) : (standard, alternative)
  }

  private func dependence(_ rules: [UndecidedRule]) -> ReportedDependence {
    ReportedDependence(
      rules: rules.map { rule in
        let (assumed, other) = reading(of: rule)
        return ReportedReading(
          rule: rule.rawValue,
          statement: RuleID(rawValue: rule.rawValue)?.record.statement ?? "",
          assumed: assumed, alternative: other)
      },
      isAccepted: rules.contains(where: assessment.accepted.contains), unmet: unmet(under: rules))
  }

  private func unmet(under rules: [UndecidedRule]) -> [String] {
    var set: UndecidedRules = []
    for rule in rules { set.insert(UndecidedRules(rule)) }
    return assessment.expectations.compactMap { assessed in
      guard assessed.outcome.result != .notMet,
        let other = assessed.others.first(where: { $0.offDefault == set })
      else { return nil }
      let measured: (Expectation.Test) -> String = { test in
        guard other.outcome.result == .notMet else { return "not judged" }
        return other.outcome.measurement.map { self.words(for: $0, test) } ?? "not met"
      }
      return describe(assessed.outcome.subject, measured, other.outcome.measurement)
    }
  }

  private func describe(
    _ subject: ExpectationOutcome.Subject, _ measured: (Expectation.Test) -> String,
    _ measurement: Measurement?
  ) -> String? {
    switch subject {
    case .expectation(let number):
      guard let expectation = trace.expectations.first(where: { $0.number == number })?.expectation
      else { return nil }
      return
        "\(expectation.name ?? Words.statement(expectation.text)): \(measured(expectation.test))"
    case .wait(let number):
      guard let wait = trace.waits.first(where: { $0.number == number })?.wait else { return nil }
      return "wait until \(Words.statement(wait.text)): \(measured(.condition(wait.condition)))"
    case .preflight: return "preflight: a finding would harm phones"
    case .builtIn(let demand):
      return "\(demand.rawValue): \(measurement.map { words(for: $0, demand) } ?? "not met")"
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
  "the way back to a phone's first CallManager while another serves it: it stays until it boots",
]
