#!/bin/sh
# Fuzzes every parser with coverage as its guide (libFuzzer and the address sanitizer, which come
# with the toolchain).
#   Tests/Fuzz/fuzz.sh MINUTES [TARGET…]   each target so long, one after the other
#   Tests/Fuzz/fuzz.sh replay [TARGET…]    every file of the corpus once
#   Tests/Fuzz/fuzz.sh canary              shows that a fault which is planted is found
#   Tests/Fuzz/fuzz.sh build [TARGET…]     builds, and does no more
#   Tests/Fuzz/fuzz.sh keep [TARGET…]      makes the corpus anew of what was found, and small
# It ends with 1 if anything was found. What leads to new paths goes to .build-fuzz/found/TARGET and
# is gone on from the next time; finds go to .build-fuzz/finds/TARGET. A find that is mended belongs
# into Tests/Fuzz/corpus/TARGET.
set -eu
cd "$(dirname "$0")/../.."
out=.build-fuzz
here=Tests/Fuzz
every='scenario runbook phones forms import lists listing report queue'
flags="-O -g -parse-as-library -swift-version 6 -package-name trustsim -D FUZZING
  -sanitize=fuzzer,address -enable-upcoming-feature ExistentialAny
  -enable-upcoming-feature InternalImportsByDefault
  -enable-upcoming-feature MemberImportVisibility -strict-memory-safety
  -Xfrontend -disable-large-loadable-types-reg2mem -I $out"
# A leak is no find, and the report of a trap is the sanitizer's, not the runtime's.
export LC_ALL=C SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS="detect_leaks=0:malloc_context_size=3:quarantine_size_mb=16"

# The floors in the order of Package.swift, where each comes after those that it imports.
floors=$(sed -n '/^let floors/,/^]/p' Package.swift | grep -o '"[A-Za-z]*"' | tr -d '"' |
  awk '!seen[$0]++')

# Makes one module anew where a source, or what a module before it offers, is newer than its object.
objects=''
offers=''
build_module() {
  object="$out/$1.o"
  offer="$out/$1.swiftmodule"
  objects="$objects $object"
  if [ ! -e "$object" ] || [ -n "$(find "$2" $offers -newer "$object")" ]; then
    echo "building $1" >&2
    rm -rf "$object" "$out/new"
    mkdir "$out/new"
    touch "$out/new/begun"
    swiftc $flags -wmo -c -emit-module -emit-module-path "$out/new/$1.swiftmodule" \
      -module-name "$1" $(find "$2" -name '*.swift' | sort) -o "$out/new/$1.o"
    # One that offers what it offered before has nobody built anew.
    cmp -s "$out/new/$1.swiftmodule" "$offer" || {
      touch -r "$out/new/begun" "$out/new/$1.swiftmodule"
      mv "$out/new/$1.swiftmodule" "$offer"
    }
    # What is changed while it is built is newer.
    touch -r "$out/new/begun" "$out/new/$1.o"
    mv "$out/new/$1.o" "$object"
  fi
  offers="$offers $offer"
}

