// A room of unsafe memory: see the decision "Unsafe memory is a room".

// One target of the fuzzer: what libFuzzer calls. `Tests/Fuzz/fuzz.sh` compiles it with one of the
// conditions below, beside the properties.

import FuzzProperties

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let begun = processorSeconds()
  do throws(BrokenProperty) {
    #if TARGET_scenario
      try ScenarioProperty.check(bytes)
    #elseif TARGET_runbook
      try RunbookProperty.check(bytes)
    #elseif TARGET_phones
      try PhoneTableProperty.check(bytes)
    #elseif TARGET_forms
      try FormsProperty.check(bytes)
    #elseif TARGET_import
      try ImportProperty.check(bytes)
    #elseif TARGET_lists
      try ListProperty.check(bytes)
    #elseif TARGET_listing
      try ListingProperty.check(bytes)
    #elseif TARGET_report
      try ReportProperty.check(bytes)
    #elseif TARGET_queue
      try QueueProperty.check(bytes)
    #elseif TARGET_canary
      canary(start, count)
    #endif
  } catch { stop(error.description) }
  // Its own time: on a busy machine the time that passes says little.
  let seconds = processorSeconds() - begun
  if seconds > 8 { stop("it took \(seconds) seconds of the processor") }
  return 0
}

#if TARGET_canary
  /// A fault to which three bytes lead, one after the other: it reads a byte that is not the
  /// input's. It shows that paths are followed, that the sanitizer looks, and that a find counts.
  private func canary(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    guard let start, count > 3, start[0] == 0xC3 else { return }
    followed += 1
    guard start[1] == 0x0A else { return }
    followed += 1
    guard start[2] == 0x7E else { return }
    followed += Int(start[count])
  }

  nonisolated(unsafe) private var followed = 0
#endif

private func processorSeconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec
}

private func stop(_ what: String) -> Never {
  let line = Array("broken: \(what)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  abort()
}

#if TARGET_scenario || TARGET_phones || TARGET_import || TARGET_listing || TARGET_forms
  @_silgen_name("LLVMFuzzerMutate")
  private func mutateBytes(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int) -> Int

  /// The lines, and the words of them, that are put into inputs; from the file that this names.
  private let stock = Stock(path: getenv("FUZZ_LINES").map { String(cString: $0) })

  /// Changes whole lines and words two times of three, bytes else: what is changed by bytes alone
  /// seldom gets past the first word.
  @_cdecl("LLVMFuzzerCustomMutator")
  func mutate(
    _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: UInt32
  ) -> Int {
    var mutation = LineMutation(seed: seed)
    guard !mutation.oneIn(3), !stock.lines.isEmpty else { return mutateBytes(bytes, count, most) }
    let text = Array(UnsafeBufferPointer(start: bytes, count: count))
    let changed = mutation.changed(text, stock).prefix(most)
    for (place, byte) in changed.enumerated() { bytes[place] = byte }
    return changed.count
  }
#endif
