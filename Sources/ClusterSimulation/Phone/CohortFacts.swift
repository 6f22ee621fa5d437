import ClusterModel
import TrustRules
import VirtualTime

/// What a boot needs of a phone's cohort and site, without a reference to follow.
struct CohortFacts: Sendable {
  var site: Int
  var latency: Duration
  /// Bits a second; 0 is unlimited.
  var bandwidthBitsPerSecond: Int64
  /// From power to the first request, before chance moves it.
  var boot: Duration
  /// Which file follows the start, the CTL, the ITL, the configuration.
  var next: (PhoneBoot.Event, PhoneBoot.Event, PhoneBoot.Event, PhoneBoot.Event)
}

/// Answers of the law that hold until the servers change, or for good.
struct Answers: Sendable {
  /// The state of the servers that the following belong to.
  var epoch = -1
  /// The servers of every option 150 that a site ever had, one list after the other.
  var routes = Rows<Route>()
  /// Where the lists lie in `routes`: a site's one after the other, the one that holds now last.
  var routeLists = Rows<RouteList>()
  /// For each site what holds now.
  var sites = Rows<SiteNow>()
  /// Where the lists of a site lie in `routeLists`; one place more than there are sites.
  var firstLists = Rows<UInt32>()
  /// The node, counted from 1, that takes the registration of a cohort holding this; 0: nobody.
  var registrars = PairTable()
  /// Whether HTTPS services of a cohort holding this fail: 0 no, 1 yes.
  var services = PairTable()
  /// Whether a phone that holds this is open: 0 no, 1 yes, 2 not asked yet.
  var open = Rows<UInt8>()
  /// Whether a phone registers with its old configuration.
  var registersWithOld: Bool?
  /// How long an unregistered phone waits; nil inside: it does not try.
  var retry: (interval: Duration, percent: Int64)??

  struct Route: Sendable {
    var node: UInt32
    /// Whether the server answers, under the address that the list names.
    var answers: Bool
  }

  struct RouteList: Sendable {
    var start: UInt32
    var count: UInt32
  }

  struct SiteNow: Sendable {
    /// Its option 150, and how many it had before that.
    var list: RouteList
    var number: UInt8
    /// Its link is there.
    var isUp: Bool
  }

  /// A list that a site had; a number too high means the one that holds now.
  @inline(__always)
  func list(_ number: UInt8, of site: UInt32) -> RouteList {
    let now = sites.look(site)
    if now.pointee.number == number { return now.pointee.list }
    let first = firstLists.look(site).pointee
    return routeLists.look(min(first + UInt32(number), firstLists.look(site + 1).pointee - 1))
      .pointee
  }
}

extension World {
  mutating func addFacts(of cohort: Cohort) {
    let site = premises.scenario.estate[cohort.site]
    // 79xx boot faster than 88xx; of other models nothing is known: those of the 7000 series
    // count with the former, all others with the latter.
    let boot = cohort.traits.model.hasPrefix("7") ? TimeConstant.boot79xx : .boot88xx
    let files = consult { $0.filesOfBoot(cohort.traits) }
    func next(_ place: Int) -> PhoneBoot.Event {
      guard place < files.count else { return .settledLast }
      switch files[place] {
      case .ctl: return .settledNextCTL
      case .itl: return .settledNextITL
      case .configuration: return .settledNextConfiguration
      }
    }
    func after(_ file: PhoneFile) -> PhoneBoot.Event {
      files.firstIndex(of: file).map { next($0 + 1) } ?? .settledLast
    }
    phoneSide.facts.append(
      CohortFacts(
        site: cohort.site.index, latency: site.latency,
        bandwidthBitsPerSecond: site.bandwidthBitsPerSecond ?? 0,
        boot: premises.times.duration(boot),
        next: (next(0), after(.ctl), after(.itl), after(.configuration))))
  }

  @inline(__always)
  func facts(of phone: UInt32) -> CohortFacts {
    phoneSide.facts[Int(phoneSide.kinds[phoneSide.phones[Int(phone)].kind].cohort)]
  }

  /// Brings the answers that depend on the servers up to date.
  @inline(__always)
  mutating func refreshAnswers() {
    if memo.answers.epoch != serverSide.epoch { renewAnswers() }
  }

  @inline(never)
  private mutating func renewAnswers() {
    memo.answers.epoch = serverSide.epoch
    memo.answers.registrars.removeAll()
    memo.answers.services.removeAll()
    let law = Deliberation(premises.law)
    memo.answers.sites.removeAll()
    memo.answers.routes.removeAll()
    memo.answers.routeLists.removeAll()
    memo.answers.firstLists.removeAll()
    for site in serverSide.option150.indices {
      memo.answers.firstLists.append(UInt32(memo.answers.routeLists.count))
      for list in serverSide.option150[site] {
        memo.answers.routeLists.append(
          .init(start: UInt32(memo.answers.routes.count), count: UInt32(list.count)))
        for server in list {
          memo.answers.routes.append(
            .init(
              node: UInt32(server.node.index),
              answers: law.tftpAnswers(server, from: SiteID(site), servers: serverSide.servers)))
        }
      }
      let isUp = serverSide.servers.sites[site].link.isRunning
      let number = UInt8(clamping: serverSide.option150[site].count - 1)
      let list = memo.answers.routeLists.last ?? Answers.RouteList(start: 0, count: 0)
      memo.answers.sites.append(Answers.SiteNow(list: list, number: number, isUp: isUp))
    }
    memo.answers.firstLists.append(UInt32(memo.answers.routeLists.count))
  }

  /// Whether a phone that holds this takes the lists of its next boot unseen.
  @inline(__always)
  mutating func isOpen(_ held: UInt32) -> Bool {
    if Int(held) < memo.answers.open.count {
      let isOpen = memo.answers.open.look(held).pointee
      if isOpen != 2 { return isOpen == 1 }
    }
    return findOpen(held)
  }

  @inline(never)
  private mutating func findOpen(_ held: UInt32) -> Bool {
    // Phones come to hold something new in mid-storm, where room should be there already.
    memo.answers.open.reserve(1_024)
    while memo.answers.open.count <= Int(held) { memo.answers.open.append(2) }
    let state = phoneSide.heldTable[held]
    let isOpen = consult { $0.isOpen(state) }
    memo.answers.open[Int(held)] = isOpen ? 1 : 0
    return isOpen
  }
}
