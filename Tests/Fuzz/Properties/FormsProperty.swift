import ScenarioLanguage

/// What holds of any bytes as a scenario in JSON or as a table: they are one or none, and one that
/// is read says the same in each of its forms.
package enum FormsProperty {
  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    guard let mop = ScenarioForms.mop(bytes) else { return }
    try require(mop == ScenarioForms.mop(bytes), "it is read in two ways")
    let files = InputFiles([(InputFiles.first, Array(mop.utf8))])
    try ScenarioProperty.check(files, runs: false)
  }
}
