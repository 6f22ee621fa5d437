extension DiagnosticCode {
  /// What the code says, in one line.
  package var title: String { "" }
  /// What it means, an example that provokes it, and what to write instead.
  package var explanation: String { "" }
}
