#!/usr/bin/env bash
# Runs the benchmarks and prints each as a ratio to a contestant of the same run: walks to writing
# the same trace as JSON, route lookups to Podlane's own table.
#   scripts/bench.sh [JMH options, such as RouteBenchmark -wi 2 -i 2]
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests clean test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classpath="target/test-classes:target/classes:$(cat target/jmh.classpath)"
"$java" -cp "$classpath" org.openjdk.jmh.Main -rf csv -rff target/jmh.csv "$@" </dev/null

echo
"$java" -version 2>&1 | head -n 1
awk -F, '
  NR > 1 && /"avgt"/ {
    gsub(/"/, ""); name = $1; sub(/.*\./, "", name)
    order[++count] = name; score[name] = $5; error[name] = $6
  }
  END {
    if (count == 0) exit
    if (!(score["traceAsJson"] > 0)) { print "no measure: traceAsJson did not run"; exit 1 }
    print "| benchmark | µs per operation | × traceAsJson |\n|---|---|---|"
    for (i = 1; i <= count; i++)
      printf "| %s | %.1f ± %.1f | %.2f |\n", order[i], score[order[i]], error[order[i]], score[order[i]] / score["traceAsJson"]
  }' target/jmh.csv

# A sample is a round of 16384 lookups (RouteBenchmark.ADDRESSES).
awk -F, '
  /RouteBenchmark/ && /:p0\.[159]0"/ {
    gsub(/["\r]/, ""); name = $1; sub(/.*\./, "", name)
    sub(/.*RouteBenchmark\./, "", $1); split($1, part, ":")
    key = part[1] " | " $9 " | " $8
    if (part[2] == "p0.50") order[++count] = key
    ns[key, part[2]] = $5 / 16384
  }
  END {
    if (count == 0) exit
    print "\n| lookups | prefixes | by | ns, median | ns, 9 of 10 | × RouteTable |\n|---|---|---|---|---|---|"
    for (i = 1; i <= count; i++) {
      own = order[i]; sub(/[^|]*$/, " RouteTable", own)
      printf "| %s | %.1f | %.1f | %.2f |\n", order[i], ns[order[i], "p0.50"], ns[order[i], "p0.90"], ns[order[i], "p0.50"] / ns[own, "p0.50"]
    }
  }' target/jmh.csv

if grep -q RouteBenchmark target/jmh.csv; then
  echo
  "$java" -Xmx2g -cp "$classpath" dev.podlane.bench.RouteMemory
fi
