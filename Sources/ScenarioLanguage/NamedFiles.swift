/// A table of phones that a scenario takes its phones from, as its line names it.
package struct NamedTable: Hashable, Sendable {
  package var path: String
  /// ``SourceText/name`` of the file with that line.
  package var includedFrom: String
}

/// Reads a scenario's own file and what it includes, without judging any of it, and gives the
/// tables of phones that they name; those are not read.
///
/// The reader has been asked for every other file of the scenario then.
package func tablesNamed(
  by path: String, with reader: some FileReading
) -> [NamedTable] {
  var reading = Reading(limits: Limits()) { (path, including) throws(FileProblem) in
    try reader.read(path, includedFrom: including)
  }
  var stack: [SourceFile] = []
  guard reading.outline(path: path, from: nil, stack: &stack), let first = reading.files.first
  else { return [] }
  var cursor = Cursor(first)
  var tables: [NamedTable] = []
  for (line, _) in reading.phoneLines {
    let file = reading.files[Int(line.file)]
    do throws(Problem) {
      try cursor.load(line, of: file)
      guard cursor.isWord(1, "from") else { continue }
      cursor.next = 2
      let token = try cursor.takeValue("a table of phones")
      tables.append(NamedTable(path: cursor.text(token), includedFrom: file.name))
    } catch {
      // What is wrong with the line is said when the scenario is read.
      continue
    }
  }
  return tables
}
