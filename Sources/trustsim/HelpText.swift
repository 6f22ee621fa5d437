/// The commands, as `help` shows them.
enum CommandName: String, CaseIterable, Sendable {
  case run, check, explain, remedies, show, diff, rules, schema, bench, version, help
  case `import`, export

  /// Commands that are planned, so that nobody takes the name for a slip.
  static let planned = ["explore", "plan"]

  var usage: String {
    switch self {
    case .run:
      "trustsim run FILE… [--format F [--output PATH]]… [--report-dir DIR] [--checklist]"
        + " [--workers N] [--strict] [--color WHEN]\n"
        + "trustsim run FILE… --draws N [--workers N]"
    case .check: "trustsim check FILE… [--color WHEN]"
    case .explain:
      "trustsim explain CODE|RULE|WORD\n"
        + "trustsim explain FILE SEP… [--color WHEN]"
    case .remedies: "trustsim remedies FILE [--color WHEN]"
    case .show:
      "trustsim show FILE itl|ctl|certs NODE [--at T] [--format text|tlv] [--output PATH]\n"
        + "trustsim show FILE phone SEP… [--at T] [--output PATH]"
    case .diff: "trustsim diff A B [--workers N] [--color WHEN]"
    case .export:
      "trustsim export FILE [--format mop|json|csv] [--output PATH]"
    case .import:
      "trustsim import LOG… [-o FILE.mop] [--partial] [--anonymise] [--color WHEN]\n"
        + "trustsim import --commands RELEASE"
    case .rules: "trustsim rules"
    case .schema: "trustsim schema"
    case .bench:
      "trustsim bench [--short|--import|--growth] [--json]\n"
        + "trustsim bench --window PHONES NODES\n"
        + "trustsim bench --pages PHONES NODES ROUNDS\n"
        + "trustsim bench --storm PHONES events|computed\n"
        + "trustsim bench --hold PENDING RUN"
    case .version: "trustsim version"
    case .help: "trustsim help [COMMAND]"
    }
  }

  var summary: String {
    switch self {
    case .run: "carry a runbook out in simulated time: do the phones keep their trust?"
    case .check: "read a scenario and list the pre-check findings"
    case .explain: "what a rule, an error code or a word means; or what became of one phone"
    case .remedies: "what still saves the phones that lost trust, and what not to touch"
    case .show: "a server's trust lists and certificates, or a phone, at an instant of the run"
    case .diff: "whose fate differs between two scenarios, and which waits moved"
    case .schema: "the JSON Schema (draft-07) of --format json"
    case .export: "a scenario in another form, from which it can be read back"
    case .import: "an inventory of your own cluster, from the log of a login to its publisher"
    case .rules: "every rule, how it is known and its source"
    case .bench: "measure this machine"
    case .version: "the version of this program"
    case .help: "this text, or more about one command"
    }
  }

