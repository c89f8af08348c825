#!/usr/bin/env bash
# A rolling update of 1,000 replicas in a cluster of 5,000 nodes and 150,000 pods: the time of one
# event, of its network and of a walk at any moment, beside opening the cluster. Fails if a ratio is
# more than it may be. Three rounds; the first ones warm up.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
"$java" -Xmx3g -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" \
  dev.podlane.bench.CourseRounds
