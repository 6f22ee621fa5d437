import Testing
import TextFormats

@Suite("Tables in CSV") struct CSVTests {
  private func rows(
    _ text: String, _ quotes: CSVReader.Quotes = .around
  ) -> (rows: [[String]], lines: [Int], faults: [CSVReader.Fault]) {
    var reader = CSVReader(Array(text.utf8), quotes: quotes)
    var found: (rows: [[String]], lines: [Int], faults: [CSVReader.Fault]) = ([], [], [])
    while true {
      do throws(CSVReader.Fault) {
        guard try reader.advance() else { return found }
      } catch {
        found.faults.append(error)
      }
      found.rows.append(reader.cells.map(reader.text))
      found.lines.append(reader.line)
    }
  }

  @Test("Rows are read with quotes, line ends in cells, a byte order mark and blank lines")
  func strict() {
    let found = rows("\u{FEFF}a,\"b \"\"c\"\"\",\r\n\n\"d\ne\",,f\r\ng")
    #expect(found.rows == [["a", "b \"c\"", ""], ["d\ne", "", "f"], ["g"]])
    #expect(found.lines == [1, 3, 5])
    #expect(found.faults.isEmpty)
  }

  @Test("Wrong quotes are faults with their place, and reading goes on behind the row")
  func faults() {
    let found = rows("a,\"b\"c,d\n\"\"\"\",e\nf,\"g")
    #expect(found.rows == [["a", "b", "d"], ["\"", "e"], ["f", "g"]])
    #expect(found.faults == [.textBehindQuote(5), .unclosedQuote(18)])
  }

  @Test(
    "A writer that quotes parts of cells is understood",
    arguments: [
      ("a, \"b,c\" ,d", ["a", " b,c ", "d"]), ("8861\"x,y\"z", ["8861x,yz"]),
      ("\"a\"\"b\",\"\"", ["a\"b", ""]), ("a,\"b", ["a", "b"]), ("", []), (",", ["", ""]),
      ("\"\"\"\"\"\"", ["\"\""]),
    ])
  func loose(row: String, cells: [String]) { #expect(CSVReader.cells(ofRow: row) == cells) }

  @Test(
    "What was written is read again",
    arguments: ["", "a", "a,b", "\"", "a\nb", " a", "a ", "=1", "'x", "-", "ü;東京", "\u{FF1D}1"])
  func again(_ text: String) {
    let row = CSVText.row(["x", text, "y"], isReadBack: true)
    let cell = rows(row).rows[0][1]
    #expect((cell.hasPrefix("'") ? String(cell.dropFirst()) : cell) == text)
  }

  @Test(
    "No cell is a formula, and a separator stands in quotes",
    arguments: [
      ("=1", "'=1", "'=1"), ("  @x", "'  @x", "'  @x"), ("\u{FF1D}1", "'\u{FF1D}1", "'\u{FF1D}1"),
      ("a;b", "\"a;b\"", "a;b"), ("'a", "'a", "''a"), (" a", "\" a\"", "\" a\""),
      ("a ", "a ", "\"a \""), ("a\"b", "\"a\"\"b\"", "\"a\"\"b\""),
    ])
  func cell(text: String, shown: String, readBack: String) {
    #expect(CSVText.cell(text) == shown)
    #expect(CSVText.cell(text, isReadBack: true) == readBack)
  }
}
