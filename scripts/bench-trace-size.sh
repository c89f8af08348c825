#!/usr/bin/env bash
# How large a trace is in each form, beside all rows with packets in place, from one running server.
# Fails if a story is more than a sixth of that, or all rows with packets once more than a half.
#   scripts/bench-trace-size.sh [ADDRESS, http://localhost:8080 unless given] [CLUSTER] [PROBE]
set -euo pipefail

server="${1:-http://localhost:8080}"
cluster="${2:-article}"
probe="${3:-{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80\}}"

trace() {
  curl -sSf "$server/api/clusters/$cluster/traces?$1" \
    -H 'Content-Type: application/json' -d "$probe"
}

full="$(trace 'detail=rows&packets=full' | wc -c)"
printf '| detail | packets | octets | of all rows in full | gzipped |\n|---|---|---|---|---|\n'
failed=0
for detail in story stages rows; do
  for packets in refs full; do
    size="$(trace "detail=$detail&packets=$packets" | wc -c)"
    zipped="$(trace "detail=$detail&packets=$packets" | gzip -9 | wc -c)"
    awk -v d="$detail" -v p="$packets" -v s="$size" -v f="$full" -v z="$zipped" \
      'BEGIN { printf "| %s | %s | %d | %.3f | %d |\n", d, p, s, s / f, z }'
    case "$detail $packets" in
      'story refs') [ $((size * 6)) -le "$full" ] || failed=1 ;;
      'rows refs') [ $((size * 2)) -le "$full" ] || failed=1 ;;
    esac
  done
done
if [ "$failed" = 1 ]; then
  echo 'too large: a story may be a sixth, all rows with packets once a half' >&2
fi
exit "$failed"
