import ClusterModel
import VirtualTime

// Lines under a cluster: what is not healthy and current before the start, and its settings.

extension Reading {
  mutating func readStateLines() {
    guard let first = files.first else { return }
    var cursor = Cursor(first)
    for (line, cluster) in stateLines {
      do {
        try cursor.load(line, of: files[Int(line.file)])
        try readStateLine(&cursor, cluster)
        try cursor.expectEnd()
      } catch {
        report(error, on: line)
      }
    }
  }

  private mutating func readStateLine(
    _ cursor: inout Cursor, _ cluster: ClusterID
  ) throws(Problem) {
    let place = location(cursor.statement)
    switch cursor.nextWord {
    case "away":
      cursor.next += 1
      try readAway(&cursor, cluster)
    case "secured-urls":
      cursor.next += 1
      if cursor.accept("http") {
        scenario.estate[cluster].securedURLs = .http
      } else if cursor.accept("https") {
        let name = try cursor.takeName("a node's name")
        scenario.estate[cluster].securedURLs = .host(try node(name, home: cluster))
      } else {
        throw cursor.unexpected("https NODE or http", words: ["https", "http"])
      }
    case "parameter":
      cursor.next += 1
      switch try takeParameter(&cursor) {
      case .rollback(let value): scenario.estate[cluster].rollback = value
      case .interaction(let value): scenario.estate[cluster].phoneInteractionAutomatic = value
      }
    case "certificate":
      cursor.next += 1
      for state in try takeCertificateStates(&cursor, cluster) {
        scenario.estate.states.append((state, place))
      }
    case "backup":
      cursor.next += 1
      scenario.estate.states.append((try takeBackup(&cursor, cluster), place))
    case "p12":
      cursor.next += 1
      try cursor.expect("saved")
      let date = cursor.accept("none") ? nil : try takeDateOfRecoveryKey(&cursor)
      scenario.estate.states.append((.recoveryKeySaved(cluster, on: date), place))
    default:
      scenario.estate.states.append((try takePhoneState(&cursor, cluster), place))
    }
  }

  enum Parameter {
    case rollback(Bool)
    case interaction(automatic: Bool)
  }

  /// `rollback True|False` or `phone-interaction automatic|manual`.
  func takeParameter(_ cursor: inout Cursor) throws(Problem) -> Parameter {
    let isRollback = try cursor.takeChoice(
      [("rollback", true), ("phone-interaction", false)], "parameter")
    if isRollback {
      return .rollback(try cursor.takeChoice([("True", true), ("False", false)], "value"))
    }
    return .interaction(
      automatic: try cursor.takeChoice([("automatic", true), ("manual", false)], "value"))
  }

  private mutating func readAway(_ cursor: inout Cursor, _ cluster: ClusterID) throws(Problem) {
    let token = try cursor.takeValue("N phones, or P% of them")
    let written = cursor.text(token)
    let amount: Absence.Amount
    if token.kind == .word, let count = Cursor.count(written), count > 0 {
      amount = .phones(count)
    } else if token.kind == .word, let percent = Cursor.percent(written), percent > 0,
      percent <= 10_000
    {
      amount = .percent(hundredths: percent)
    } else {
      throw cursor.problem(
        .badNumber, "\(written) is no number of phones", at: token,
        expected: "a whole number from 1, or a percentage up to 100%")
    }
    try cursor.expect("of")
    let start = cursor.position
    let term = try takeTerm(&cursor)
    selectionsToJudge.append(
      PendingSelection(
        selection: Selection(parts: [Selection.Part(term: term)]), start: start,
        end: cursor.lastEnd, line: cursor.statement))
    try cursor.expect("from")
    let from = try takeMoment(&cursor)
    try cursor.expect("to")
    let end = cursor.position
    let to = try takeMoment(&cursor)
    guard from < to else {
      throw Problem(
        .timeOutOfPlace, "the phones would be back before they leave", end, cursor.lastEnd,
        expected: "a time after \(from.text)")
    }
    var absence = Absence(amount: amount, term: term, from: from, to: to)
    absence.cluster = scenario.estate.clusters.count > 1 ? cluster : nil
    absence.location = location(cursor.statement)
    scenario.estate.absences.append(absence)
  }

