#!/usr/bin/env bash
# What a cluster of 5,000 nodes and 150,000 pods costs beside one of 2 nodes: the first walk's time and
# JSON, heap before anybody looks, a command beside opening. Fails if a ratio is more than it may be.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
echo
"$java" -Xmx3g -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" \
  dev.podlane.bench.LazyRounds
