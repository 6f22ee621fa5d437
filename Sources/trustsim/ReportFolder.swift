import TrustReports
import TrustVerdicts

/// A folder that gets the reports of each scenario under the scenario's own name.
enum ReportFolder {
  /// The way of a scenario's reports within the folder, without an ending: as the scenario lies
  /// below the nearest folder named `Scenarios`, else by its own name.
  static func name(of file: String) -> String {
    let path = file == "-" ? "stdin" : file
    var parts = ScenarioReader.tidied(path).split(separator: "/").map(String.init)
    if let place = parts.lastIndex(of: "Scenarios"), place < parts.count - 1 {
      parts.removeFirst(place + 1)
    } else {
      parts = parts.suffix(1)
    }
    let name = parts.joined(separator: "/")
    return name.hasSuffix(".mop") ? String(name.dropLast(4)) : name
  }

  /// Two scenarios may not write the same files.
  static func checkNames(of files: [String]) throws(Failure) {
    var seen: [String: String] = [:]
    for file in files {
      let name = name(of: file)
      if let other = seen[name] {
        throw .usage(
          "'\(shown(other))' and '\(shown(file))' would both be '\(shown(name))' in --report-dir")
      }
      seen[name] = file
    }
  }

  /// Where the report of a scenario in this form goes.
  static func path(of file: String, as format: ReportFormat, in folder: String) -> String {
    (folder.hasSuffix("/") ? folder : folder + "/") + name(of: file) + "." + format.ending
  }

  /// Writes one report, with the folders it needs.
  static func write(
    _ report: Report, of file: String, as format: ReportFormat, into folder: String
  ) throws(Failure) {
    let path = path(of: file, as: format, in: folder)
    try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
    try Output.replaceFile(path) {
      format.write(report, false, &$0)
    }
  }

  private static func makeFolder(_ path: String) throws(Failure) {
    guard !path.isEmpty, SystemCalls.makeFolder(path) != 0, errno != EEXIST else { return }
    let problem = errno
    guard problem == ENOENT, let parent = path.lastIndex(of: "/") else {
      throw Failure(
        status: .outputNotWritten, message: "\(shown(path)): \(systemMessage(problem))")
    }
    try makeFolder(String(path[..<parent]))
    guard SystemCalls.makeFolder(path) == 0 || errno == EEXIST else {
      throw Failure(status: .outputNotWritten, message: "\(shown(path)): \(systemMessage(errno))")
    }
  }
}
