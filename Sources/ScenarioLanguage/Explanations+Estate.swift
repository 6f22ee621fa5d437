// What the codes of names, the estate and tables of phones mean.

extension DiagnosticExplanation {
  static let ofNames: [Self] = [
    Self(
      .unknownName, "a name that nothing has",
      "No cluster, node, group, site, phone or backup of the file has this name.",
      .steps, wrong: "pbu> show itl", right: "pub> show itl"),
    Self(
      .duplicateName, "a name that another has already",
      """
      Nodes, groups and sites have different names within their cluster; clusters and backups in
      the file; and no two nodes of a cluster share a host or an address.
      """,
      .cluster, wrong: "  node sub1  tftp", right: "  node sub2  tftp"),
    Self(
      .ambiguousName, "a name that things of two clusters have",
      "Names are unique in a file, or written with their cluster wherever they stand: hq.pub.",
      .file,
      wrong: """
        mop 1
        starts 2026-01-10 21:45
        cluster a  release 14  mode non-secure
          node pub  publisher tftp callmanager
        cluster b  release 14  mode non-secure
          node pub  publisher tftp callmanager

        ## Implementation
        pub> show itl
        """,
      right: """
        mop 1
        starts 2026-01-10 21:45
        cluster a  release 14  mode non-secure
          node pub  publisher tftp callmanager
        cluster b  release 14  mode non-secure
          node pub  publisher tftp callmanager

        ## Implementation
        b.pub> show itl
        """),
    Self(
      .otherCluster, "a thing of another cluster",
      """
      A group has nodes of its own cluster, phones a group of theirs. A site may have servers of
      another cluster, which are written with it: central.tftp1.
      """,
      .clusters,
      wrong: """
        cluster a  release 14  mode non-secure
          node pub-a  publisher tftp callmanager
        cluster b  release 14  mode non-secure
          node pub-b  publisher tftp callmanager
          group Default = pub-a
        """,
      right: """
        cluster a  release 14  mode non-secure
          node pub-a  publisher tftp callmanager
        cluster b  release 14  mode non-secure
          node pub-b  publisher tftp callmanager
          group Default = pub-b
        """),
    Self(
      .badRange, "not a range of names",
      "sub1..sub6 is six names: both ends have the same letters, and the numbers go up.",
      .cluster, wrong: "  node sub6..sub2  tftp", right: "  node sub2..sub6  tftp"),
  ]

  static let ofEstate: [Self] = [
    Self(
      .missingPublisher, "a cluster without publisher",
      "Every cluster has one node that is its publisher from the start.",
      .clusters, wrong: "cluster hq  release 14  mode non-secure\n  node pub  tftp callmanager",
      right: "cluster hq  release 14  mode non-secure\n  node pub  publisher tftp callmanager"),
    Self(
      .severalPublishers, "a cluster with two publishers",
      "Every cluster has one publisher.",
      .cluster, wrong: "  node sub2  publisher tftp", right: "  node sub2  tftp"),
    Self(
      .groupSize, "a group of no node, or of more than three",
      "A CallManager group has one to three nodes, in order.",
      .steps, wrong: "GUI: group Default =", right: "GUI: group Default = pub sub1"),
    Self(
      .repeatedMember, "something twice in one list",
      "Each member of a list stands in it once.",
      .cluster, wrong: "  group Lobby = pub pub", right: "  group Lobby = pub"),
    Self(
      .noTFTP, "a node that does not run TFTP where one must",
      "Option 150 names servers that run TFTP; only they have an ITL.",
      .cluster, wrong: "  node sub2  callmanager\n  site branch  option150 sub2",
      right: "  node sub2  callmanager tftp\n  site branch  option150 sub2"),
    Self(
      .phonesWithoutGroups, "phones in a cluster that has no group",
      "Every phone belongs to a CallManager group, which names its call control and TVS servers.",
      .clusters,
      wrong: """
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
          phones 10  model 8861
        """,
      right: """
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
          group Default = pub
          phones 10  model 8861  group Default
        """),
    Self(
      .badPhoneName, "not the name of a phone",
      "Phones are called SEP and twelve hexadecimal digits; named gives the first of these digits.",
      .cluster, wrong: "  phones 10  named SEP00A1  model 8861  group Default  site campus",
      right: "  phones 10  named 00A1  model 8861  group Default  site campus"),
    Self(
      .phoneNamesOverlap, "two phones of one name",
      """
      Phones that are not named count from SEP020000000001 in file order, those behind named PREFIX
      from 1 behind their digits. Two of these counts, or a table, met.
      """,
      .cluster, wrong: "  phones 10  named 02  model 8861  group Default  site campus",
      right: "  phones 10  named 03  model 8861  group Default  site campus"),
    Self(
      .phoneNamesExhausted, "more phones than names",
      "The digits behind the prefix are too few to count so many phones.",
      .cluster, wrong: "  phones 300  named 0300000000  model 8861  group Default  site campus",
      right: "  phones 300  named 03  model 8861  group Default  site campus"),
    Self(
      .emptySelection, "a selection that matches nothing",
      """
      No phone (or no node) is selected, whatever happens in a run: no phone has this model, the
      group has no phones and none is moved there, or the terms exclude each other.
      """,
      .steps, wrong: "GUI: reset phones of model 7970", right: "GUI: reset phones of model 8861"),
    Self(
      .tableHeader, "a table of phones whose first row is wrong",
      """
      The first row names the columns, parted by commas: name, model, firmware, group, site,
      security, encrypted-config, settings, lsc, web-access, also-in, in any order. model and group
      must be there.
      """,
      .cluster, wrong: "  phones from tables/header.csv", right: "  phones from tables/good.csv"),
    Self(
      .tableRow, "a row with too few or too many cells",
      "Every row has as many cells as the first one; a comma inside a cell needs quotes around it.",
      .cluster, wrong: "  phones from tables/row.csv", right: "  phones from tables/good.csv"),
    Self(
      .tableQuote, "a cell whose quotes are wrong",
      "A cell in quotes ends with a quote before a comma or line end; a quote inside is doubled.",
      .cluster, wrong: "  phones from tables/quote.csv", right: "  phones from tables/good.csv"),
  ]
}
