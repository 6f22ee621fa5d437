import ScenarioLanguage

/// What holds of any bytes as a table of phones beside a scenario, and as one to import.
package enum PhoneTableProperty {
  private static let estate = """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release 11.5(1)SU3  mode non-secure
      node pub  publisher tftp callmanager  address 10.1.1.5
      node sub1  tftp callmanager
      group Default = sub1 pub
      group Lobby = pub
      site campus  option150 pub sub1  latency 1ms
      site branch  option150 pub
      phones from phones.csv
    cluster lab  release 14  mode non-secure
      node desk  publisher tftp callmanager
      group Lab = desk
    ## Implementation

    """

  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let files = InputFiles([(InputFiles.first, Array(estate.utf8)), ("phones.csv", bytes)])
    try ScenarioProperty.check(files, runs: false)
    try ImportProperty.check([SourceText(name: "phones.csv", bytes: bytes)])
  }
}
