#!/usr/bin/env bash
# Podlane's picture beside Cytoscape.js, sigma.js and cosmos.gl: the same 20,000 elements, and a crowd of 150,000 points, in one Chromium.
# First picture, processor time of a frame of a drag and of a frame with a moving packet. Fails if an aim is missed.
# Needs Node, npm and Chromium. The libraries are installed into a folder of their own, which is removed again; the project has none of them.
#   scripts/bench-graph.sh [turns, 3 if not given]
# PICTURES=folder keeps what each of them has drawn; CHROMIUM is the browser.
set -euo pipefail
cd "$(dirname "$0")/.."

turns=${1:-3}
export CHROMIUM=${CHROMIUM:-$(command -v chromium || echo chromium)}
work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  if [ -n "${PICTURES:-}" ]; then
    mkdir -p "$PICTURES"
    cp "$work"/*.png "$PICTURES"/ 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

./mvnw -B -q -DskipTests -Dspotless.check.skip package </dev/null
jar=$(ls target/podlane-*.jar | head -n 1)
cp scripts/graph/package.json "$work"/
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --prefix "$work" --no-package-lock --no-audit --no-fund --silent </dev/null

port=${PORT:-8599}
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
"$java" -Xmx500m -jar "$jar" --server.port="$port" --podlane.data-dir="$work/data" >"$work/server.log" 2>&1 &
server=$!
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 "$server" || { cat "$work/server.log" >&2; exit 2; }
  sleep 1
done
node scripts/graph/bench.mjs "http://localhost:$port" "$work" "$turns"
