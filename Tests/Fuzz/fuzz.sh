#!/bin/sh
# Fuzzes the import with coverage as its guide (libFuzzer, which comes with the toolchain).
#   Tests/Fuzz/fuzz.sh SECONDS
# Finds go to .build-fuzz/finds; one that is mended belongs into Tests/Fuzz/corpus.
set -eu
cd "$(dirname "$0")/../.."
out=.build-fuzz
mkdir -p "$out/found" "$out/finds"
flags="-O -parse-as-library -swift-version 6 -package-name trustsim -sanitize=fuzzer -D FUZZING
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
  -enable-upcoming-feature MemberImportVisibility -I $out"
for floor in VirtualTime ClusterModel TrustRules TrustListFiles ScenarioFiles; do
  swiftc $flags -wmo -c -emit-module -emit-module-path "$out/$floor.swiftmodule" \
    -module-name "$floor" $(find "Sources/$floor" -name '*.swift') -o "$out/$floor.o"
done
swiftc $flags -wmo -module-name ImportFuzz Tests/ScenarioFilesTests/Import/ImportFuzz.swift \
  Tests/ScenarioFilesTests/Import/ImportProperty.swift "$out"/VirtualTime.o \
  "$out"/ClusterModel.o "$out"/TrustRules.o "$out"/TrustListFiles.o "$out"/ScenarioFiles.o \
  -o "$out/import-fuzz"
exec "$out/import-fuzz" -max_total_time="${1:-60}" -max_len=16384 -timeout=10 \
  -dict=Tests/Fuzz/words.dict -artifact_prefix="$out/finds/" "$out/found" Tests/Fuzz/corpus
