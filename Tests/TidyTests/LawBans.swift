/// Only TrustRules compares a signer with a list, or a release with a number.
enum LawBans {
  static func findings(in source: SwiftSource) -> [Finding] {
    guard source.path.hasPrefix("Sources/") else { return [] }
    let isLaw = source.path.hasPrefix("Sources/TrustRules/")
    return source.tokens.indices.compactMap { place in
      let what = takesTime(source, place) ?? (isLaw ? nil : what(source, place))
      return what.map {
        Finding(path: source.path, line: source.tokens[place].line, what: $0)
      }
    }
  }

  private static let comparisons: Set<String> = ["==", "!=", "===", "<", ">", "<=", ">=", "~="]
  private static let numbers: Set<String> = ["major", "minor", "maintenance", "serviceUpdate"]

  private static func what(_ source: SwiftSource, _ place: Int) -> String? {
    if asksAList(source, place) {
      return "a list is asked for a certificate; instead: a question to TrustRules"
    }
    if comparesSigner(source, place) {
      return "a signer is compared; instead: a question to TrustRules"
    }
    if readsNumber(source, place) {
      return "a release is taken apart; instead: a provision of `Release`"
    }
    if comparesRelease(source, place) {
      return "releases are compared; instead: a provision of `Release`"
    }
    if asksProvision(source, place) {
      return "what a release provides is asked where servers act; instead: a rule that asks it"
    }
    if comparesLoaded(source, place) {
      return "what a service runs on is compared; instead: a question to TrustRules"
    }
    return nil
  }

  /// `.names(certificate, as: roles)`.
  private static func asksAList(_ source: SwiftSource, _ place: Int) -> Bool {
    guard source.matches([".", "names", "("], at: place) else { return false }
    let arguments = (place + 2)..<source.closing(of: place + 2)
    return arguments.contains { source.matches(["as", ":"], at: $0) }
  }

  /// `signer ==`, `list.signer !=`, `== list.signer`; what a signer is measured by is meant too.
  private static func comparesSigner(_ source: SwiftSource, _ place: Int) -> Bool {
    guard let sign = source.sign(place), ["==", "!="].contains(sign) else { return false }
    var end = place + 1
    // The operand's path, as far as it is made of names alone.
    while source.sign(end + 1) == ".", source.tokens.indices.contains(end + 2) { end += 2 }
    return source.sign(place - 1) == "signer" || source.sign(end) == "signer"
  }

  /// `.major` and its like, read; a release that is put together is written to.
  private static func readsNumber(_ source: SwiftSource, _ place: Int) -> Bool {
    guard !source.path.hasPrefix("Sources/ClusterModel/"), source.sign(place) == ".",
      let name = source.sign(place + 1), numbers.contains(name)
    else { return false }
    // `self.major = major` and a list file's own version are no releases.
    let owner = source.sign(place - 1)
    return source.sign(place + 2) != "=" && owner != "version"
  }

  private static let timed = [
    "Sources/TrustRules/", "Sources/ServerActs/", "Sources/ClusterSimulation/",
  ]
  /// Where lengths of time stand, each with its source.
  private static let timeTables = ["TimeConstant", "FixedConstant"].map {
    "Sources/TrustRules/\($0).swift"
  }
  private static let units: Set<String> = [
    "milliseconds", "seconds", "minutes", "hours", "days", "addingYears",
  ]

  /// `.seconds(86_400)`, `.days(Self.near)` and `Duration(microseconds: 60_000_000)` where rules
  /// are stated or servers and phones act; one minute, one day and nothing are units.
  private static func takesTime(_ source: SwiftSource, _ place: Int) -> String? {
    guard timed.contains(where: source.path.hasPrefix), !timeTables.contains(source.path) else {
      return nil
    }
    var opening = place + 2
    if source.matches(["(", "microseconds", ":"], at: place) {
      opening = place
    } else {
      guard source.sign(place) == ".", let unit = source.sign(place + 1), units.contains(unit),
        source.sign(opening) == "("
      else { return nil }
    }
    var amount = (opening + 1)..<source.closing(of: opening)
    if opening == place { amount = amount.dropFirst(2) }
    guard isFixed(amount.compactMap(source.sign)) else { return nil }
    return "a length of time is written out; instead: a `TimeConstant` or a `FixedConstant`"
  }

  /// Whether an amount is written in numbers, or as a constant of the type it stands in.
  private static func isFixed(_ amount: [String]) -> Bool {
    if amount.count == 3, amount[0] == "Self", amount[1] == "." { return true }
    let isNumber = !amount.isEmpty && amount.allSatisfy { $0.first?.isLetter == false }
    return isNumber && !["0", "1"].contains(amount.joined())
  }

  private static let acting = ["Sources/ServerActs/", "Sources/ClusterSimulation/"]

  /// `release.hasHAProxy` where servers act: what follows from it is a rule's, which is recorded.
  /// Questions that name a unit, a tool or another release may be asked.
  private static func asksProvision(_ source: SwiftSource, _ place: Int) -> Bool {
    guard acting.contains(where: source.path.hasPrefix), source.sign(place) == ".",
      let name = source.sign(place + 1), ReleaseTable.provisions.contains(name),
      source.sign(place + 2) != "(", let owner = source.sign(place - 1)
    else { return false }
    // A case of an enumeration of that name has no owner.
    return owner == ")" || owner == "]" || owner.first?.isLetter == true
  }

  private static let running: Set<String> = [
    "loadedCallManager", "loadedTVS", "loadedCAPF", "loadedTomcat", "loadedMixedMode", "presented",
    "configurationSigner",
  ]

  /// `loadedCallManager != disk[.callManager]`, `certificate == servers[node].disk[unit]`; whether
  /// there is any may be asked.
  private static func comparesLoaded(_ source: SwiftSource, _ place: Int) -> Bool {
    guard !source.path.hasPrefix("Sources/ClusterModel/"), let sign = source.sign(place),
      ["==", "!="].contains(sign), source.sign(place + 1) != "nil"
    else { return false }
    let left = source.sign(place - 1) == "]" ? source.opening(of: place - 1) - 1 : place - 1
    // The right operand's last name, brackets left out.
    var right = place + 1
    while true {
      if source.sign(right + 1) == "[" {
        let closing = source.closing(of: right + 1)
        if source.sign(closing + 1) != "." { break }
        right = closing + 2
      } else if source.sign(right + 1) == "." {
        right += 2
      } else {
        break
      }
    }
    return [left, right].contains { at in
      // A node's disk; a list of certificates that somebody remembers may have the name.
      source.matches([".", "disk", "["], at: at - 1)
        || source.sign(at).map(running.contains) == true
    }
  }

  /// `Release(a) == b`, `b < Release(a)`, `cluster.release != other`, `release.text == "14"`.
  private static func comparesRelease(_ source: SwiftSource, _ place: Int) -> Bool {
    let isMade = source.matches(["Release", "("], at: place)
    let isNamed = source.sign(place) == "release"
    guard isMade || isNamed else { return false }
    var last = isMade ? source.closing(of: place + 1) : place
    if source.matches([".", "text"], at: last + 1) { last += 2 }
    var first = place
    while source.sign(first - 1) == "." { first -= 2 }
    return [last + 1, first - 1].contains { near in
      source.sign(near).map(comparisons.contains) ?? false
    }
  }
}
