/// What ``PhoneBoot`` answers to each event in each stage, asked once and looked up from then on.
struct BootTable: Sendable {
  /// One answer.
  struct Answer: BitwiseCopyable, Sendable {
    /// The machine after the event.
    var boot: PhoneBoot
    var want: PhoneBoot.Want
    /// How many more phones are busy then: one, none or one less.
    var busy: Int8
    /// The event can happen in that stage.
    var isPossible: Bool
  }

  private var answers = Rows<Answer>()

  init() {
    for stage in PhoneBoot.Stage.allCases {
      for event in PhoneBoot.Event.allCases {
        var boot = PhoneBoot(stage: stage)
        let wasBusy = boot.isBusy
        let want = try? boot.receive(event)
        let busy: Int8 = boot.isBusy == wasBusy ? 0 : wasBusy ? -1 : 1
        answers.append(
          Answer(boot: boot, want: want ?? .nothing, busy: busy, isPossible: want != nil))
      }
    }
  }

  /// The answer to an event in the stage of a machine.
  @inline(__always)
  func answer(_ boot: PhoneBoot, _ event: PhoneBoot.Event) -> Answer {
    let events = UInt32(PhoneBoot.Event.retryInVain.rawValue) + 1
    return answers.look(UInt32(boot.stage.rawValue) * events + UInt32(event.rawValue)).pointee
  }
}
