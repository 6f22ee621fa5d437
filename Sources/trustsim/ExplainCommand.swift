import ScenarioFiles
import TrustReports

/// `explain CODE|RULE` and `rules`: what the program's own names mean.
enum ExplainCommand {
  static func explain(_ words: [String]) throws(Failure) -> String {
    guard let name = words.first else {
      throw .usage("explain wants the name of a rule or the code of an error")
    }
    guard words.count == 1, !name.hasSuffix(".mop"), !name.contains("/") else {
      throw .usage("explain FILE SEP… is not supported yet; explain CODE or explain RULE is")
    }
    if let text = CatalogueText.explanation(of: name.lowercased()) { return text }
    if let code = DiagnosticCode(rawValue: name.uppercased()) {
      let title = code.title.isEmpty ? "" : ": \(code.title)"
      let body = code.explanation.isEmpty ? "" : "\n\(code.explanation)\n"
      return "\(code.rawValue)\(title)\n\(body)"
    }
    throw .unknown(
      "rule or error code", name,
      among: CatalogueText.names + DiagnosticCode.allCases.map(\.rawValue))
  }
}
