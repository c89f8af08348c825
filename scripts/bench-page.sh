#!/usr/bin/env bash
# Measures the page at 20, 1,000 and 5,000 nodes in one run: first picture, from Send to the first step, one step.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
./mvnw -B -q test -DargLine=-server -Dtest=PageRounds -Dsurefire.failIfNoSpecifiedTests=false </dev/null | grep '^|'