  // table: one text a command.
  var details: String {
    switch self {
    case .run:
      """
        FILE           a scenario (.mop); - is standard input
        --format F     text (the default), json, junit, markdown, html, csv or github; several,
                       each but one with its --output
        --output PATH  where the report of the --format before it goes; alone, the name decides
                       (.json .xml .md .html .csv); - is standard output
        --report-dir DIR
                       reports of each FILE go there under its own name: the formats without an
                       --output, or else markdown, html, json, junit and csv
        --checklist    the operator's sheet, as if it were a format
        --workers N    runs at a time; the result does not depend on it
        --draws N      instead of a report: N runs with the file's seed and those after it, how many
                       of them meet each expectation, and what separates them; exit status 1 if
                       something fails under any
        --strict       a plan with more than 4,096 classes of interpretations ends with 75, not
                       with 2
        --color WHEN   always, never or auto (the default)

      A FILE may be UTF-8, UTF-16 or Windows-1252; a line on standard error says so where it is not
      plain UTF-8. It may be a pipe, such as <(command); what it includes must be regular files.

      A result is written beside its PATH and takes its place when it is whole. Through a link the
      file behind it is written; a read-only file stays as it is (74). No PATH may be a file that is
      read, or that another result goes to (64).

      Exit status
        0   passes: every expectation, written or built in, is met under every interpretation
        1   fails: some expectation is not met by default
        2   inconclusive: none fails, but something that is not known could change that
        64  wrong usage              65  bad scenario           66  a file cannot be read
        70  a defect of the program  74  output not written     75  a limit was hit
        130 interrupted              141 the pipe was closed

      Limits (exit status 75, with the line that asks for more)
        20,000,000 phones, 10,000 nodes, 10,000 written steps, 1,000,000 lines once each for is
        expanded, 2,000,000,000 events a run, 4 GiB of what is kept for the reports; trustsim explain
        E112 and E113 say more. Nothing is timed: a plan stops at the same event on every machine.

      """
    case .check:
      """
        FILE           a scenario (.mop); - is standard input
        --color WHEN   always, never or auto (the default)

      A file that import made is checked while it still has ?: what is certain whatever the answers
      are comes first, then what hangs on them, then each ? with its place.

      Exit status: 0 clean or warnings only, 1 a finding loses phones, 2 one does with some answers
      to the ? that are left, 65 a bad scenario, or one of which no node is known.

      """
    case .explain:
      """
        trustsim explain tvs-must-be-held
        trustsim explain E012
        trustsim explain locked
        trustsim explain FILE SEP020000000001

      Of a phone: each step and boot, what changed for it, the rule each time, the decisive step, and
      what would have avoided it: the plan is run again with one step left out, with a completed
      reset of all phones before one, or with two neighbours swapped.

      """
    case .remedies:
      """
        FILE           a scenario (.mop); - is standard input
        --color WHEN   always, never or auto (the default)

      From the state at the end of the plan: what must not be touched; then for each kind of phone that
      lost trust what still works, the cheapest first, as the lines to type, with how many phones
      it saves and harms. The recommended one is carried out after the plan, in time.

      Exit status: 0 every phone that lost trust can be saved remotely, or none did; 1 some need hands;
      65 a bad scenario.

      """
    case .show:
      """
        FILE           a scenario (.mop); - is standard input
        itl, ctl       what show itl or show ctl prints on the node, headed SIMULATED
        certs          what show cert list own and show cert list trust print
        phone          what each phone holds, where it stands, what its screen says
        --at T         "2026-01-10 22:30", 22:30 (the first from the start on), +2h or -30m from the
                       start; without it the end of the run
        --format F     text (the default); tlv writes the bytes of the file itself
        --output PATH  where it goes; - is standard output

      """
    case .diff:
      """
        A, B           a scenario (.mop), which is run, or a report that was kept (.json), made
                       with --format json

      Exit status: 0 nothing differs, 1 something does, 65 a bad scenario or report.

      """
    case .bench:
      """
        --short        in seconds: the ratios alone matter; exit status 1 if one is below half of what
                       it should be
        --import       long logs alone
        --json         for a program
        --window       one rename evening: phones, nodes, events, seconds, seconds of as many bare
                       events through a heap, bytes at most, digest
        --pages        every page of one run, a line each: seconds, seconds of the same bytes ready,
                       bytes, bytes of memory at most since the run
        --storm        the storm that Tests/Peers runs in other simulators
        --hold         the event queue alone, as the C++ program in Tests/Peers runs it

      """
    case .export:
      """
        FILE           a scenario (.mop), or what export made of one (JSON, CSV); - is standard input
        --format F     mop (the default): the scenario in one file, without comments and includes;
                       json; csv: a row a statement
        --output PATH  where it goes, as in trustsim help run; without it to standard output

      """
    case .import:
      """
        LOG            a log of the commands that --commands prints, in any order and number; also
                       a trust list (ITLFile.tlv), alarms of phones (XML) or a table of phones (CSV)
        -o FILE        where the inventory goes; without it to standard output
        --partial      make what can be made: ? stands where a value is missing
        --anonymise    other names, addresses and serial numbers, each always the same
        --commands R   what to paste on the publisher of a cluster of release R

      The inventory has ? where only you can answer: run refuses it until none is left, check lists
      them and what is wrong in the cluster today.

      A log may be UTF-8, UTF-16 or Windows-1252, and have up to 1 GiB.

      Exit status: 0 an inventory was made, 64 the FILE of -o is one of the logs, 65 none could be
      made, 66 a log cannot be read, 74 the inventory cannot be written.

      """
    case .rules, .schema, .version, .help: ""
    }
  }

  /// One command in full.
  var help: String {
    "\(usage)\n\n  \(summary)\n" + (details.isEmpty ? "" : "\n\(details)")
  }

  /// All commands.
  static var overview: String {
    var text = """
      trustsim tries out a maintenance window of a Cisco Unified Communications Manager cluster
      before the night: do the phones still trust the servers afterwards?


      """
    for command in allCases {
      let name = command.rawValue
      text += "  \(name)" + String(repeating: " ", count: 10 - name.count)
      text += command.summary + "\n"
    }
    return text + "\ntrustsim help COMMAND says more.\n"
  }
}
