#!/usr/bin/env bash
# How long one question on the command line takes beside the start of a hello-world Boot jar, in turns.
# The question is put to online-boutique with its policies, through scripts/podlane and through the jar
# itself. Fails if the median through scripts/podlane is more than a third.
# Usage: scripts/bench-why.sh [TURNS]
set -euo pipefail
cd "$(dirname "$0")/.."

turns=${1:-11}
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
shop=src/test/resources/real/online-boutique
ask=(--from default/loadgenerator --to default/redis-cart --port 6379 --expect timeout)

./mvnw -B -q -DskipTests -Dspotless.check.skip package </dev/null
./mvnw -B -q -f src/jmh/hello/pom.xml package </dev/null
podlane=$(ls target/podlane-*.jar | head -n 1)
export PODLANE_CACHE=target/podlane-cache
rm -rf "$PODLANE_CACHE"

# Milliseconds from the start of a process to its end; it must end as it should.
took() {
  local begin=${EPOCHREALTIME/./}
  "$@" >/dev/null
  echo $(((${EPOCHREALTIME/./} - begin) / 1000))
}

median() {
  sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors; $turns turns"
rows=()
for ((turn = 0; turn <= turns; turn++)); do
  hello=$(took "$java" -jar target/hello/hello.jar --server.port=0)
  why=$(took scripts/podlane why "$shop" "${ask[@]}")
  trace=$(took scripts/podlane trace "$shop" "${ask[@]}")
  plain=$(took "$java" -jar "$podlane" why "$shop" "${ask[@]}")
  # the first turn fills the caches, of the disk and of scripts/podlane
  [ "$turn" = 0 ] || rows+=("$hello $why $trace $plain")
done
hello=$(printf '%s\n' "${rows[@]}" | cut -d' ' -f1 | median)
why=$(printf '%s\n' "${rows[@]}" | cut -d' ' -f2 | median)
trace=$(printf '%s\n' "${rows[@]}" | cut -d' ' -f3 | median)
plain=$(printf '%s\n' "${rows[@]}" | cut -d' ' -f4 | median)
awk -v hello="$hello" -v why="$why" -v trace="$trace" -v plain="$plain" 'BEGIN {
  print "| median | ms | of the hello-world jar |"
  print "|---|---|---|"
  printf "| start of a hello-world Boot jar | %d | 1.00 |\n", hello
  printf "| podlane why, online-boutique | %d | %.2f |\n", why, why / hello
  printf "| podlane trace, online-boutique | %d | %.2f |\n", trace, trace / hello
  printf "| java -jar podlane.jar why, online-boutique | %d | %.2f |\n", plain, plain / hello
  exit why > hello / 3
}'
