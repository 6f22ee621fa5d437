/// A known defect of the product that a scenario may switch on with `defect ID`.
package enum DefectID: String, CaseIterable, Hashable, Sendable {
  case csctn50405 = "CSCtn50405"
  case cscto60209 = "CSCto60209"
  case cscts01319 = "CSCts01319"
  case cscto87262 = "CSCto87262"
  case cscuy43181 = "CSCuy43181"
  case cscun18578 = "CSCun18578"
  case cscun19112 = "CSCun19112"
  case cscvv13565 = "CSCvv13565"
  case cscti64589 = "CSCti64589"
}
