#!/usr/bin/env bash
# Starts the server, imports a cluster with many pods and policies, sends 46,000 probes by POST
# …/reachability, compares the answers with those in one process, and asks for all pairs before and
# after an edit. Fails if an answer differs, or the probes take more than 60 seconds.
#   scripts/bench-reachability-http.sh [usual|worst [pods [policies [probes]]]]
# HEAP=4g is the heap of the server.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=${1:-usual}
pods=${2:-150000}
policies=${3:-2000}
probes=${4:-46000}
data=$(mktemp -d)
result=$data/result.txt

./mvnw -B -q -Pjmh -DskipTests -Dspotless.check.skip package </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
jar=$(ls target/podlane-*.jar | head -n 1)
classes="target/test-classes:target/classes:$(cat target/jmh.classpath)"
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"

"$java" -Xmx"${HEAP:-4g}" -jar "$jar" --server.port=0 --podlane.data-dir="$data" >"$data/server.log" 2>&1 &
server=$!
trap 'kill $server; wait $server || true; rm -rf "$data"' EXIT
touch "$data/server.log"
port=
while [ -z "$port" ]; do
  kill -0 $server
  sleep 0.5
  port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$data/server.log")
done

"$java" -Xmx4g -cp "$classes" dev.podlane.bench.ReachHttp "http://localhost:$port" \
  "$pods" "$policies" "$kind" "$probes" | tee "$result"
awk -F'|' '/probes over HTTP/ { seconds = $3 } END { exit seconds + 0 > 60 }' "$result"