  /// `-2d` or `+3d` from the start, `DATE`, `DATE CLOCK`, or `CLOCK` on the day of the start.
  func takeMoment(_ cursor: inout Cursor) throws(Problem) -> Instant {
    let start = cursor.position
    let found: Instant
    if cursor.looksLikeDate {
      let date = try cursor.takeDate()
      found = cursor.looksLikeClock ? date + (try cursor.takeClock()) : date
    } else if cursor.looksLikeClock {
      found = scenario.starts.startOfDay + (try cursor.takeClock())
    } else if let word = cursor.nextWord, word.hasPrefix("+") || word.hasPrefix("-") {
      let length = try takeSignedDuration(&cursor)
      found = scenario.starts + length
    } else {
      let what = "a time: -2d, +3d, 2026-01-10, or 2026-01-10 22:00"
      if cursor.nextWord == "?" { _ = try cursor.takeValue(what) }
      throw cursor.unexpected(what)
    }
    try requireWithinHorizon(found, start, cursor.lastEnd)
    return found
  }

  /// `+5m` or `-2h`.
  func takeSignedDuration(_ cursor: inout Cursor) throws(Problem) -> Duration {
    let token = try cursor.takeValue("a duration with + or -")
    let written = cursor.text(token)
    let length = try cursor.duration(
      String(written.dropFirst()), at: token, mayBeZero: true, "a duration with + or -")
    return written.hasPrefix("-") ? -length : length
  }

  /// Nothing may be written that lies further than so many years from the start.
  func requireWithinHorizon(_ instant: Instant, _ start: Int, _ end: Int) throws(Problem) {
    guard hasStarts else { return }
    guard instant <= scenario.starts.addingYears(limits.horizonYears),
      instant >= scenario.starts.addingYears(-limits.horizonYears)
    else {
      throw Problem(
        .beyondHorizon, "more than \(limits.horizonYears) years from the start", start, end,
        expected: "a time that is nearer to \(scenario.starts.text)")
    }
  }

  private func takeDateBeforeStart(_ cursor: inout Cursor) throws(Problem) -> Instant {
    let start = cursor.position
    let date = try cursor.takeDate()
    guard !hasStarts || date <= scenario.starts else {
      throw Problem(
        .timeOutOfPlace, "the date lies after the start", start, cursor.lastEnd,
        expected: "a date up to \(CivilTime(scenario.starts).date)")
    }
    return date
  }

  /// A date; where one is asked for, a health check does not say that there was none.
  private mutating func takeDateOfRecoveryKey(_ cursor: inout Cursor) throws(Problem) -> Instant {
    do {
      return try takeDateBeforeStart(&cursor)
    } catch {
      guard error.code == .unfilledValue, toleratesUnfilled else { throw error }
      report(error, on: cursor.statement)
      return scenario.starts.startOfDay
    }
  }

  /// `NODE UNIT [signed-by NAME] [bits N] [expires DATE] [loaded old] [listed old by NODE…]`.
  private mutating func takeCertificateStates(
    _ cursor: inout Cursor, _ cluster: ClusterID
  ) throws(Problem) -> [InitialState] {
    let owner = try node(cursor.takeName("a node's name"), home: cluster)
    let unit = try cursor.takeChoice(CertificateUnit.self, "certificate unit")
    var keys = Keys(["signed-by", "bits", "expires", "loaded", "listed"])
    var listers: [NodeID] = []
    var authority: String?
    var bits: Int?
    var expires: Instant?
    var isOld = false
    while !cursor.isAtEnd {
      let key = try keys.take(&cursor)
      do {
        switch key {
        case "signed-by": authority = try cursor.takeText("the name of an authority")
        case "bits": bits = try cursor.takeCount("the length of a key", atLeast: 512)
        case "expires": expires = try cursor.takeDate("the first day it is not valid")
        case "listed": listers = try takeListers(&cursor, of: unit, home: cluster)
        default:
          isOld = try cursor.takeChoice([("old", true)], "state of a service")
        }
      } catch {
        guard error.code == .unfilledValue else { throw error }
        report(error, on: cursor.statement)
      }
    }
    guard authority != nil || bits != nil || expires != nil || isOld || keys.seen.count > 0 else {
      throw cursor.unexpected(
        "signed-by NAME, bits N, expires DATE, loaded old or listed old by NODE…")
    }
    let isOnlyListed = !listers.isEmpty && keys.seen.count == 1
    let own = InitialState.certificate(
      owner, unit, signedBy: authority, bits: bits, expires: expires, loadedOld: isOld)
    let listed = InitialState.listedOld(owner, unit, by: listers)
    return (isOnlyListed ? [] : [own]) + (listers.isEmpty ? [] : [listed])
  }

