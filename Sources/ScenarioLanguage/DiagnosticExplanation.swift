/// What `explain CODE` says about one code.
package struct DiagnosticExplanation: Hashable, Sendable {
  /// Where in a file the two examples stand.
  package enum Placement: Hashable, Sendable {
    /// They are whole files.
    case file
    case head
    case cluster
    /// They are all clusters of a file.
    case clusters
    case steps
    /// They begin with a heading.
    case sections
    /// The mistake cannot be shown in a few lines.
    case nowhere
  }
  package var code: DiagnosticCode
  package var title: String
  package var meaning: String
  package var placement: Placement
  package var wrong: String
  package var right: String

  init(
    _ code: DiagnosticCode, _ title: String, _ meaning: String,
    _ placement: Placement = .nowhere, wrong: String = "", right: String = ""
  ) {
    self.code = code
    self.title = title
    self.meaning = meaning
    self.placement = placement
    self.wrong = wrong
    self.right = right
  }

  /// The example as a whole file; nil where there is none.
  package func sample(isRight: Bool) -> String? {
    let lines = isRight ? right : wrong
    let head = "mop 1\nstarts 2026-01-10 21:45\n"
    let estate = """
      cluster hq  release 11.5(1)SU3  mode non-secure
        node pub   publisher tftp callmanager
        node sub1  tftp callmanager
        group Default = sub1 pub
        site campus  option150 pub sub1
        phones 100  model 8861  group Default  site campus

      """
    switch placement {
    case .file: return lines + "\n"
    case .head: return head + lines + "\n" + estate
    case .cluster: return head + estate + lines + "\n"
    case .clusters: return head + lines + "\n"
    case .steps: return head + estate + "\n## Implementation\n" + lines + "\n"
    case .sections: return head + estate + "\n" + lines + "\n"
    case .nowhere: return nil
    }
  }

  static let all: [DiagnosticExplanation] =
    ofText + ofHead + ofValues + ofNames + ofEstate + ofSteps + ofLimits + ofImports
}

extension DiagnosticCode {
  /// The code's record in the table of explanations; every code has one.
  package var record: DiagnosticExplanation? {
    DiagnosticExplanation.all.first { $0.code == self }
  }

  /// What the code says, in one line.
  package var title: String { record?.title ?? rawValue }

  /// What it means, an example that provokes it, and what to write instead.
  package var explanation: String {
    guard let record else { return rawValue }
    var text = "\(rawValue): \(record.title)\n\n\(record.meaning)\n"
    guard record.placement != .nowhere else { return text }
    for (heading, lines) in [("Wrong", record.wrong), ("Right", record.right)] {
      text += "\n\(heading):\n"
      for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.isEmpty ? "\n" : "    \(line)\n"
      }
    }
    return text
  }
}
