#!/usr/bin/env bash
# Measures the time view while a Deployment of 1,000 replicas rolls in a cluster of NODES nodes (5,000), 30 pods each: time per frame
# while the time line plays beside that at rest, and tasks above 50 ms, in one run. Wants a quiet machine and some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
./mvnw -B -q test -DargLine=-server -Dtest=TimePageRounds -Dpodlane.nodes="${NODES:-5000}" -Dsurefire.failIfNoSpecifiedTests=false </dev/null | grep '^|'
