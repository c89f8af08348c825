#!/usr/bin/env bash
# Runs the benchmarks and prints each as a ratio to writing the same trace as JSON.
#   scripts/bench.sh [JMH options, such as -f 1 -wi 2 -i 2]
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests clean test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
"$java" -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" \
  org.openjdk.jmh.Main -rf csv -rff target/jmh.csv "$@" </dev/null

echo
"$java" -version 2>&1 | head -n 1
awk -F, '
  NR > 1 {
    gsub(/"/, ""); name = $1; sub(/.*\./, "", name)
    order[++count] = name; score[name] = $5; error[name] = $6
  }
  END {
    if (!(score["traceAsJson"] > 0)) { print "no measure: traceAsJson did not run"; exit 1 }
    print "| benchmark | µs per operation | × traceAsJson |\n|---|---|---|"
    for (i = 1; i <= count; i++)
      printf "| %s | %.1f ± %.1f | %.2f |\n", order[i], score[order[i]], error[order[i]], score[order[i]] / score["traceAsJson"]
  }' target/jmh.csv
