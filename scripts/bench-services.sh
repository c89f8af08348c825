#!/usr/bin/env bash
# New connections past kube-proxy's rules for 100 and for 10,000 services, in turns, and what many
# services cost compared with few.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
echo
"$java" -Xmx2g -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" \
  dev.podlane.bench.ServiceRounds