  /// `old by NODE…`: nodes with TFTP, whose lists have the certificate of before.
  private func takeListers(
    _ cursor: inout Cursor, of unit: CertificateUnit, home cluster: ClusterID
  ) throws(Problem) -> [NodeID] {
    let start = cursor.position
    try cursor.expect("old")
    try cursor.expect("by")
    guard unit == .tvs || unit == .itlRecovery else {
      throw Problem(
        .conflictingKeys, "only TVS and ITLRecovery are listed old by other nodes", start,
        cursor.lastEnd, expected: "loaded old, where the node's own TFTP was not restarted")
    }
    return try takeTFTPNodes(&cursor, home: cluster)
  }

  /// `NAME on DATE [lacks CallManager]`.
  private mutating func takeBackup(
    _ cursor: inout Cursor, _ cluster: ClusterID
  ) throws(Problem) -> InitialState {
    let name = try cursor.takePlainName("a backup's name")
    guard !knownBackups.contains(name.name) else {
      throw Problem(
        .duplicateName, "there is a backup \(name.name) already", name.start, name.end,
        expected: "a name that is new")
    }
    knownBackups.insert(name.name)
    try cursor.expect("on")
    let date = try takeDateBeforeStart(&cursor)
    var lacks = false
    if cursor.accept("lacks") {
      lacks = try cursor.takeChoice([("CallManager", true)], "certificate that a backup can lack")
    }
    return .backup(cluster, name: name.name, on: date, lacksCallManager: lacks)
  }

  /// `PHONES hold itl of NODE before TIME`, `PHONES hold no itl`, `PHONES unregistered`.
  private mutating func takePhoneState(
    _ cursor: inout Cursor, _ cluster: ClusterID
  ) throws(Problem) -> InitialState {
    var phones = try takePhones(&cursor)
    // The line stands under one cluster and speaks of its phones.
    if scenario.estate.clusters.count > 1 {
      phones.parts.append(Selection.Part(term: .cluster(cluster)))
    }
    if cursor.accept("unregistered") { return .unregistered(phones) }
    guard cursor.accept("hold") else {
      throw cursor.unexpected(
        "hold itl of NODE before TIME, hold no itl, or unregistered",
        words: ["hold", "unregistered"])
    }
    if cursor.accept("no") {
      try cursor.expect("itl")
      return .holdNoITL(phones)
    }
    try cursor.expect("itl")
    try cursor.expect("of")
    let name = try cursor.takeName("a node's name")
    let server = try node(name)
    guard scenario.estate[server].runsTFTP else {
      throw Problem(
        .noTFTP, "node \(name.text) does not run TFTP and has no ITL", name.start, name.end,
        expected: "a node with tftp on its line")
    }
    try cursor.expect("before")
    let start = cursor.position
    let moment = try takeMoment(&cursor)
    guard !hasStarts || moment <= scenario.starts else {
      throw Problem(
        .timeOutOfPlace, "the list would be that of a time after the start", start, cursor.lastEnd,
        expected: "a time up to \(scenario.starts.text)")
    }
    return .holdITL(phones, of: server, before: moment)
  }
}
