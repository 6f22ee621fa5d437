import ClusterImport
import ScenarioLanguage

// What each mistake of a log is answered with.

/// The diagnostics that the shortest log with this mistake gives, as they are shown.
func renderedImport(_ code: DiagnosticCode) -> String {
  let version = "admin:show version active\nActive Master Version: 11.5.1.13900-52\n"
  let cluster = "admin:show network cluster\n10.1.1.5 pub.lab pub Publisher callmanager DBPub\n"
  let log =
    switch code {
    case .damagedList: "admin:show itl\nLength of ITL file: 54x\nadmin:exit\n"
    case .truncatedLog: "admin:show network cluster\nadmin:"
    case .damagedAnswer: "admin:show version active\nActive Master Version: eleven\n"
    case .otherProduct: "Router#show version\nCisco IOS Software, C2900 Software\n"
    case .severalClusters: cluster + cluster.replacing(" pub", with: " east")
    case .missingAnswer: version
    default: "nothing at all\n"
    }
  let outcome = importLogs([log])
  let shown = outcome.diagnostics.filter { $0.code == code }
  return shown.map { $0.rendered(color: false) + "\n" }.joined()
}

let goldensImport: [(DiagnosticCode, String)] = [
  (
    .nothingToImport,
    """
    a.log:1:1: error[E120]: nothing to import: no command of the list that import --commands \
    prints, no trust list, no alarm and no table of phones
       1 | nothing at all
         | ^^^^^^^^^^^^^^
    """
  ),
  (
    .damagedList,
    """
    a.log:2:1: error[E121]: this ITL cannot be read: a number is expected, not '54x'
       2 | Length of ITL file: 54x
         | ^^^^^^^^^^^^^^^^^^^^^^^
    """
  ),
  (
    .truncatedLog,
    """
    a.log:1:1: error[E122]: no node follows the command
       1 | admin:show network cluster
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^
    """
  ),
  (
    .damagedAnswer,
    """
    a.log:2:1: error[E123]: eleven is not a release of the product
       2 | Active Master Version: eleven
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    """
  ),
  (
    .otherProduct,
    """
    a.log:1:1: error[E124]: a log of Cisco IOS, not of the publisher
       1 | Router#show version
         | ^^^^^^^^^^^^^^^^^^^
    """
  ),
  (
    .severalClusters,
    """
    a.log:4:1: error[E125]: another cluster begins here: its publisher is east, not pub
       4 | 10.1.1.5 east.lab east Publisher callmanager DBPub
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: logs of one cluster
    """
  ),
  (
    .missingAnswer,
    """
    a.log: error[E126]: nothing tells the nodes, the security mode, the groups, the phones
         = expected: the answers of show network cluster, the query of enterprise parameters,
                     the query of CallManager groups, the query of phones
    """
  ),
]
