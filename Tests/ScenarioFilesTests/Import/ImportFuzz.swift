// A room of unsafe memory: see the decision "Unsafe memory is a room".

#if FUZZING
  import ScenarioFiles
  import TrustListFiles

  /// One input of a coverage-guided fuzzer; `Tests/Fuzz/fuzz.sh` builds and runs it.
  ///
  /// Whatever a log holds, the import ends, and what it makes is a scenario with questions or one
  /// that it complained about.
  @_cdecl("LLVMFuzzerTestOneInput")
  package func fuzzImport(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    // The fuzzer holds them while this runs; they are copied first.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    ImportProperty.check(bytes)
    return 0
  }
#endif
