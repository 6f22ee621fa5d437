/// Where things lie: the top of the repository, scenarios and reports, decisions.
enum Layout {
  static let top: Set<String> = [
    "Package.swift", "Sources", "Tests", "Scenarios", "Reports", "README.md",
  ]
  static let families: Set<String> = [
    "changing", "recovering", "moving", "defects", "storms", "estates",
  ]

  /// What lies at the top and should not, or should and does not.
  static func strangers(atTop names: [String]) -> [String] {
    let seen = Set(names.filter { !$0.hasPrefix(".") })
    return seen.subtracting(top).sorted().map { "\($0) does not belong at the top" }
      + top.subtracting(seen).sorted().map { "\($0) is missing" }
  }

  /// Files below Scenarios and Reports that lie where nobody looks for them.
  static func misplaced(_ paths: [String]) -> [Finding] {
    paths.compactMap { path in
      let parts = path.split(separator: "/").map(String.init)
      guard let top = parts.first, ["Scenarios", "Reports"].contains(top) else { return nil }
      // Git keeps no empty folder, so one without a file yet may hold this.
      if parts.last == ".keep" { return nil }
      guard parts.count == 3, families.contains(parts[1]) else {
        let all = families.sorted().joined(separator: ", ")
        return Finding(path: path, line: 0, what: "lies in no family (\(all))")
      }
      let endings = top == "Reports" ? ["md", "html"] : ["mop", "csv"]
      // A name may say a release: `expired-tvs-12.5.mop`.
      let name = parts[2].split(separator: ".", omittingEmptySubsequences: false)
      let isPlain = name.count > 1 && name.allSatisfy { $0.allSatisfy(isPlainLetter) && $0 != "" }
      guard isPlain, endings.contains(String(name[name.count - 1])) else {
        return Finding(
          path: path, line: 0,
          what: "is not named like-this.\(endings.joined(separator: " or ."))")
      }
      if top == "Reports", parts[1] == "estates" {
        return Finding(path: path, line: 0, what: "an estate is no scenario and has no report")
      }
      return nil
    }
  }

  private static func isPlainLetter(_ letter: Character) -> Bool {
    letter == "-" || (letter.isASCII && (letter.isNumber || letter.isLowercase))
  }

  static let decisions = "Sources/TrustRules/TrustRules.docc/Decisions"

  /// What is wrong with the pages of decisions, given by path and text in order.
  ///
  /// Numbers rise from page to page. Some may be left out: pages that are written side by side
  /// take numbers that are far enough apart.
  static func faults(ofDecisions pages: [(path: String, text: String)]) -> [Finding] {
    var last = 0
    return pages.flatMap { page -> [Finding] in
      let name = page.path.split(separator: "/").last.map(String.init) ?? ""
      let digits = name.prefix { $0.isASCII && $0.isNumber }
      let title = name.dropFirst(digits.count)
      var wrong: [String] = []
      if digits.count != 4 || !title.hasPrefix("-") || !title.hasSuffix(".md")
        || !title.dropFirst().dropLast(3).allSatisfy(isPlainLetter) || title.count < 5
      {
        wrong.append("is not named NNNN-title.md")
      }
      let number = Int(digits) ?? 0
      if number <= last { wrong.append("its number is not above that of the page before") }
      last = number
      let lines = page.text.split(separator: "\n")
      if lines.first?.hasPrefix("# ") != true { wrong.append("does not begin with its title") }
      let headings = lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
      if headings != ["Context", "Options", "Outcome"] {
        wrong.append("its headings are not Context, Options, Outcome")
      }
      return wrong.map { Finding(path: page.path, line: 0, what: $0) }
    }
  }
}
