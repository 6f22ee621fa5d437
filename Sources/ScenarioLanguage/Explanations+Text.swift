// What the codes of the text, the head and the values mean.

extension DiagnosticExplanation {
  static let ofText: [Self] = [
    Self(
      .notUTF8, "the text is not UTF-8",
      """
      A file is read as UTF-8, UTF-16 or Windows-1252. This one is none of them throughout: a
      character was damaged when the file was saved or sent. Write it again, and save it as UTF-8.
      """),
    Self(
      .controlCharacter, "a control character in the text",
      "NUL and other control characters have no place in a scenario, not even in quotes.",
      .head, wrong: "title  Renaming\u{7}", right: "title  Renaming"),
    Self(
      .tab, "a tab",
      "Lines are indented and words parted by spaces: a tab is as wide as each editor thinks.",
      .cluster, wrong: "  node\tsub2  tftp", right: "  node sub2  tftp"),
    Self(
      .indentation, "a line that is indented wrongly",
      """
      Lines under cluster, for and any order: are indented, all lines of one block equally. All
      other lines begin in column 1.
      """,
      .steps, wrong: "  pub> show itl", right: "pub> show itl"),
    Self(
      .unterminatedQuote, "a quote that does not end",
      "A text in double quotes ends on the line where it begins.",
      .steps, wrong: "expect phones locked = 0  \"None locked",
      right: "expect phones locked = 0  \"None locked\""),
    Self(
      .unreadableFile, "a file that cannot be read",
      """
      The scenario, a file it includes or a table of phones does not exist, or the system does not
      let it be read. Paths are relative to the file that names them.
      """,
      .head, wrong: "include estates/missing.mop", right: "include estates/empty.mop"),
    Self(
      .includeOutside, "a file outside the scenarios' folder",
      """
      What a scenario includes lies below the nearest folder named Scenarios above it, or else
      below the scenario's own folder, after links are resolved.
      """,
      .head, wrong: "include ../../secret.mop", right: "include estates/empty.mop"),
    Self(
      .includeCycle, "a file that includes itself",
      "An included file is open already: it includes itself, or another that includes it.",
      .head, wrong: "include estates/cycle.mop", right: "include estates/empty.mop"),
    Self(
      .typographicCharacter, "a character of a word processor",
      """
      Word processors and mail programs put other characters in place of those that were typed: a
      blank that keeps words together, curved quotes, a dash for a hyphen. Write the plain one, or
      put the text in double quotes where the character is meant.
      """,
      .cluster, wrong: "  node sub2\u{A0}tftp", right: "  node sub2 tftp"),
    Self(
      .otherTextForm, "a file that is not plain UTF-8",
      """
      The file is UTF-16, Windows-1252, or UTF-8 with a byte order mark. It was read, and nothing
      is wrong; if letters are shown that nobody typed, save it as UTF-8.
      """),
  ]

  static let ofHead: [Self] = [
    Self(
      .missingVersion, "no mop 1 at the beginning",
      "The first statement of a scenario says which version of the language it is written in.",
      .file,
      wrong: """
        starts 2026-01-10 21:45
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        """,
      right: """
        mop 1
        starts 2026-01-10 21:45
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        """),
    Self(
      .unsupportedVersion, "a version of the language that is not known",
      "This program reads version 1 only.",
      .file,
      wrong: """
        mop 2
        starts 2026-01-10 21:45
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        """,
      right: """
        mop 1
        starts 2026-01-10 21:45
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        """),
    Self(
      .unknownStatement, "a line that begins with no known word",
      "Every line begins with a word of the language, a time, a prompt or a place.",
      .head, wrong: "titel  Renaming", right: "title  Renaming"),
    Self(
      .misplacedStatement, "a line that stands in the wrong part of the file",
      """
      First the head, then clusters, then headings with steps. An included file holds lines of the
      head and clusters only.
      """,
      .steps, wrong: "title  Renaming", right: "pub> show itl"),
    Self(
      .missingStatement, "something every scenario must say is not there",
      "A scenario says when it starts, and has one cluster at least.",
      .file, wrong: "mop 1\ncluster hq  release 14  mode non-secure\n  node pub  publisher tftp",
      right: """
        mop 1
        starts 2026-01-10 21:45
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp
        """),
    Self(
      .repeatedStatement, "a line that may stand once stands twice",
      "Which of the two is meant cannot be known. Leave one of them out.",
      .head, wrong: "seed 7\nseed 8", right: "seed 7"),
    Self(
      .nearMissHeading, "nearly a heading that has meaning",
      """
      The headings Back-out, What has happened and Implementation have meaning, and are written
      exactly so, behind ## and a space in column 1. Under any other heading, steps of a back-out
      would be carried out as part of the work.
      """,
      .sections, wrong: "## Back out\npub> show itl", right: "## Back-out\npub> show itl"),
    Self(
      .repeatedHeading, "a heading with meaning stands twice",
      "Back-out, What has happened and Implementation stand once each.",
      .sections, wrong: "## Implementation\npub> show itl\n## Implementation\nsub1> show itl",
      right: "## Implementation\npub> show itl\nsub1> show itl"),
    Self(
      .unknownRule, "nothing of this name can be assumed or accepted",
      """
      assume settles an undecided rule or sets a time; accept names undecided rules. Both lists are
      closed: see the commands rules and help. A rule that was undecided in an earlier version and
      is not any more gives a warning, and is ignored.
      """,
      .head, wrong: "assume tvs-role by-unit", right: "assume tvs-roles by-unit"),
    Self(
      .badRuleValue, "a value that the rule or time cannot have",
      """
      An undecided rule has two readings, by their names. A time is longer than nothing; a rate or
      number is a whole number from 1.
      """,
      .head, wrong: "assume dhcp 20", right: "assume dhcp 20s"),
    Self(
      .unknownDefect, "a defect that is not known here",
      "Only defects whose behaviour is known can be switched on.",
      .head, wrong: "defect CSCtn50406", right: "defect CSCtn50405"),
  ]

