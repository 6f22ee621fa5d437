/// Every kind of thing that can be wrong with a scenario file; a closed list.
///
/// Codes are part of the program's face: one that was published keeps its number and meaning.
package enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
  // The text
  case notUTF8 = "E001"
  case controlCharacter = "E002"
  case tab = "E003"
  case indentation = "E004"
  case unterminatedQuote = "E005"
  case unreadableFile = "E006"
  case includeOutside = "E007"
  case includeCycle = "E008"
  case typographicCharacter = "E009"
  /// A note: the file is not plain UTF-8, and was read all the same.
  case otherTextForm = "E130"
  // The head
  case missingVersion = "E010"
  case unsupportedVersion = "E011"
  case unknownStatement = "E012"
  case misplacedStatement = "E013"
  case missingStatement = "E014"
  case repeatedStatement = "E015"
  case nearMissHeading = "E016"
  case repeatedHeading = "E017"
  case unknownRule = "E018"
  case badRuleValue = "E019"
  case unknownDefect = "E020"
  // Words and values
  case unexpected = "E030"
  case leftOver = "E031"
  case badDate = "E032"
  case badClock = "E033"
  case badDuration = "E034"
  case badNumber = "E035"
  case badRelease = "E036"
  case badAddress = "E037"
  case badBandwidth = "E038"
  case unknownWord = "E039"
  case keywordAsName = "E040"
  case badName = "E041"
  case repeatedKey = "E042"
  case missingKey = "E043"
  case conflictingKeys = "E044"
  case unfilledValue = "E045"
  // Names
  case unknownName = "E050"
  case duplicateName = "E051"
  case ambiguousName = "E052"
  case otherCluster = "E053"
  case badRange = "E054"
  // The estate
  case missingPublisher = "E060"
  case severalPublishers = "E061"
  case groupSize = "E062"
  case repeatedMember = "E063"
  case noTFTP = "E064"
  case phonesWithoutGroups = "E065"
  case badPhoneName = "E066"
  case phoneNamesOverlap = "E067"
  case phoneNamesExhausted = "E068"
  case emptySelection = "E069"
  // Tables of phones
  case tableHeader = "E070"
  case tableRow = "E071"
  case tableQuote = "E072"
  // Steps
  case unknownCommand = "E080"
  case abbreviatedCommand = "E081"
  case unknownAction = "E082"
  case wrongPlace = "E083"
  case placeNeedsCluster = "E084"
  case clockGoesBack = "E085"
  case timeOutOfPlace = "E086"
  case eachOutsideFor = "E087"
  case emptyBlock = "E088"
  case nesting = "E089"
  case noPreviousStep = "E090"
  case stepOutOfRange = "E091"
  case missingBackOut = "E092"
  case acceptedStepIsKnown = "E093"
  case declinedAnswer = "E094"
  // Limits
  case fileTooLong = "E100"
  case lineTooLong = "E101"
  case includeTooDeep = "E102"
  case tooManySteps = "E103"
  case tooManyPhones = "E104"
  case beyondHorizon = "E105"
  case tooManyNodes = "E106"
  case tooManyFiles = "E107"
  case tooManyLines = "E108"
  // What only a run can tell
  case notSupportedYet = "E110"
  case refusedAtRunTime = "E111"
  case tooManyEvents = "E112"
  case tooMuchKept = "E113"
  // Logs of a real cluster
  case nothingToImport = "E120"
  case damagedList = "E121"
  case truncatedLog = "E122"
  case damagedAnswer = "E123"
  case otherProduct = "E124"
  case severalClusters = "E125"
  case missingAnswer = "E126"

  /// A limit was hit: the scenario may be good, but is more than the program takes (exit
  /// status 75).
  package var isLimit: Bool {
    switch self {
    case .fileTooLong, .lineTooLong, .includeTooDeep, .tooManySteps, .tooManyPhones,
      .beyondHorizon, .tooManyNodes, .tooManyFiles, .tooManyLines, .tooManyEvents, .tooMuchKept:
      true
    default: false
    }
  }
}
