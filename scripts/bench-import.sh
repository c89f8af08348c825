#!/usr/bin/env bash
# Writes 150,000 pods as JSON and YAML (1.5 GB, into target/import), reads them by Podlane into trees
# and into the text that the server keeps, by Jackson and into fabric8's objects, each in a JVM of
# its own, and prints times and ratios.
#   scripts/bench-import.sh [pods [turns]]
# HEAP=2g is the heap of Podlane and Jackson; fabric8, which keeps everything, gets 4 GB.
set -euo pipefail
cd "$(dirname "$0")/.."

pods=${1:-150000}
turns=${2:-3}
heap=${HEAP:-2g}
few=$((pods / 8))
data=target/import

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classpath="target/test-classes:target/classes:$(cat target/jmh.classpath)"
[ -s "$data/pods-$pods.yaml.done" ] || {
  "$java" -Xmx512m -cp "$classpath" dev.podlane.bench.ImportData "$data" "$few" "$pods"
  echo done >"$data/pods-$pods.yaml.done"
}

round() { "$java" -Xmx"$1" -cp "$classpath" dev.podlane.bench.ImportRound "$2" "$data/pods-$3.$4"; }

results=target/import.txt
: >"$results"
for ((turn = 0; turn < turns; turn++)); do
  for format in json yaml; do
    round "$heap" podlane "$few" $format
    round "$heap" podlane "$pods" $format
    round "$heap" condensed "$pods" $format
    round "$heap" jackson "$pods" $format
  done
  round 4g fabric8 "$pods" json
done | tee -a "$results"

"$java" -version 2>&1 | head -n 1
# The best turn of each counts: what else runs on the machine only ever adds.
awk -v pods="$pods" -v few="$few" '
  {
    split($2, name, /[-.]/); key = $1 " " name[2] " " name[3]
    if (!(key in wall) || $3 < wall[key]) wall[key] = $3
    if (!(key in cpu) || $4 < cpu[key]) cpu[key] = $4
    size[key] = $5
  }
  function row(label, one, other, aim) {
    printf "| %s | %.2f | %.2f | %s |\n", label, wall[one] / wall[other], cpu[one] / cpu[other], aim
  }
  END {
    print "\n| who | pods | format | MB | seconds | seconds of processor time |\n|---|---|---|---|---|---|"
    for (key in wall) {
      split(key, part, " ")
      printf "| %s | %s | %s | %s | %.2f | %.2f |\n", part[1], part[2], part[3], size[key], wall[key], cpu[key] | "sort -r"
    }
    close("sort -r")
    print "\n| ratio | time | processor time | aim |\n|---|---|---|---|"
    row("JSON: Podlane to Jackson streaming", "podlane " pods " json", "jackson " pods " json", "≤ 1.5")
    row("JSON: Podlane condensing to Jackson streaming", "condensed " pods " json", "jackson " pods " json", "≤ 1.5")
    row("JSON: fabric8 to Podlane", "fabric8 " pods " json", "podlane " pods " json", "≥ 2")
    row("YAML: Podlane to Jackson YAML", "podlane " pods " yaml", "jackson " pods " yaml", "≤ 1")
    row("YAML: Podlane condensing to Jackson YAML", "condensed " pods " yaml", "jackson " pods " yaml", "≤ 1")
    row("JSON: 8 times the pods", "podlane " pods " json", "podlane " few " json", "≤ 9")
    row("YAML: 8 times the pods", "podlane " pods " yaml", "podlane " few " yaml", "≤ 9")
  }' "$results"
