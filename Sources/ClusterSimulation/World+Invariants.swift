import ClusterModel
import SimulationTrace
import VirtualTime

extension World {
  /// What must be so between any two events; empty if it is. For tests and for hunting a defect.
  package func brokenInvariants() -> [String] {
    var broken: [String] = []
    var population = Array(repeating: 0, count: phoneSide.kinds.kinds.count)
    var busy = 0
    for (phone, row) in phoneSide.phones.enumerated() {
      population[Int(row.kind)] += 1
      if row.boot.isBusy && !row.flags.contains(.isParked) { busy += 1 }
      let kind = phoneSide.kinds[row.kind]
      if kind.isPowered == (row.boot.stage == .off) {
        broken.append("phone \(phone): power and stage differ")
      }
      if kind.isPowered && phoneSide.away.contains(UInt32(phone)) {
        broken.append("phone \(phone): away, and has power")
      }
      if let node = kind.registeredAt, row.registrar != node.index {
        broken.append("phone \(phone): counts as registered where it is not")
      }
      let cohort = phoneSide.blocks.cohorts[phone / PhoneBlocks.size]
      if cohort != PhoneBlocks.mixed, cohort != kind.cohort {
        broken.append("phone \(phone): of another cohort than its block")
      }
      if row.flags.contains(.isParked) && row.boot.stage != .unregistered {
        broken.append("phone \(phone): parked in stage \(row.boot.stage)")
      }
    }
    if population != Array(phoneSide.kinds.population) {
      broken.append("populations are miscounted")
    }
    if busy != phoneSide.busyPhones {
      broken.append("\(phoneSide.busyPhones) phones counted busy, \(busy) are")
    }
    for (node, state) in serverSide.servers.nodes.enumerated() {
      if state.serves(.tftp) && state.published == nil && state.disk[.callManager] != nil {
        broken.append("node \(node): TFTP runs and publishes nothing")
      }
      if state.serves(.tvs) && state.loadedTVS == nil && state.disk[.tvs] != nil {
        broken.append("node \(node): TVS runs and presents nothing")
      }
    }
    return broken
  }
}

/// How much a world keeps beside its phones: none of it may grow with their number.
package struct KeptAnswers: Hashable, Sendable {
  package var kinds: Int
  package var heldStates: Int
  package var judgements: Int
  package var questions: Int
}

extension World {
  /// Bytes that one phone takes, with the one ticket that may be pending for it.
  package static var bytesPerPhone: Int {
    MemoryLayout<PhoneRow>.stride + MemoryLayout<Ticket>.stride
  }

  /// What was interned or kept so far.
  package var keptAnswers: KeptAnswers {
    KeptAnswers(
      kinds: phoneSide.kinds.kinds.count, heldStates: phoneSide.heldTable.states.count,
      judgements: memo.judged.count,
      questions: memo.questions.count)
  }

  /// What the run took so far, an event of a phone being one: what a server does is an event that
  /// was measured to take some hundred times as long.
  package var work: Int { recording.trace.eventCount + agenda.acts * 500 }

  /// Slots of databases that were compared: in the run and where remedies were tried.
  package var slotsCompared: Int { serverSide.servers.comparedSlots + recoveries.slotsCompared }

  /// Forgets what was found out about the servers once all that returns by itself has returned.
  package mutating func forgetWhatIsSettled() {
    settledView.servers = nil
    settledView.epoch += 1
    recoveries.epoch = -1
  }

  /// Chunks of tickets that the event queue took from fresh memory.
  package var ticketChunks: Int { agenda.queue.chunksAllocated }

  /// Tickets that wait in the event queue.
  package var pendingTickets: Int { agenda.queue.count }
}
