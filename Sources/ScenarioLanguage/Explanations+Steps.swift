// What the codes of steps and limits mean, and those that only a run can tell.

extension DiagnosticExplanation {
  static let ofSteps: [Self] = [
    Self(
      .unknownCommand, "not a command that is known here",
      """
      Behind a prompt stands a command of the product, word for word. What has no command is an
      action at a place: GUI:, DHCP:, Switch: or Manual:.
      """,
      .steps, wrong: "pub> set certs regen TVS", right: "pub> set cert regen TVS"),
    Self(
      .abbreviatedCommand, "an abbreviated command",
      "Commands are written in full: the line is read by others, and pasted by some of them.",
      .steps, wrong: "pub> utils ser restart Cisco Tftp",
      right: "pub> utils service restart Cisco Tftp"),
    Self(
      .unknownAction, "not an action that is known here",
      "Actions are a closed list; text behind Manual: may be free, but not nearly an action.",
      .steps, wrong: "GUI: rest phones", right: "GUI: reset phones"),
    Self(
      .wrongPlace, "an action at the wrong place",
      "Each action is taken at one place.",
      .steps, wrong: "GUI: power-cycle phones", right: "Switch: power-cycle phones"),
    Self(
      .placeNeedsCluster, "GUI in a file with several clusters",
      "With more than one cluster, GUI@CLUSTER says whose GUI is meant.",
      .file,
      wrong: """
        mop 1
        starts 2026-01-10 21:45
        cluster a  release 14  mode non-secure
          node pub-a  publisher tftp callmanager
        cluster b  release 14  mode non-secure
          node pub-b  publisher tftp callmanager

        ## Implementation
        GUI: parameter rollback True
        """,
      right: """
        mop 1
        starts 2026-01-10 21:45
        cluster a  release 14  mode non-secure
          node pub-a  publisher tftp callmanager
        cluster b  release 14  mode non-secure
          node pub-b  publisher tftp callmanager

        ## Implementation
        GUI@a: parameter rollback True
        """),
    Self(
      .clockGoesBack, "a time of day before one written above",
      """
      A time of day lies on the date of the last date written above it, first that of starts. One
      earlier than a time above it needs its date: work that goes past midnight says so.
      """,
      .steps, wrong: "22:00  pub> show itl\n01:00  sub1> show itl",
      right: "22:00  pub> show itl\n2026-01-11 01:00  sub1> show itl"),
    Self(
      .timeOutOfPlace, "a time on the wrong side of the start",
      """
      Steps of What has happened lie before the start, all others not; what the state says of the
      past is past; and a span of time ends after it begins.
      """,
      .steps, wrong: "-2h  pub> set cert regen TVS", right: "+2h  pub> set cert regen TVS"),
    Self(
      .eachOutsideFor, "each without for",
      "each> stands for the node whose turn it is, in the indented lines of a for.",
      .steps, wrong: "each> show itl", right: "for all\n  each> show itl"),
    Self(
      .emptyBlock, "a block without lines",
      "for and any order: have indented lines under them.",
      .steps, wrong: "for all\npub> show itl", right: "for all\n  each> show itl"),
    Self(
      .nesting, "a block inside another of its kind",
      "A for has no for inside it, and any order: no any order:.",
      .steps, wrong: "for all\n  for sub1\n    each> show itl", right: "for all\n  each> show itl"),
    Self(
      .noPreviousStep, "with previous, but no step before",
      "with previous joins a step to the one above it in the same part of the runbook.",
      .steps, wrong: "with previous  pub> show itl", right: "22:00  pub> show itl"),
    Self(
      .stepOutOfRange, "a step that does not exist",
      """
      Steps count from 1: every line with a prompt, a place or a fault, each turn of a for; lines of
      What has happened do not count.
      """,
      .steps, wrong: "pub> show itl\nexpect step 2 = done",
      right: "pub> show itl\nexpect step 1 = done"),
    Self(
      .missingBackOut, "else back-out without Back-out",
      "There is nowhere to go: the file has no heading ## Back-out.",
      .steps, wrong: "expect phones locked = 0  else back-out",
      right: "expect phones locked = 0  else back-out\n\n## Back-out\npub> show itl"),
    Self(
      .declinedAnswer, "an answer of no",
      """
      What stands behind | is what the operator types where the command asks; it is read aloud and
      changes nothing. A command that is answered no is not carried out, or only in part: no source
      says so of each. A step that is not to be done is left out, or stands in a comment.
      """,
      .steps, wrong: "pub> set cert regen TVS | no", right: "pub> set cert regen TVS | yes"),
    Self(
      .acceptedStepIsKnown, "an accepted step that the program carries out",
      """
      accept step excuses a step of Manual: whose effect on the cluster the program does not know.
      Any other step is simulated, and there is nothing to accept.
      """,
      .file,
      wrong: """
        mop 1
        starts 2026-01-10 21:45
        accept step 2
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        ## Implementation
        22:00  Manual: swap the power supply
        +5m    pub>    show itl
        """,
      right: """
        mop 1
        starts 2026-01-10 21:45
        accept step 1
        cluster hq  release 14  mode non-secure
          node pub  publisher tftp callmanager
        ## Implementation
        22:00  Manual: swap the power supply
        +5m    pub>    show itl
        """),
  ]

  static let ofLimits: [Self] = [
    Self(
      .fileTooLong, "a file that is too long",
      "A file has at most 64 MiB. Phones of one kind are one line, however many they are."),
    Self(.lineTooLong, "a line that is too long", "A line has at most 64 KiB."),
    Self(
      .includeTooDeep, "includes that nest too deep",
      "A file may include one that includes another, and so on, eight deep at most."),
    Self(
      .tooManySteps, "too many steps",
      "A scenario has at most 10,000 steps, counted before any for is expanded."),
    Self(.tooManyPhones, "too many phones", "A scenario has at most 20,000,000 phones."),
    Self(
      .beyondHorizon, "a time too far from the start",
      "Nothing lies more than 50 years from the start.",
      .steps, wrong: "2126-01-10 22:00  pub> show itl", right: "2026-01-10 22:00  pub> show itl"),
    Self(.tooManyNodes, "too many nodes", "A scenario has at most 10,000 nodes."),
    Self(.tooManyFiles, "too many files", "A scenario reads at most 1,000 files."),
    Self(
      .tooManyLines, "too many lines to carry out",
      """
      A run carries out at most 1,000,000 steps, waits and expectations. Those of a for count once
      for every node of it.
      """),
    Self(
      .notSupportedYet, "not simulated yet",
      """
      The statement is good, and the program knows what it means, but does not carry it out yet.
      Running on without it would give a verdict about another plan than the one written.
      """),
    Self(
      .refusedAtRunTime, "the product would refuse this",
      """
      When its turn came, the product would have answered this step with an error. The run went on,
      as an administrator would see it do.
      """),
    Self(
      .tooManyEvents, "a run with too many events",
      """
      A run has at most 2,000,000,000 events: three resets of the most phones there may be. Phones
      that boot again and again for years take more. The line is the one that lets the run go on.
      """),
    Self(
      .tooMuchKept, "a run that keeps too much",
      """
      A run keeps what happened, and where the phones stood after each step, until its reports are
      written: at most about 4,096 MiB. It is counted, not measured, so that the same plan stops at
      the same event everywhere. The line is the one that was carried out then.
      """),
  ]
}
