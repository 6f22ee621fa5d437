import Foundation
import Testing

@Suite("Names that somebody else chose")
struct HostileNameTests {
  /// Names as they can stand in quotes; none has a quote, a line end or a control character of the
  /// first 32, which no scenario may hold.
  static let names = [
    "::error::a", "::set-output name=a::b", "##[error]c", "##vso[task.complete]d", "\u{202E}abc",
    "\u{2066}def\u{2069}", "a\u{200B}b", "x\u{2028}::warning::y", "\u{FEFF}::notice::z",
  ]

  /// A plan in which everything that can have a name has this one; phones are lost.
  static func plan(_ name: String) -> String {
    """
    mop 1
    title \(name)
    question \(name)
    source \(name)
    starts    2026-01-10 21:45

    cluster "\(name)"   release 11.5(1)SU3   mode non-secure
      node  "\(name)"    publisher tftp callmanager
      node  "two \(name)"   tftp callmanager
      group "\(name)" = "two \(name)" "\(name)"
      site "\(name)"  option150 "\(name)"
      phones 40   model "\(name)"  group "\(name)"  site "\(name)"

    ## \(name)
    22:00   "\(name)">  set network hostname pub-new
    with previous  "two \(name)">  set network hostname sub1-new
    +5m    GUI:   reset phones
    ## Post-checks
    expect at +2h  phones of group "\(name)" registered = all  "\(name)"
    expect at +2h  phones registered = all
    expect phones trusting = all

    """
  }

  private static let commands: [[String]] = [
    ["run", "FILE"], ["run", "FILE", "--checklist"], ["run", "FILE", "FILE2"],
    ["run", "FILE", "--draws", "2"], ["run", "FILE", "--format", "markdown"],
    ["run", "FILE", "--format", "json"], ["run", "FILE", "--format", "html"],
    ["run", "FILE", "--format", "junit"], ["run", "FILE", "--format", "csv"],
    ["check", "FILE"], ["remedies", "FILE"], ["explain", "FILE", "SEP020000000001"],
    ["explain", "NAME"], ["show", "FILE", "itl", "NAME"], ["show", "FILE", "ctl", "NAME"],
    ["show", "FILE", "certs", "NAME"], ["show", "FILE", "phone", "SEP020000000001"],
    ["show", "FILE", "itl", "nobody NAME"], ["diff", "FILE", "FILE2"], ["diff", "FILE", "NAME"],
    ["diff", "FILE", "bad.json"], ["export", "FILE"], ["import", "FILE", "--partial"],
    ["import", "FILE"], ["check", "BAD"], ["run", "BAD", "--color", "always"], ["export", "BAD"],
    ["run", "NAME"], ["NAME"], ["help", "NAME"], ["run", "--NAME"], ["bench", "NAME"],
    ["run", "FILE", "-o", "NAME/x"], ["run", "FILE", "--color", "always"],
    ["check", "FILE", "--color", "always"], ["import", "--commands", "NAME"],
  ]

  @Test(
    "No line of any command begins with a command of a log, and nothing drives a terminal",
    arguments: names)
  func lines(name: String) throws {
    let plan = Self.plan(name)
    let file = name.replacing("/", with: "_") + ".mop"
    let folder = try Folder().write(file, plan)
      .write("2" + file, plan.replacing("trusting = all", with: "trusting = none"))
      .write("bad" + file, plan + "\(name) \"\(name)\u{7}\u{1B}[31m\n\u{1B}]0;x\u{7}\n")
      .write("bad.json", "{\"schemaVersion\": \"\(name)\"}")
    #expect([0, 1, 2].contains(try Trustsim(folder: folder)("run", file).status))
    for words in Self.commands {
      let all = words.map { word in
        switch word {
        case "FILE": file
        case "FILE2": "2" + file
        case "BAD": "bad" + file
        default: word.replacing("NAME", with: name)
        }
      }
      let run = try Trustsim(folder: folder).run(all)
      #expect(run.status != 70 && !run.wasKilled, "\(all): \(run.error)")
      expectHarmless(run.error, words, "\(all), standard error")
      let isExact = words.contains("export") || words.contains("import")
      expectHarmless(run.output, words, "\(all)", exact: isExact)
    }
  }

  @Test("A report that was kept may hold any text at all")
  func report() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder)("run", "a.mop", "--format", "json", "-o", "a.json")
    #expect(run.status == 0)
    let kept = try folder.read("a.json")
    let harm = "\\n::error::x\\u001b[31m\\u202e##[error]"
    let changed = kept.replacing("\"trusting\"", with: "\"\(harm)\"")
      .replacing("\"sentence\": \"", with: "\"sentence\": \"\(harm)")
      .replacing("\"time\": \"", with: "\"time\": \"\(harm)")
      .replacing("\"verdict\": \"holds\"", with: "\"verdict\": \"fails\"")
      .replacing("\"Default\"", with: "\"\(harm)\"")
    #expect(changed != kept)
    try folder.write("b.json", changed)
    let diff = try Trustsim(folder: folder)("diff", "a.json", "b.json")
    #expect(diff.status == 1, "\(diff.error)")
    expectHarmless(diff.output, [], "diff")
    #expect(diff.output.contains("·"))
  }

  private func expectHarmless(
    _ text: String, _ words: [String], _ what: String, exact: Bool = false
  ) {
    // The program's own colours, where they were asked for.
    let plain =
      words.contains("always") ? text.replacing(/\u{1B}\[[0-9;]*m/, with: "") : text
    // What is read back as it is keeps every character of a name that no line can begin with.
    let bad = plain.unicodeScalars.dropFirst(words.contains("csv") ? 1 : 0).first { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0: scalar != "\r" || !words.contains("csv")
      case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: !exact
      default: false
      }
    }
    #expect(bad == nil, "U+\(String(bad?.value ?? 0, radix: 16)) in \(what): \(plain)")
    let lines = exact ? plain.split(separator: "\n") : plain.split(whereSeparator: \.isNewline)
    for line in lines {
      let start = line.drop { $0 == " " || $0 == "\t" }
      #expect(!start.hasPrefix("::"), "\(what): \(line)")
      #expect(exact || line.firstMatch(of: /##[a-z]*\[/) == nil, "\(what): \(line)")
    }
  }
}
