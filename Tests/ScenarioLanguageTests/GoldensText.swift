import ScenarioLanguage

// What each mistake of an explanation is answered with.

let goldensText: [(DiagnosticCode, String)] = [
  (
    .notUTF8,
    #"""
    hq.mop:2:17: error[E001]: the text is not UTF-8: byte 0xe9 cannot stand here
       2 | title  Café, Caf?
         |                 ^
         = expected: a file saved as UTF-8
    """#
  ),
  (
    .controlCharacter,
    #"""
    hq.mop:3:16: error[E002]: a control character (byte 7) in the text
       3 | title  Renaming·
         |                ^
    """#
  ),
  (
    .tab,
    #"""
    hq.mop:9:7: error[E003]: a tab; lines are indented and words parted by spaces
       9 |   node·sub2  tftp
         |       ^
    """#
  ),
  (
    .indentation,
    #"""
    hq.mop:11:1: error[E004]: an indented line, but no for or any order: above it
      11 |   pub> show itl
         | ^^
         = expected: a line that begins in column 1
    """#
  ),
  (
    .unterminatedQuote,
    #"""
    hq.mop:11:27: error[E005]: the quote that begins here does not end on this line
      11 | expect phones locked = 0  "None locked
         |                           ^
    """#
  ),
  (
    .unreadableFile,
    #"""
    hq.mop:3:1: error[E006]: there is no file estates/missing.mop
       3 | include estates/missing.mop
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: a file that exists
    """#
  ),
  (
    .includeOutside,
    #"""
    hq.mop:3:1: error[E007]: ../../secret.mop leads outside Scenarios
       3 | include ../../secret.mop
         | ^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: a file below that folder
    """#
  ),
  (
    .includeCycle,
    #"""
    estates/cycle.mop:1:1: error[E008]: estates/cycle.mop includes itself
       1 | include estates/cycle.mop
         | ^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: a file that is not open already
    """#
  ),
  (
    .typographicCharacter,
    """
    hq.mop:9:12: error[E009]: a no-break space (U+00A0) stands here, as a word processor writes it
       9 |   node sub2\u{A0}tftp
         |            ^
         = expected: a plain space; or quotes around the text, where it is meant
    """
  ),
  (
    .otherTextForm,
    #"""
    hq.mop: note[E130]: the file is UTF-8 with a byte order mark, and is read as such
    """#
  ),
  (
    .missingVersion,
    #"""
    hq.mop:1:1: error[E010]: the first statement must say which language this is
       1 | starts 2026-01-10 21:45
         | ^^^^^^^^^^^^^^^^^^^^^^^
         = expected: mop 1
    """#
  ),
  (
    .unsupportedVersion,
    #"""
    hq.mop:1:5: error[E011]: this program reads version 1 of the language only
       1 | mop 2
         |     ^
         = expected: mop 1
    """#
  ),
  (
    .unknownStatement,
    #"""
    hq.mop:3:1: error[E012]: titel begins no statement that can stand here
       3 | titel  Renaming
         | ^^^^^
         = expected: a line of the head, a cluster or a heading
         = did you mean: title
    """#
  ),
  (
    .misplacedStatement,
    #"""
    hq.mop:11:1: error[E013]: title stands above the first heading only
      11 | title  Renaming
         | ^^^^^
         = expected: a step, wait, expect, preflight, for or any order:
    """#
  ),
  (
    .missingStatement,
    #"""
    hq.mop:1:1: error[E014]: the scenario does not say when it starts
       1 | mop 1
         | ^^^^^
         = expected: starts DATE CLOCK in the head
    """#
  ),
  (
    .repeatedStatement,
    #"""
    hq.mop:4:1: error[E015]: seed stands above already
       4 | seed 8
         | ^^^^
         = expected: seed once
    """#
  ),
  (
    .nearMissHeading,
    #"""
    hq.mop:10:1: error[E016]: this is nearly the heading Back-out, and would not act as it
      10 | ## Back out
         | ^^^^^^^^^^^
         = expected: this heading in column 1, or one that is not like it
         = did you mean: ## Back-out
    """#
  ),
  (
    .repeatedHeading,
    #"""
    hq.mop:12:1: error[E017]: there is a heading Implementation already
      12 | ## Implementation
         | ^^^^^^^^^^^^^^^^^
    """#
  ),
  (
    .unknownRule,
    #"""
    hq.mop:3:8: error[E018]: nothing called tvs-role can be assumed
       3 | assume tvs-role by-unit
         |        ^^^^^^^^
         = expected: an undocumented behaviour or a time
         = did you mean: tvs-roles
    """#
  ),
  (
    .badRuleValue,
    #"""
    hq.mop:3:13: error[E019]: 20 is no value of dhcp
       3 | assume dhcp 20
         |             ^^
         = expected: a duration longer than nothing, such as 20s
    """#
  ),
  (
    .unknownDefect,
    #"""
    hq.mop:3:8: error[E020]: no defect CSCtn50406 is known here
       3 | defect CSCtn50406
         |        ^^^^^^^^^^
         = expected: one of CSCtn50405, CSCto60209, CSCts01319, CSCto87262, CSCuy43181,
                     CSCun18578, CSCun19112, CSCvv13565, CSCti64589
         = did you mean: CSCtn50405
    """#
  ),
  (
    .unexpected,
    #"""
    hq.mop:11:6: error[E030]: phones cannot stand here
      11 | wait phones registered = all within 60m
         |      ^^^^^^
         = expected: until
    """#
  ),
  (
    .leftOver,
    #"""
    hq.mop:11:15: error[E031]: nothing more can stand here: please
      11 | pub> show itl please
         |               ^^^^^^
         = expected: show itl
    """#
  ),
  (
    .badDate,
    #"""
    hq.mop:2:8: error[E032]: 10-01-2026 is not a date
       2 | starts 10-01-2026 21:45
         |        ^^^^^^^^^^
         = expected: the date of the start such as 2026-01-10
    """#
  ),
  (
    .badClock,
    #"""
    hq.mop:11:1: error[E033]: 25:00 is not a time of day
      11 | 25:00  pub> show itl
         | ^^^^^
         = expected: a time of day from 00:00 to 23:59, or with seconds 22:00:05
    """#
  ),
  (
    .badDuration,
    #"""
    hq.mop:11:1: error[E034]: 5min is not a duration
      11 | +5min  pub> show itl
         | ^^^^^
         = expected: a duration such as 40ms, 90s, 5m, 1h30m or 3d
    """#
  ),
  (
    .badNumber,
    #"""
    hq.mop:9:8: error[E035]: many is no number of phones
       9 |   away many of group Default  from -2d to +3d
         |        ^^^^
         = expected: a whole number from 1, or a percentage up to 100%
    """#
  ),
  (
    .badRelease,
    #"""
    hq.mop:11:17: error[E036]: 12.5.1 is not a release
      11 | GUI: upgrade to 12.5.1
         |                 ^^^^^^
         = expected: a release such as 11.5(1), 11.5(1)SU3, 14, 14SU3 or 12.5.1.13900-152
    """#
  ),
  (
    .badAddress,
    #"""
    hq.mop:9:28: error[E037]: 10.1.1 is not an address
       9 |   node sub2  tftp  address 10.1.1
         |                            ^^^^^^
         = expected: an address such as 10.1.1.5
    """#
  ),
]
