#!/usr/bin/env bash
# A class in one room of a real server: connections that follow the teacher's steps, guesses, a
# challenge that everyone starts, repairs and has checked, and a server that is killed in the middle.
# Fails if a step takes more than 200 ms at the 99th percentile of all followers, or anything is lost.
#   scripts/bench-class.sh [members]
# HEAP=512m is the heap of the server.
set -euo pipefail
cd "$(dirname "$0")/.."

members=${1:-300}
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

./mvnw -B -q -Pjmh -DskipTests -Dspotless.check.skip package </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
jar=$(ls target/podlane-*.jar | head -n 1)
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"

"$java" -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" \
  dev.podlane.bench.ClassRounds "$members" "$data" "$java" "-Xmx${HEAP:-512m}" -jar "$jar"
