import ClusterModel
import Testing

@Suite("What brings phones back") struct RecoveryActionsTests {
  @Test("No two actions have the same words")
  func distinct() {
    var all = CheapestRecovery.withoutNames.map(\.words)
    all += [RecoveryAction.move, .installLSC, .uploadToCAPFTrust, .startNode("pub")].map(\.words)
    for service in Service.allCases {
      all += [RecoveryAction.start(service), .restart(service)].map(\.words)
    }
    all += CertificateUnit.allCases.map { RecoveryAction.renew($0, ofNode: "pub").words }
    #expect(Set(all).count == all.count, "\(all.sorted())")
  }

  @Test("No reset follows where the phones boot anyway")
  func boots() {
    let booting = CheapestRecovery.withoutNames.compactMap { answer -> RecoveryAction? in
      guard case .action(let action) = answer, action.bootsPhones else { return nil }
      return action
    }
    #expect(booting == [.ownRetry, .powerOn, .pressKeys])
  }
}
