import ClusterImport
import ClusterModel
import Foundation
import ScenarioLanguage
import Testing

/// One way in which a log comes to somebody otherwise than it was printed.
struct Damage: Sendable, CustomTestStringConvertible {
  let name: String
  /// Codes of what is said about it; none: the inventory is the same as that of the sound log.
  let codes: [DiagnosticCode]
  let apply: @Sendable (String) -> String

  init(
    _ name: String, _ codes: [DiagnosticCode] = [], _ apply: @escaping @Sendable (String) -> String
  ) {
    self.name = name
    self.codes = codes
    self.apply = apply
  }

  var testDescription: String { name }

  static func lines(_ text: String, _ change: (inout [String]) -> Void) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    change(&lines)
    return lines.joined(separator: "\n")
  }

  private static func broken(_ line: String, at width: Int) -> [String] {
    var parts: [String] = []
    var rest = Substring(line)
    while rest.count > width {
      parts.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return parts + [String(rest)]
  }

  static let harmless: [Damage] = [
    Damage("line ends of Windows") { $0.replacing("\n", with: "\r\n") },
    Damage("a mark at the beginning that says UTF-8") { "\u{FEFF}" + $0 },
    Damage("colours around the prompt and the words") {
      $0.replacing("admin:", with: "\u{1B}[1;32madmin:\u{1B}[0m")
        .replacing("RECORDLENGTH", with: "\u{1B}[31mRECORDLENGTH\u{1B}[m")
    },
    Damage("colours without their escape character") {
      $0.replacing("ITL Record", with: "[1mITL Record").replacing("TIMESTAMP", with: "TIMESTAMP")
    },
    Damage("bold marks of a copied document") {
      $0.replacing("SERIALNUMBER    16", with: "**SERIALNUMBER    16")
        .replacing("admin:show itl", with: "admin:**show itl**")
    },
    Damage("a blank behind the prompt") { $0.replacing("admin:", with: "admin: ") },
    Damage("a title of the terminal window") {
      $0.replacing("admin:show", with: "\u{1B}]0;pub\u{07}admin:show")
    },
    Damage("a typing error that was corrected") {
      $0.replacing("admin:show itl", with: "admin:show itk\u{08} \u{08}l")
    },
    Damage("the pager's question") {
      lines($0) { lines in
        let pager = "Press <enter> for 1 line, <space> for one page, or <q> to quit"
        for place in stride(from: 40, to: lines.count, by: 25) {
          lines[place] = pager + "\r" + String(repeating: " ", count: 70) + "\r" + lines[place]
        }
      }
    },
    Damage("a terminal of 48 columns, which broke the tables") {
      var isTable = false
      return lines($0) { lines in
        lines = lines.flatMap { line -> [String] in
          if line.hasPrefix("admin:") { isTable = line.hasPrefix("admin:run sql") }
          return isTable ? broken(line, at: 48) : [line]
        }
      }
    },
    Damage("the other spelling of ALGORITHM") {
      $0.replacing("ALGORTITHM", with: "ALGORITHM")
    },
    Damage("tabulators in the lists") {
      $0.replacing("RECORDLENGTH    ", with: "RECORDLENGTH\t")
    },
    Damage("commands in capital letters") { $0.replacing("show version", with: "SHOW Version") },
  ]

  static let harmful: [Damage] = [
    Damage("the end is missing", [.truncatedLog]) {
      String($0.prefix($0.count - 300))
    },
    Damage("a record was lost", [.damagedList]) {
      lines($0) { lines in
        guard let start = lines.firstIndex(of: "ITL Record #:2"),
          let end = lines.firstIndex(of: "ITL Record #:3")
        else { return }
        lines.removeSubrange(start..<end)
      }
    },
    Damage("a line of a record was lost", [.damagedList]) {
      lines($0) { lines in
        if let place = lines.firstIndex(where: { $0.contains("SUBJECTNAME") }) {
          lines.remove(at: place)
        }
      }
    },
    Damage("a length was changed", [.damagedList]) {
      lines($0) { lines in
        if let place = lines.firstIndex(where: { $0.contains("RECORDLENGTH") }) {
          lines[place] += "7"
        }
      }
    },
    Damage("a message of the system in the middle of a list", [.damagedList]) {
      lines($0) { lines in
        if let place = lines.firstIndex(of: "ITL Record #:3") {
          lines.insert("Broadcast message from root: disk is full", at: place)
        }
      }
    },
    Damage("a list without any text", [.truncatedLog]) {
      lines($0) { lines in
        guard let start = lines.firstIndex(of: "admin:show itl") else { return }
        let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("admin:") } ?? lines.count
        lines.removeSubrange(start + 1..<end)
      }
    },
    Damage("a row of a table that lost its middle", [.damagedAnswer]) {
      lines($0) { lines in
        if let place = lines.firstIndex(where: { $0.hasPrefix("Default ") }) {
          lines[place] = "Default 1"
        }
      }
    },
    Damage("no answer to the question for the release", [.truncatedLog, .missingAnswer]) {
      $0.replacing("Active Master Version: 11.5.1.13900-52", with: "")
    },
    Damage("a release that is none", [.damagedAnswer]) {
      $0.replacing("11.5.1.13900-52", with: "6.1.1.13900-52")
    },
    Damage("groups of nodes that the cluster does not have", [.severalClusters]) {
      lines($0) { lines in
        for place in lines.indices where lines[place].hasPrefix("Lobby ") {
          lines[place] = lines[place].replacing("10.1.1.7", with: "10.9.9.9")
        }
      }
    },
    Damage("a query was not pasted", [.missingAnswer]) {
      lines($0) { lines in
        guard let start = lines.firstIndex(of: "admin:run sql select phones") else { return }
        let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("admin:") } ?? lines.count
        lines.removeSubrange(start..<end)
      }
    },
  ]
}

