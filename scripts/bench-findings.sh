#!/usr/bin/env bash
# Findings of 150,000 pods under 2,000 policies with 15,000 Services, beside a quarter and half of
# them, as usual and where every pod has a label of its own. Fails if twice the objects take more
# than 3.3 times as long or allocate as much.
#
# Times are processor time of one thread, so that other work on the machine counts little.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classes="target/test-classes:target/classes:$(cat target/jmh.classpath)"
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
for form in usual worst; do
  echo
  echo "$form"
  "$java" -Xmx3g -XX:+UseSerialGC -cp "$classes" dev.podlane.bench.FindingRounds 150000 2000 $form
done
