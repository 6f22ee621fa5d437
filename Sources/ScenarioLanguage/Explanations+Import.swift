// What can be wrong with the logs that an inventory is made from.

extension DiagnosticExplanation {
  /// Those of logs, in the order of their codes.
  package static let ofImports: [DiagnosticExplanation] = [
    Self(
      .nothingToImport, "nothing to import",
      """
      No inventory can be made from this: it is none of the commands that import --commands prints,
      no trust list, no alarm and no table of phones; or it is a query without its answer.
      """),
    Self(
      .damagedList, "a trust list that was damaged on its way",
      """
      The text of show itl or show ctl says how long each field, each record and the file are. Here
      they do not agree, or a line cannot stand there: text was lost or changed when it was copied.
      Take the list again; import --partial uses what can be read.
      """),
    Self(
      .truncatedLog, "a log that ends too early",
      """
      The answer of this command is missing or has no end: the log was cut off, or the login ended.
      """),
    Self(
      .damagedAnswer, "an answer that cannot be understood",
      """
      The answer of a command does not have the form that it has in the product, or tells what no
      cluster can be.
      """),
    Self(
      .otherProduct, "a log of another product",
      """
      The log was taken on a router, a switch or another server. The commands are for the publisher
      of a CUCM cluster.
      """),
    Self(
      .severalClusters, "logs of several clusters",
      """
      A list or a table names nodes that are not of the cluster whose logs come first. Import each
      cluster by itself, and put the inventories into one file by hand.
      """),
    Self(
      .missingAnswer, "a question that no log answers",
      """
      A whole inventory needs the answers of all commands that import --commands prints. With
      --partial the inventory has ? where an answer is missing.
      """),
  ]
}
