#!/usr/bin/env bash
# A ping and its reply over four links, by Podlane (every step recorded) and by ns-3 (nothing
# recorded), in turns and in the same run; prints how many times as fast Podlane is.
# Needs g++, libns3-dev and libgsl-dev (Debian).
#   scripts/bench-ns3.sh [turns, 5 if not given]
set -euo pipefail
cd "$(dirname "$0")/.."
turns="${1:-5}"

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classpath="target/test-classes:target/classes:$(cat target/jmh.classpath)"
modules=(ns3-core ns3-network ns3-internet ns3-internet-apps ns3-point-to-point ns3-csma)
read -ra flags <<<"$(pkg-config --cflags --libs "${modules[@]}")"
mkdir -p target/ns3
g++ -std=c++17 -O2 src/jmh/ns3/ping.cc -o target/ns3/ping "${flags[@]}"

for ((turn = 0; turn < turns; turn++)); do
  echo "podlane $("$java" -cp "$classpath" dev.podlane.bench.PingRounds 10000)"
  echo "p2p $(target/ns3/ping --links=p2p)"
  echo "csma $(target/ns3/ping --links=csma)"
done >target/ns3/turns

echo "$("$java" -version 2>&1 | head -n 1), ns-3 $(pkg-config --modversion ns3-core), $turns turns"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
sort -k1,1 -k3,3n target/ns3/turns | awk '
  { n[$1]++; busy[$1, n[$1]] = $3; wall[$1, n[$1]] = $2 }
  function median(which) { return busy[which, int((n[which] + 1) / 2)] }
  function walls(which,   i, sum) {
    for (i = 1; i <= n[which]; i++) if (i == 1 || wall[which, i] < sum) sum = wall[which, i]
    return sum
  }
  function row(which, name) {
    printf "| %s | %.2f | %.2f – %.2f | %.2f | %.1f |\n", name, median(which), busy[which, 1], \
      busy[which, n[which]], walls(which), median(which) / median("podlane")
  }
  END {
    print "\n| a ping and its reply over 4 links | µs of processor time | least – most of the turns | µs, best median round | × Podlane |"
    print "|---|---|---|---|---|"
    row("podlane", "Podlane, all steps recorded")
    row("p2p", "ns-3, point-to-point links")
    row("csma", "ns-3, CSMA links with ARP")
  }'
