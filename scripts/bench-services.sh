#!/usr/bin/env bash
# Many Services: the time until the first packet through one of 10,000 has been walked, beside the
# time in which the kernel's own tools load the same rules; new connections past 100 and 10,000
# Services in turns; and the heap of 5,000 nodes with 10,000 Services.
#
# Loading takes the kernel minutes, in which little else runs. As root; the rules are loaded into a
# network namespace of its own, which is removed.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B -q -Pjmh -DskipTests test-compile </dev/null
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classes="target/test-classes:target/classes:$(cat target/jmh.classpath)"
texts=$(mktemp -d)
netns=podlane-bench-$$
trap 'ip netns del "$netns" 2>/dev/null; rm -r "$texts"' EXIT
echo "$("$java" -version 2>&1 | head -n 1)"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg) on $(nproc) processors"
echo

"$java" -Xmx6g -cp "$classes" dev.podlane.bench.ServiceSetup "$texts"
echo
if [ "$(id -u)" = 0 ]; then
  ip netns add "$netns"
  # The object of an nfacct match has to be made by a tool of its own, and few kernels have it.
  sed -i 's/ -m nfacct --nfacct-name  [a-z_]*//' "$texts/iptables.save"
  load() { # name, text, command
    local begin end
    begin=$(date +%s%N)
    ip netns exec "$netns" "${@:3}" <"$2"
    end=$(date +%s%N)
    echo "$1 loads $(wc -c <"$2") bytes in $(((end - begin) / 1000000)) ms"
  }
  load "nft -f" "$texts/kube-proxy.nft" nft -f -
  ip netns exec "$netns" nft flush ruleset
  load iptables-legacy-restore "$texts/iptables.save" iptables-legacy-restore
  echo
fi

"$java" -Xmx2g -cp "$classes" dev.podlane.bench.ServiceRounds