# Makes a target, a program of its own.
build_target() {
  program="$out/fuzz-$1"
  if [ -e "$program" ] && [ -z "$(find $objects "$here/Run" -newer "$program")" ]; then return; fi
  echo "building $program" >&2
  rm -f "$program"
  swiftc $flags -use-ld=lld -wmo -module-name FuzzRun -D "TARGET_$1" "$here"/Run/*.swift $objects \
    -o "$program.new"
  mv "$program.new" "$program"
}

build() {
  mkdir -p "$out"
  # Objects that other flags made are not those that ship.
  # Written only where they differ: another run beside this one reads them at the same time.
  [ "$(cat "$out/flags" 2>/dev/null)" = "$flags" ] || {
    rm -f "$out"/*.o "$out"/*.swiftmodule
    printf '%s\n' "$flags" >"$out/flags"
  }
  for floor in $floors; do build_module "$floor" "Sources/$floor"; done
  build_module FuzzProperties "$here/Properties"
  for target in "$@"; do build_target "$target"; done
  # Lines whose words are put into inputs, and the words of the tables in the sources.
  cat $(find Scenarios -name '*.mop' | sort) | grep -v '^ *#' | sort -u >"$out/lines.scenario"
  for target in phones forms import listing; do
    cat "$here/corpus/$target"/* 2>/dev/null | tr -d '\r' | sort -u >"$out/lines.$target"
  done
  {
    grep -v '^#' "$here/words.dict"
    find Sources/ScenarioLanguage Sources/ClusterImport Sources/ClusterModel Sources/TrustRules \
      Sources/TrustReports/JSON -name '*.swift' -exec grep -ohE '"[A-Za-z0-9][A-Za-z0-9 .:-]{1,30}"' {} + |
      grep -v ' [a-z]* [a-z]* '
  } | sort -u >"$out/words.dict"
}

# Words are for targets that read text.
dictionary() {
  case $1 in
    queue | runbook | lists | canary) ;;
    *) echo "-dict=$out/words.dict" ;;
  esac
}

# The longest input of a target: many short ones tell more than few long ones.
longest() {
  case $1 in
    scenario | forms) echo 4096 ;;
    report) echo 65536 ;;
    import | listing | lists) echo 16384 ;;
    *) echo 2048 ;;
  esac
}

fuzz() {
  target=$1
  mkdir -p "$out/found/$target" "$out/finds/$target" "$out/none"
  log="$out/$target.log"
  corpus="$here/corpus/$target"
  [ -d "$corpus" ] || corpus="$out/none"
  status=0
  FUZZ_LINES="$out/lines.$target" "$out/fuzz-$target" -max_total_time="$2" \
    -max_len="$(longest "$target")" -timeout=100 -rss_limit_mb=3000 $(dictionary "$target") \
    -artifact_prefix="$out/finds/$target/" -print_final_stats=1 -report_slow_units=1000 \
    "$out/found/$target" "$corpus" >"$log" 2>&1 || status=$?
  # What all programs started so far have used of the processor, in minutes and seconds.
  times >"$out/times"
  used=$(sed -n 2p "$out/times")
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  new=$(sed -n 's/^stat::new_units_added: *//p' "$log")
  printf '%-10s %12s executions %8s new paths   ' "$target" "${runs:-?}" "${new:-?}"
  printf '%s %s %s %s\n' "$target" "${runs:-0}" "${new:-0}" "$used" >>"$out/account"
  if [ "$status" = 0 ]; then echo 'nothing found'; else
    echo "FOUND: $(grep -m 1 -E '^broken:|ERROR:|Fatal error' "$log" || echo "see $log")"
  fi
  return "$status"
}

mode=${1:-}
case $mode in
  replay | build | keep) shift ;;
  canary) shift ;;
  '' | *[!0-9]*) sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
  *) shift ;;
esac
targets=${*:-$every}
if [ "$mode" = canary ]; then
  build canary
  rm -rf "$out/found/canary" "$out/finds/canary"
  if fuzz canary 60; then echo 'the planted fault was not found' >&2; exit 1; fi
  grep -q 'AddressSanitizer: heap-buffer-overflow' "$out/canary.log"
  exit 0
fi
build $targets
found=0
for target in $targets; do
  case $mode in
    build) ;;
    replay)
      if "$out/fuzz-$target" -timeout=100 -rss_limit_mb=3000 -artifact_prefix="$out/" \
        "$here/corpus/$target"/* >"$out/$target.log" 2>&1
      then
        printf '%-10s %6s files, nothing found\n' "$target" "$(ls "$here/corpus/$target" | wc -l)"
      else
        found=1
        printf '%-10s FOUND: %s\n' "$target" "$(tail -n 3 "$out/$target.log")"
      fi
      ;;
    keep)
      # Files with a name of their own stay; of the others the small ones, up to what a target
      # may take in the repository.
      rm -rf "$out/kept"
      mkdir -p "$out/kept" "$out/found/$target" "$here/corpus/$target"
      "$out/fuzz-$target" -set_cover_merge=1 -use_counters=0 -max_len=6000 "$out/kept" \
        "$here/corpus/$target" "$out/found/$target" >"$out/$target.log" 2>&1
      find "$here/corpus/$target" -name '????????????????????????????????????????' -delete
      left=24000
      for file in $(ls -Sr "$out/kept"); do
        left=$((left - $(wc -c <"$out/kept/$file")))
        [ "$left" -ge 0 ] || break
        cp "$out/kept/$file" "$here/corpus/$target/"
      done
      ;;
    *) fuzz "$target" "$((mode * 60))" || found=1 ;;
  esac
done
exit $found
