import ScenarioLanguage

// What each mistake of an explanation is answered with.

let goldensSteps: [(DiagnosticCode, String)] = [
  (
    .tableQuote,
    #"""
    tables/quote.csv:2:23: error[E072]: text behind the closing quote of a cell
       2 | SEP0300000000A1,"8861"x,Default,campus
         |                       ^
         = expected: a comma or the end of the row
    """#
  ),
  (
    .unknownCommand,
    #"""
    hq.mop:11:6: error[E080]: no command of the product that is known here begins so
      11 | pub> set certs regen TVS
         |      ^^^^^^^^^^^^^^^
         = expected: set cert regen UNIT
         = did you mean: set cert regen TVS
    """#
  ),
  (
    .abbreviatedCommand,
    #"""
    hq.mop:11:6: error[E081]: commands are written in full
      11 | pub> utils ser restart Cisco Tftp
         |      ^^^^^^^^^^^^^^^^^
         = expected: utils service restart SERVICE
         = did you mean: utils service restart Cisco Tftp
    """#
  ),
  (
    .unknownAction,
    #"""
    hq.mop:11:6: error[E082]: no action at GUI begins so
      11 | GUI: rest phones
         |      ^^^^
         = expected: reset PHONES [batch N every D]
         = did you mean: reset
    """#
  ),
  (
    .wrongPlace,
    #"""
    hq.mop:11:1: error[E083]: this is done at another place than GUI
      11 | GUI: power-cycle phones
         | ^^^^^^^^^^^^^^^^^^^^^^^
         = expected: Switch: power-cycle PHONES [batch N every D]
         = did you mean: Switch: power-cycle phones
    """#
  ),
  (
    .placeNeedsCluster,
    #"""
    hq.mop:9:1: error[E084]: the file has 2 clusters, so GUI must say which
       9 | GUI: parameter rollback True
         | ^^^^
         = expected: GUI@CLUSTER:
         = did you mean: GUI@a: or GUI@b:
    """#
  ),
  (
    .clockGoesBack,
    #"""
    hq.mop:12:1: error[E085]: 01:00 lies before 22:00, which is written above for 2026-01-10
      12 | 01:00  sub1> show itl
         | ^^^^^
         = expected: a later time, or its date
         = did you mean: 2026-01-11 01:00
    """#
  ),
  (
    .timeOutOfPlace,
    #"""
    hq.mop:11:1: error[E086]: only steps of What has happened lie before the start
      11 | -2h  pub> set cert regen TVS
         | ^^^
         = expected: +2h, or a time of day
    """#
  ),
  (
    .eachOutsideFor,
    #"""
    hq.mop:11:1: error[E087]: each stands for a node of a for, and there is none here
      11 | each> show itl
         | ^^^^
         = expected: the name of a node, or a for above
    """#
  ),
  (
    .emptyBlock,
    #"""
    hq.mop:11:1: error[E088]: no indented line follows
      11 | for all
         | ^^^^^^^
         = expected: the lines of this block, indented
    """#
  ),
  (
    .nesting,
    #"""
    hq.mop:12:3: error[E089]: a block inside a block of the same kind
      12 |   for sub1
         |   ^^^^^^^^
         = expected: one for, and one any order:, inside each other at most
    """#
  ),
  (
    .noPreviousStep,
    #"""
    hq.mop:11:1: error[E090]: no step stands above that this one could be joined to
      11 | with previous  pub> show itl
         | ^^^^^^^^^^^^^
         = expected: a time of its own, or none
    """#
  ),
  (
    .stepOutOfRange,
    #"""
    hq.mop:12:13: error[E091]: there is no step 2
      12 | expect step 2 = done
         |             ^
         = expected: a number from 1 to 1
    """#
  ),
  (
    .missingBackOut,
    #"""
    hq.mop:11:32: error[E092]: the file has no section Back-out to go to
      11 | expect phones locked = 0  else back-out
         |                                ^^^^^^^^
         = expected: a heading ## Back-out with its steps
    """#
  ),
  (
    .acceptedStepIsKnown,
    #"""
    hq.mop:3:8: error[E093]: step 2 is simulated: there is nothing to accept
       3 | accept step 2
         |        ^^^^^^
         = expected: a step that cannot be simulated: 1
    """#
  ),
  (
    .declinedAnswer,
    #"""
    hq.mop:11:27: error[E094]: a command that is answered no is not carried out as written here
      11 | pub> set cert regen TVS | no
         |                           ^^
         = expected: an answer that lets it go on, or # before the step to leave it out
         = did you mean: yes
    """#
  ),
  (
    .fileTooLong,
    #"""
    hq.mop: error[E100]: hq.mop is longer than the 100 bytes that are read
    """#
  ),
  (
    .lineTooLong,
    #"""
    hq.mop:14:1: error[E101]: the line has 108 bytes; at most 80 are read
      14 | Manual: wait wait wait wait wait wait wait wait wait wait wait wait wait wait wa
         | ^
    """#
  ),
  (
    .includeTooDeep,
    #"""
    a.mop:1:9: error[E102]: includes nest deeper than 1
       1 | include b.mop
         |         ^^^^^
    """#
  ),
  (
    .tooManySteps,
    #"""
    hq.mop:15:1: error[E103]: more than the 1 steps that are read
      15 | sub1> show itl
         | ^^^^^^^^^^^^^^
    """#
  ),
  (
    .tooManyPhones,
    #"""
    hq.mop:12:3: error[E104]: more than the 3950 phones that are read in all
      12 |   phones   50   model 8861  group Lobby    site campus  settings restricted
         |   ^^^^^^^^^^^
    """#
  ),
  (
    .beyondHorizon,
    #"""
    hq.mop:11:1: error[E105]: more than 50 years from the start
      11 | 2126-01-10 22:00  pub> show itl
         | ^^^^^^^^^^^^^^^^
         = expected: a time that is nearer to 2026-01-10 21:45
    """#
  ),
  (
    .tooManyNodes,
    #"""
    hq.mop:5:9: error[E106]: more than the 1 nodes that are read
       5 |   node  sub1   tftp callmanager
         |         ^^^^
    """#
  ),
  (
    .tooManyFiles,
    #"""
    hq.mop:13:3: error[E107]: a scenario may read at most 1 files
      13 |   phones from phones.csv
         |   ^^^^^^^^^^^^^^^^^^^^^^
    """#
  ),
  (
    .tooManyLines,
    #"""
    hq.mop:14:1: error[E108]: too many lines to carry out
      14 | pub> show itl
         | ^^^^^^^^^^^^^
    """#
  ),
  (
    .notSupportedYet,
    #"""
    hq.mop:14:1: error[E110]: not simulated yet
      14 | pub> show itl
         | ^^^^^^^^^^^^^
    """#
  ),
  (
    .refusedAtRunTime,
    #"""
    hq.mop:14:1: error[E111]: the product would refuse this
      14 | pub> show itl
         | ^^^^^^^^^^^^^
    """#
  ),
  (
    .tooManyEvents,
    #"""
    hq.mop:14:1: error[E112]: a run with too many events
      14 | pub> show itl
         | ^^^^^^^^^^^^^
    """#
  ),
  (
    .tooMuchKept,
    #"""
    hq.mop:14:1: error[E113]: a run that keeps too much
      14 | pub> show itl
         | ^^^^^^^^^^^^^
    """#
  ),
]