@Suite("A log that is not as it was printed")
struct DamagedLogTests {
  @Test("gives the same inventory where only its form differs", arguments: Damage.harmless)
  func harmless(_ damage: Damage) throws {
    let log = try SessionLog().text
    let outcome = importLogs([damage.apply(log)])
    #expect(outcome.diagnostics.allSatisfy { $0.severity == .note })
    #expect(outcome.text == importLogs([log]).text)
  }

  @Test("is refused with a place where something is missing or wrong", arguments: Damage.harmful)
  func harmful(_ damage: Damage) throws {
    let log = damage.apply(try SessionLog().text)
    let outcome = importLogs([log])
    #expect(outcome.text == nil)
    #expect(Set(damage.codes).isSubset(of: Set(outcome.diagnostics.map(\.code))))
    #expect(
      outcome.diagnostics.allSatisfy { $0.line > 0 || $0.code == .missingAnswer },
      "\(outcome.rendered(color: false))")
    let partial = importLogs([log], partial: true)
    #expect(partial.text?.hasPrefix("mop 1\n") == true)
    #expect(partial.errorCount == 0)
  }

  @Test("whose list lacks its last sentence alone is read, with a warning")
  func noLastSentence() throws {
    let log = try SessionLog().text
    let outcome = importLogs([
      log.replacing("The ITL file was verified successfully.\n", with: "")
    ])
    #expect(outcome.text == importLogs([log]).text)
    #expect(outcome.diagnostics.map(\.code) == [.truncatedLog, .truncatedLog])
    #expect(outcome.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("that is an excerpt is asked for whole; a gap proves nothing to --partial")
  func excerpt() throws {
    let log = try SessionLog().text
    let start = try #require(log.range(of: "ITL Record #:2")).lowerBound
    let end = try #require(
      log.range(of: "The ITL file was verified successfully.", range: start..<log.endIndex)
    )
    .lowerBound
    let cut = log.replacingCharacters(in: start..<end, with: "[...]\n")
    let outcome = importLogs([cut])
    #expect(outcome.text == nil)
    #expect(outcome.rendered(color: false).contains("nothing tells the whole ITL of pub"))
    let partial = importLogs([cut], partial: true)
    #expect(partial.errorCount == 0)
    #expect(partial.text?.contains("no-capf") == false)
    let said = partial.rendered(color: false)
    #expect(said.contains("lines are left out here: what they said is not known"))
  }

  @Test("with a list that the product could not verify is no healthy cluster")
  func broken() throws {
    let log = try SessionLog().text.replacing(
      "The ITL file was verified successfully.",
      with: "Verification of the ITL file failed.\nError parsing the ITL file!!")
    let outcome = importLogs([log])
    #expect(outcome.text == nil)
    #expect(outcome.rendered(color: false).contains("an ITL of pub that the product can verify"))
    let partial = importLogs([log], partial: true)
    let inventory = partial.text ?? ""
    #expect(inventory.contains("broken-list: the product could not verify the ITL of pub"))
  }

  @Test("of two clusters is refused at the second; --partial takes the first")
  func twoClusters() throws {
    let other = SessionLog.estate.replacing(" pub", with: " east").replacing(
      "eastlisher", with: "publisher"
    ).replacing("sub", with: "west").replacing("10.1.", with: "10.2.")
    let logs = [try SessionLog().text, try SessionLog(other).text]
    let outcome = importLogs([logs.joined()])
    #expect(outcome.text == nil)
    let strange = outcome.diagnostics.filter { $0.code == .severalClusters }
    let second = logs[0].split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(strange.count > 0)
    #expect(strange.allSatisfy { $0.line >= second })
    let partial = importLogs([logs.joined()], partial: true).text ?? ""
    #expect(partial.contains("node sub1") && !partial.contains("node west1"))
  }

  @Test("of another product is refused")
  func otherProduct() {
    let log = "Router#show version\nCisco IOS Software, C2900 Software, Version 15.4\nRouter#\n"
    let outcome = importLogs([log], partial: true)
    #expect(outcome.text == nil)
    #expect(outcome.diagnostics.map(\.code) == [.otherProduct])
  }

  @Test("of nothing but noise is refused, however long it is")
  func noise() {
    let noise = String(repeating: "%UC_RTMT-2-Noise: 10.1.1.5 = [admin] : ITL\n", count: 100_000)
    let outcome = importLogs([noise])
    #expect(outcome.text == nil)
    #expect(outcome.diagnostics.map(\.code) == [.nothingToImport])
  }

  @Test("of several logins is read as one cluster, whatever their order")
  func severalLogs() throws {
    let lines = try SessionLog().text.split(separator: "\n", omittingEmptySubsequences: false)
    let cut = try #require(lines.lastIndex(of: "admin:show status"))
    let first = lines[..<cut].joined(separator: "\n")
    let second = lines[cut...].joined(separator: "\n")
    let whole = importLogs([try SessionLog().text]).text
    #expect(importLogs([first, second]).text == whole)
    #expect(importLogs([second, first]).text == whole)
  }
}
