package import TextFormats

/// A form of the report: its name, its file, and what makes it.
///
/// A new format is one file, with its page and an extension of this type that names it, and one
/// line in ``all``. All that a page may say is in the ``Report``; a format that also says something
/// of scenarios without one, or of several at once, has a ``pageOfAll``. What the command line says
/// of formats (help, which of them a folder gets unasked) is its own.
package struct ReportFormat: Sendable {
  /// The word of `--format`.
  package let name: String
  /// What a file in this form is called, behind its last point.
  package let ending: String
  /// Endings by which the name of a file alone asks for this form.
  package var asksByEnding: [String] = []
  /// Several reports may stand one after the other in one file.
  package var holdsSeveral = true
  /// It shows each phone, so the run must keep where each stood.
  package var showsEachPhone = false
  /// `--format` takes it; one that it does not take has an option of its own.
  package var isNamed = true
  /// The page of one report; `isColored`: for a terminal, where a form has colours.
  package let write: @Sendable (Report, _ isColored: Bool, inout PageOutlet) -> Void
  /// One page of several scenarios, written after the last of them; nil where each has its own.
  package var pageOfAll: (@Sendable ([JUnitReport.Suite]) -> String)?

  /// Every form, in the order in which they are listed.
  package static let all: [ReportFormat] = [
    .text, .json, .junit, .markdown, .html, .csv, .github, .checklist,
  ]

  /// Forms that `--format` takes.
  package static var named: [ReportFormat] { all.filter(\.isNamed) }

  /// The page of one report, whole.
  package func bytes(_ report: Report, isColored: Bool = false) -> [UInt8] {
    PageOutlet.gathered { write(report, isColored, &$0) }
  }
}

extension ReportFormat: Equatable {
  /// A name stands for one form.
  package static func == (one: ReportFormat, other: ReportFormat) -> Bool { one.name == other.name }
}
