import TestSupport
import VirtualTime

/// A small estate in a storm, drawn by a seed: few phones, slow TFTP nodes, and what people and
/// faults do meanwhile.
struct StormCase: CustomStringConvertible {
  enum File: String {
    case ctl, itl, configuration

    /// Its place among the sizes.
    var place: Int {
      switch self {
      case .ctl: 0
      case .itl: 1
      case .configuration: 2
      }
    }
  }

  /// Phones alike, at a site of their own.
  struct Group {
    var number: Int
    var phones: Int
    var model: String
    var option150: [Int]
    var latencyMilliseconds: Int64
    /// Kilobits a second; 0: nothing holds an answer up.
    var kilobits: Int64

    /// Models of the first generation know no ITL.
    var files: [File] { model == "7940" ? [.ctl, .configuration] : [.ctl, .itl, .configuration] }
    var latency: Duration { .milliseconds(latencyMilliseconds) }

    func boot(_ plan: StormCase) -> Duration {
      model.hasPrefix("7") ? plan.boot79xx : plan.boot88xx
    }

    func transfer(bytes: Int64) -> Duration {
      kilobits == 0 ? latency : latency + .microseconds(bytes * 8 * 1_000 / kilobits)
    }
  }

  enum Act {
    case reset(Int)
    case powerCycle(Int)
    case powerOff(Int)
    case powerOn(Int)
    case tftpStops(Int, Int)
    case nodeGoes(Int, Int)
    case slow(Int, Int64)

    var line: String {
      switch self {
      case .reset(let group): "GUI: reset phones of group G\(group)"
      case .powerCycle(let group): "Switch: power-cycle phones of group G\(group)"
      case .powerOff(let group): "Switch: power off phones of group G\(group)"
      case .powerOn(let group): "Switch: power on phones of group G\(group)"
      case .tftpStops(let node, let seconds):
        "fault service Cisco Tftp on t\(node) stopped for \(seconds)s"
      case .nodeGoes(let node, let seconds): "fault node t\(node) down for \(seconds)s"
      case .slow(let node, let factor): "fault tftp t\(node) slow \(factor)"
      }
    }
  }

  let seed: Int
  var tftpNodes: Int
  var rate: Int64
  var limit: Int
  var registrationRate: Int64
  var retryAfter: Duration
  var dhcp: Duration
  var boot79xx: Duration
  var boot88xx: Duration
  var resetSpread: Duration
  var groups: [Group]
  /// Whole seconds after ten o'clock, in order.
  var acts: [(second: Int, act: Act)]

  init(seed: Int) {
    self.seed = seed
    var dice = Dice(seed: UInt64(seed))
    tftpNodes = 1 + dice.below(3)
    rate = dice.pick([1, 2, 3, 5, 10, 40])
    limit = dice.pick([1, 2, 3, 5, 10, 20, 1_000])
    registrationRate = dice.pick([1, 3, 10, 100])
    retryAfter = .seconds(dice.pick([1, 2, 5, 8]))
    dhcp = .seconds(Int64(1 + dice.below(20)))
    boot79xx = .seconds(Int64(2 + dice.below(30)))
    boot88xx = .seconds(Int64(2 + dice.below(30)))
    resetSpread = .seconds(Int64(1 + dice.below(60)))
    groups = []
    acts = []
    drawGroups(&dice)
    drawActs(&dice)
  }

  private mutating func drawGroups(_ dice: inout Dice) {
    let count = 1 + dice.below(4)
    for number in 0..<count {
      groups.append(
        Group(
          number: number, phones: 5 + dice.below(60 / count - 4),
          model: dice.pick(["8861", "8861", "7970", "7940"]),
          option150: dice.some(Array(0..<tftpNodes)),
          latencyMilliseconds: dice.pick([1, 5, 60, 300]),
          kilobits: dice.pick([0, 0, 2_000, 256, 64])))
    }
  }

  private mutating func drawActs(_ dice: inout Dice) {
    var second = 0
    // Everybody at once, or some of them: the storm that all cases are about.
    acts.append((second, dice.oneIn(2) ? .powerCycle(0) : .reset(0)))
    for group in groups.dropFirst() where !dice.oneIn(4) {
      acts.append((second, dice.oneIn(2) ? .powerCycle(group.number) : .reset(group.number)))
    }
    // Mostly not before the first of them ask for a file.
    let boot = Int((dhcp + boot79xx).microseconds / 1_000_000)
    second = dice.oneIn(4) ? dice.below(boot) : boot
    for _ in 0..<dice.below(14) {
      second += dice.oneIn(4) ? dice.below(300) : dice.below(30)
      acts.append((second, drawAct(&dice)))
    }
  }

  private func drawAct(_ dice: inout Dice) -> Act {
    let group = dice.below(groups.count)
    let node = dice.below(tftpNodes)
    let length = 1 + (dice.oneIn(3) ? dice.below(400) : dice.below(40))
    switch dice.below(12) {
    case 0, 1: return .powerOff(group)
    case 2, 3, 4: return .powerOn(group)
    case 5: return .powerCycle(group)
    case 6: return .reset(group)
    case 7, 8: return .tftpStops(node, length)
    case 9, 10: return .nodeGoes(node, length)
    default: return .slow(node, dice.pick([1, 2, 5, 20, 60]))
    }
  }

  /// The same as a scenario.
  var text: String {
    var lines = [
      "mop 1", "starts 2026-01-10 21:45", "seed \(seed)", "assume tftp-rate \(rate)",
      "assume tftp-limit \(limit)", "assume registration-rate \(registrationRate)",
      "assume retry-after \(retryAfter.text)", "assume dhcp \(dhcp.text)",
      "assume boot-79xx \(boot79xx.text)", "assume boot-88xx \(boot88xx.text)",
      "assume reset-spread \(resetSpread.text)",
      "cluster hq  release 12.5(1)SU4  mode non-secure", "  node pub  publisher callmanager",
    ]
    for node in 0..<tftpNodes { lines.append("  node t\(node)  tftp") }
    for group in groups {
      let servers = group.option150.map { "t\($0)" }.joined(separator: " ")
      let bandwidth = group.kilobits == 0 ? "" : "  bandwidth \(group.kilobits)kbit"
      lines.append("  group G\(group.number) = pub")
      lines.append(
        "  site s\(group.number)  option150 \(servers)  latency \(group.latencyMilliseconds)ms"
          + bandwidth)
    }
    for group in groups {
      lines.append(
        "  phones \(group.phones)  model \(group.model)  group G\(group.number)"
          + "  site s\(group.number)")
    }
    lines.append("## Implementation\n22:00  Manual: begin")
    var last = 0
    for (second, act) in acts {
      lines.append("+\(second - last)s  \(act.line)")
      last = second
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var description: String { "seed \(seed)\n" + text }

  /// Cases that are a little less than this one.
  var smaller: [StormCase] {
    var cases: [StormCase] = []
    for place in acts.indices {
      var less = self
      less.acts.remove(at: place)
      cases.append(less)
    }
    for place in groups.indices where groups[place].phones > 1 {
      for phones in Set([1, groups[place].phones / 2, groups[place].phones - 1]).sorted() {
        var less = self
        less.groups[place].phones = phones
        cases.append(less)
      }
    }
    return cases
  }
}
