package struct HTMLReport {
  package init(_ report: Report) {}
  package var bytes: [UInt8] { [] }
}
