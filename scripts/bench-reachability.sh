#!/usr/bin/env bash
# All pairs of pods under policies: by classes of pods, beside a bit for each pair of 100,000 pods
# under 1,000 policies; one edited policy; and 150,000 pods under 2,000 policies, as usual and in
# the worst case: every pod with a label of its own, and 200 blocks that cut through the pods.
#
# Times are processor time of one thread, so that other work on the machine counts little.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classes="target/test-classes:target/classes:$(cat target/jmh.classpath)"
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
for round in "150000 2000 worst" "150000 2000 usual" "100000 1000 usual bits"; do
  echo
  # shellcheck disable=SC2086
  "$java" -Xmx4g -XX:+UseSerialGC -cp "$classes" dev.podlane.bench.PairRounds $round
done
