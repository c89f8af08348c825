#!/usr/bin/env bash
# What one edit costs beside opening a cluster of 1,000 nodes and 30,000 pods, in the program and
# over HTTP. Fails if a command takes more than a hundredth, or another edit more than a tenth.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
echo
"$java" -Xmx2g -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" \
  dev.podlane.bench.EditRounds
