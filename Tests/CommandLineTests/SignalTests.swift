// A room of unsafe memory: see the decision "Unsafe memory is a room".

import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Signals")
struct SignalTests {
  /// Phones whose page takes long enough that a signal meets it half written.
  static let plan = Plan.passes.replacing("phones 40 ", with: "phones 400000 ")

  @Test(
    "A signal that ends the program leaves no half-written file",
    arguments: [
      SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM, SIGXCPU, SIGVTALRM, SIGPROF,
      SIGIO, SIGPWR, SIGSYS, 34, 64,
    ])
  func ending(number: Int32) throws {
    let folder = try Folder().write("a.mop", Self.plan)
    // A child of a shell's background job would inherit that the signal is ignored.
    signal(number, SIG_DFL)
    let process = Trustsim(folder: folder).prepared(["run", "a.mop", "--output", "a.csv"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // A core file is no use here, and may be huge.
    var cores = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &cores)
    try process.run()
    while process.isRunning, try !folder.names.contains(where: { $0.hasSuffix(".part") }) {
      usleep(500)
    }
    try #require(process.isRunning, "the file was written before it could be interrupted")
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(try folder.names == ["a.mop"])
    if number == SIGINT {
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 130)
    } else {
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(process.terminationStatus == number)
    }
  }

  @Test("A file larger than allowed is no signal, but an output not written: 74")
  func tooLarge() throws {
    let folder = try Folder().write("a.mop", Self.plan)
    let run = try Trustsim(folder: folder).shell(
      "ulimit -f 100; \"$@\"", "run", "a.mop", "--output", "a.csv")
    #expect(run.status == 74)
    #expect(!run.wasKilled)
    #expect(try folder.names == ["a.mop"])
  }
}
