#!/usr/bin/env bash
# Reading `nft list ruleset` of 10,000 Services, beside the time nft takes to print it: processor
# time of both, so that other work on the machine counts little. As root; the rules are loaded into
# a network namespace of its own, which is removed.
#
# Usage: bench-reading.sh [FORM]..., such as "nftables 1.37". That of 1.33 takes the kernel minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classes="${CLASSES:-target/test-classes:target/classes:$(cat target/jmh.classpath)}"
# A heap with room, so that collecting is a small part of it.
bench() { "$java" -Xms3g -Xmx3g -Xmn2g -XX:+UseSerialGC -cp "$classes" dev.podlane.bench.ReadingRounds "$@"; }
texts=$(mktemp -d)
netns=podlane-bench-$$
trap 'ip netns del "$netns" 2>/dev/null; rm -r "$texts"' EXIT
echo "$("$java" -version 2>&1 | head -n 1), $(nft --version | head -n 1), $(uname -r)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
echo
echo "| form | MB | nft prints, ms | first reading, ms | × | later readings, median ms | × |"
echo "|---|---|---|---|---|---|---|"

# Processor time of a command, user and kernel, in milliseconds.
processor() {
  local TIMEFORMAT='%U %S'
  { time "$@"; } 2>&1 >"$texts/out" | awk 'END { printf "%.0f", ($1 + $2) * 1000 }'
}

forms=("$@")
[ ${#forms[@]} -gt 0 ] || forms=("nftables 1.37" "nftables 1.33")
ip netns add "$netns"
for form in "${forms[@]}"; do
  bench write "$form" "$texts/rules"
  ip netns exec "$netns" nft flush ruleset
  ip netns exec "$netns" nft -f "$texts/rules"
  for _ in 1 2 3; do
    processor ip netns exec "$netns" nft list ruleset >>"$texts/printing"
    echo >>"$texts/printing"
  done
  printing=$(sort -n "$texts/printing" | sed -n 2p)
  rm "$texts/printing"
  mv "$texts/out" "$texts/listed"
  read -r first later < <(bench read "$texts/listed")
  awk -v f="$form" -v b="$(wc -c <"$texts/listed")" -v p="$printing" -v a="$first" -v l="$later" \
    'BEGIN { printf "| %s | %.1f | %d | %d | %.3f | %d | %.3f |\n", f, b / 1e6, p, a, a / p, l, l / p }'
done