  static let ofValues: [Self] = [
    Self(
      .unexpected, "something else must stand here",
      "The statement cannot go on as it does; what could stand here is named below the line.",
      .steps, wrong: "wait phones registered = all within 60m",
      right: "wait until phones registered = all within 60m"),
    Self(
      .leftOver, "more on the line than the statement takes",
      "The statement was complete before the text marked. Comments stand behind two spaces and #.",
      .steps, wrong: "pub> show itl please", right: "pub> show itl"),
    Self(
      .badDate, "not a date",
      "Dates are written year, month and day with leading zeros, and exist in the calendar.",
      .file,
      wrong: """
        mop 1
        starts 10-01-2026 21:45
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        """,
      right: """
        mop 1
        starts 2026-01-10 21:45
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        """),
    Self(
      .badClock, "not a time of day",
      "Times of day are written 22:00 or 22:00:05, from 00:00 to 23:59:59.",
      .steps, wrong: "25:00  pub> show itl", right: "23:00  pub> show itl"),
    Self(
      .badDuration, "not a duration",
      "Durations are numbers with units: 40ms, 90s, 5m, 1h30m, 3d. Longer units stand first.",
      .steps, wrong: "+5min  pub> show itl", right: "+5m  pub> show itl"),
    Self(
      .badNumber, "not a number that can stand here",
      "Counts are whole numbers in digits; percentages have at most two decimals.",
      .cluster, wrong: "  away many of group Default  from -2d to +3d",
      right: "  away 40 of group Default  from -2d to +3d"),
    Self(
      .badRelease, "not a release",
      "Releases are written 11.5(1), 11.5(1)SU3, 14, 14SU3, or as a full build 12.5.1.13900-152.",
      .steps, wrong: "GUI: upgrade to 12.5.1", right: "GUI: upgrade to 12.5(1)SU4"),
    Self(
      .badAddress, "not an address or host name",
      "Addresses are written 10.1.1.5; host and domain names have letters, digits, - and dots.",
      .cluster, wrong: "  node sub2  tftp  address 10.1.1",
      right: "  node sub2  tftp  address 10.1.1.7"),
    Self(
      .badBandwidth, "not a bandwidth",
      "Bandwidths are bits a second: 512kbit, 2Mbit, 1.5Mbit, 1Gbit.",
      .cluster, wrong: "  site branch  option150 pub  bandwidth 2MB",
      right: "  site branch  option150 pub  bandwidth 2Mbit"),
    Self(
      .unknownWord, "a word that is not one of those that can stand here",
      "The words that can stand here are a closed list, named below the line.",
      .steps, wrong: "pub> set cert regen CallManger", right: "pub> set cert regen CallManager"),
    Self(
      .keywordAsName, "a keyword where a name must stand",
      """
      A word of the language cannot be a name unless it is quoted, and so a value that was left out
      is noticed.
      """,
      .cluster, wrong: "  group all = pub", right: "  group \"all\" = pub"),
    Self(
      .badName, "a name that must be quoted",
      """
      A name is letters, digits, _ and -, or anything in double quotes. A dot parts a cluster from
      a name: hq.pub.
      """,
      .cluster, wrong: "  group Lobby/1 = pub", right: "  group \"Lobby/1\" = pub"),
    Self(
      .repeatedKey, "a key twice on one line",
      "Which of the two is meant cannot be known. Leave one of them out.",
      .cluster, wrong: "  site branch  option150 pub  latency 1ms  latency 2ms",
      right: "  site branch  option150 pub  latency 2ms"),
    Self(
      .missingKey, "a key that the line must have",
      "The line cannot be understood without it.",
      .cluster, wrong: "  phones 10  group Default  site campus",
      right: "  phones 10  model 8861  group Default  site campus"),
    Self(
      .conflictingKeys, "keys that do not go together",
      "One of them contradicts another, or the line.",
      .cluster, wrong: "  node sub2 sub3  tftp  host cucm-sub2",
      right: "  node sub2  tftp  host cucm-sub2\n  node sub3  tftp"),
    Self(
      .unfilledValue, "a value that must be filled in",
      """
      An inventory made from a real cluster has ? for each value that could not be known. The
      scenario runs when somebody who knows has filled them in; nothing is guessed.
      """,
      .cluster, wrong: "  site branch  option150 pub  latency ?",
      right: "  site branch  option150 pub  latency 40ms"),
  ]
}
