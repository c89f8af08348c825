#!/usr/bin/env bash
# Attacks a server of its own with everything in this folder; nothing leaves this machine.
#
#   scripts/attack/run.sh [part ...]
#
# Starts target/podlane-*.jar (or JAR) with -Xmx512m (or HEAP) on 127.0.0.1:PORT, runs each part, and ends with
# status 1 if one of them flagged something, the server wrote an OutOfMemoryError or a stack trace into its log, or died.
# Parts: hostile archives slow walks openings big, and kill9, which starts servers of its own.
set -uo pipefail
cd "$(dirname "$0")/../.."

PORT=${PORT:-18099}
JAR=${JAR:-$(ls -t target/podlane-*.jar 2>/dev/null | head -1)}
[ -f "$JAR" ] || { echo "there is no jar; build one with ./mvnw -DskipTests package"; exit 2; }
folder=$(mktemp -d)
java "-Xmx${HEAP:-512m}" -jar "$JAR" --server.port="$PORT" --podlane.data-dir="$folder/data" > "$folder/log" 2>&1 &
SERVER_PID=$!
trap 'kill "$SERVER_PID" 2>/dev/null; wait "$SERVER_PID" 2>/dev/null; rm -rf "$folder/data"; echo "log: $folder/log"' EXIT
export PORT SERVER_PID

for _ in $(seq 120); do
  curl -sf -o /dev/null "http://127.0.0.1:$PORT/actuator/health" && break
  kill -0 "$SERVER_PID" 2>/dev/null || { cat "$folder/log"; exit 2; }
  sleep 1
done

status=0
for part in "${@:-hostile archives slow walks openings big kill9}"; do
  for name in $part; do
    script=scripts/attack/$name.py
    [ -f "$script" ] || { echo "== $name: there is no such part"; continue; }
    options=()
    [ "$name" = kill9 ] && options=(--port $((PORT + 1)) --java "java -Xmx${HEAP:-512m} -jar $JAR")
    timeout "${LONGEST:-1800}" python3 "$script" "${options[@]}" || { echo "== $name: FLAGGED"; status=1; }
    kill -0 "$SERVER_PID" 2>/dev/null || { echo "== the server died in $name"; exit 1; }
  done
done

for word in OutOfMemoryError StackOverflowError $'^\tat '; do
  count=$(grep -c -- "$word" "$folder/log")
  [ "$count" = 0 ] || { echo "== the log has $count lines with $word"; status=1; }
done
exit "$status"
