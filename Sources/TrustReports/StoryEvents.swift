import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// What a phone goes through between two censuses, as lines; a boot that goes like the one before
/// is counted instead of told again.
struct StoryEvents {
  private struct Boot {
    var lines: [(time: Instant, text: String)] = []
  }
  let names: Names
  private var out: [String] = []
  private var boot = Boot()
  private var lastTold: [String] = []
  private var repeats = 0
  private var lastTime = Instant(microseconds: 0)
  /// The date that was told last.
  private var date = ""

  init(names: Names) { self.names = names }

  /// The reader knows of this date.
  mutating func dated(_ time: Instant) { date = CivilTime(time).date }

  /// Everything so far; the next event begins anew.
  mutating func take() -> [String] {
    endBoot()
    endRepeats()
    lastTold = []
    defer { out = [] }
    return out
  }

  /// Lines that are told as they are.
  mutating func add(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    endBoot()
    endRepeats()
    out += lines
  }

  /// One event; `followed` by the next one of the same phone.
  mutating func add(_ entry: SpotlitEntry, followed: SpotlitEntry?) {
    guard let text = text(entry.event, followed?.event) else { return }
    if entry.event == .booted { endBoot() }
    boot.lines.append((entry.time, text))
  }

  private mutating func endBoot() {
    let told = boot.lines.map(\.text)
    guard let last = boot.lines.last else { return }
    if told == lastTold {
      repeats += 1
      lastTime = last.time
    } else {
      endRepeats()
      for (time, text) in boot.lines {
        if CivilTime(time).date != date {
          dated(time)
          out.append("  \(date)")
        }
        let lines = TextLayout.wrap(Words.safe(text), to: TextLayout.width - 14, atMost: 3)
        for (place, line) in lines.enumerated() {
          out.append("  " + TextLayout.left(place == 0 ? clock(time) : "", 12) + line)
        }
      }
      lastTold = told
    }
    boot = Boot()
  }

  private mutating func endRepeats() {
    guard repeats > 0 else { return }
    let times = repeats == 1 ? "once more" : "\(Words.number(repeats)) times more"
    out.append("              the same \(times), until \(Words.time(lastTime))")
    repeats = 0
  }

  private func clock(_ time: Instant) -> String {
    CivilTime(Instant(microseconds: time.microseconds / 1_000_000 * 1_000_000)).clock
  }

  private func text(_ event: PhoneEvent, _ next: PhoneEvent?) -> String? {
    switch event {
    case .stands: return nil
    case .resetOrdered: return "a reset is on its way to it"
    case .booted: return "boots"
    case .lostPower: return "is switched off"
    case .gotPower: return "is switched on"
    case .judged(_, _, nil, _): return nil
    case .judged(let file, let node, let signer?, let judgement):
      let signed = "\(names.file(file)) from \(names.node(node)), signed by "
      return signed + "\(names.certificate(signer)) (\(names.serial(signer))): "
        + said(judgement)
    case .asked(let node, let certificate, let reply):
      let isLast = next.map { !$0.isQuestion } ?? true
      return "TVS on \(names.node(node)) \(said(reply, about: certificate))"
        + (isLast && reply != .vouches ? ": refused" : "")
    case .nobodyToAsk: return "no TVS server is left to ask: refused"
    case .gaveUpServer: return "the TFTP server does not answer: the next one"
    case .registered(let node, let tried):
      return (tried.isEmpty ? "" : "\(said(tried)); ") + "registers at \(names.node(node))"
    case .notRegistered(let tried):
      return "is not registered: "
        + (tried.isEmpty ? "the server went away before it answered" : said(tried))
    case .triesInVain: return "goes on trying in the same way, until the servers change"
    case .lostRegistration: return "loses its registration"
    case .listsDeleted(let alsoCTL):
      return "its \(alsoCTL ? "lists and settings are" : "ITL is") deleted by hand"
    }
  }

  private func said(_ tried: [RegistrationObstacle]) -> String {
    tried.map { "\(names.obstacle($0)) (\($0.rule.rawValue))" }.joined(separator: "; ")
  }

  private func said(_ judgement: Judgement) -> String {
    switch judgement {
    case .accepted(let carrier): "accepted, \(names.carrier(carrier))"
    case .refused(let rule): "refused by \(rule.rawValue)"
    case .ask: "no held list names the signer, it asks TVS"
    }
  }

  private func said(_ reply: TVSReply, about certificate: CertificateID) -> String {
    switch reply {
    case .silent: "does not answer (\(RuleID.tvsMustAnswer.rawValue))"
    case .useless(let rule): "presents a certificate it cannot take (\(rule.rawValue))"
    case .vouches: "vouches for \(names.serial(certificate)): accepted"
    case .denies(let rule): "does not vouch (\(rule.rawValue))"
    }
  }
}

extension PhoneEvent {
  fileprivate var isQuestion: Bool {
    switch self {
    case .asked, .nobodyToAsk: true
    default: false
    }
  }
}
