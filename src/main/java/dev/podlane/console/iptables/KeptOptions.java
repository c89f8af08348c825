package dev.podlane.console.iptables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The options of the extensions of iptables 1.8.9 that are kept as text only (extensions/libxt_*.c
 * and libipt_*.c), spelled as {@link Extension#of} takes them. They say which words belong to such
 * an extension, and which to the protocol's own or to the rule.
 */
final class KeptOptions {
  /** Of {@code -m}. */
  static final Map<String, String> MATCHES =
      table(
          """
          ah --ahspi:1
          bpf --bytecode:1 --object-pinned:1
          cgroup --path:1 --cgroup:1
          cluster --cluster-total-nodes:1 --cluster-local-node:1 --cluster-local-nodemask:1 \
          --cluster-hash-seed:1
          connbytes --connbytes:1 --connbytes-dir:1 --connbytes-mode:1
          connlabel --label:1 --set:0
          connlimit --connlimit-upto:1 --connlimit-above:1 --connlimit-mask:1 \
          --connlimit-saddr:0 --connlimit-daddr:0
          cpu --cpu:1
          dccp --source-port,--sport:1 --destination-port,--dport:1 --dccp-types:1 --dccp-option:1
          devgroup --src-group:1 --dst-group:1
          dscp --dscp:1 --dscp-class:1
          ecn --ecn-tcp-cwr:0 --ecn-tcp-ece:0 --ecn-ip-ect:1
          esp --espspi:1
          hashlimit --hashlimit-upto,--hashlimit:1 --hashlimit-above:1 --hashlimit-srcmask:1 \
          --hashlimit-dstmask:1 --hashlimit-burst:1 --hashlimit-htable-size:1 \
          --hashlimit-htable-max:1 --hashlimit-htable-gcinterval:1 --hashlimit-htable-expire:1 \
          --hashlimit-mode:1 --hashlimit-name:1 --hashlimit-rate-match:0 \
          --hashlimit-rate-interval:1
          helper --helper:1
          ipcomp --ipcompspi:1 --compres:0
          iprange --src-range:1 --dst-range:1
          ipvs --ipvs:0 --vproto:1 --vaddr:1 --vport:1 --vdir:1 --vmethod:1 --vportctl:1
          length --length:1
          mac --mac-source:1
          nfacct --nfacct-name:1
          osf --genre:1 --ttl:1 --log:1
          owner --uid-owner:1 --gid-owner:1 --socket-exists:0 --suppl-groups:0
          pkttype --pkt-type:1
          policy --dir:1 --pol:1 --strict:0 --reqid:1 --spi:1 --tunnel-src:1 --tunnel-dst:1 \
          --proto:1 --mode:1 --next:0
          quota --quota:1
          realm --realm:1
          recent --set:0 --rcheck:0 --update:0 --remove:0 --seconds:1 --reap:0 --hitcount:1 \
          --rttl:0 --name:1 --rsource:0 --rdest:0 --mask:1
          rpfilter --loose:0 --validmark:0 --accept-local:0 --invert:0
          socket --transparent:0 --nowildcard:0 --restore-skmark:0
          string --from:1 --to:1 --algo:1 --string:1 --hex-string:1 --icase:0
          tcpmss --mss:1
          time --datestart:1 --datestop:1 --timestart:1 --timestop:1 --monthdays:1 --weekdays:1 \
          --localtz:0 --utc:0 --kerneltz:0 --contiguous:0
          tos --tos:1
          ttl --ttl-lt:1 --ttl-gt:1 --ttl-eq,--ttl:1
          u32 --u32:1
          """);

  /** Of {@code -j}. */
  static final Map<String, String> TARGETS =
      table(
          """
          AUDIT --type:1
          CHECKSUM --checksum-fill:0
          CLASSIFY --set-class:1
          CLUSTERIP --new:0 --hashmode:1 --clustermac:1 --total-nodes:1 --local-node:1 --hash-init:1
          CONNSECMARK --save:0 --restore:0
          DSCP --set-dscp:1 --set-dscp-class:1
          ECN --ecn-tcp-remove:0 --ecn-tcp-cwr:1 --ecn-tcp-ece:1 --ecn-ip-ect:1
          IDLETIMER --timeout:1 --label:1 --alarm:0
          LED --led-trigger-id:1 --led-delay:1 --led-always-blink:0
          NETMAP --to:1
          NFQUEUE --queue-num:1 --queue-balance:1 --queue-bypass:0 --queue-cpu-fanout:0
          RATEEST --rateest-name:1 --rateest-interval:1 --rateest-ewmalog:1
          SECMARK --selctx:1
          SET --add-set:2 --del-set:2 --map-set:2 --timeout:1 --exist:0 --map-mark:0 --map-prio:0 \
          --map-queue:0
          SYNPROXY --sack-perm:0 --timestamp:0 --wscale:1 --mss:1 --ecn:0
          TCPOPTSTRIP --strip-options:1
          TEE --gateway:1 --oif:1
          TOS --set-tos:1 --and-tos:1 --or-tos:1 --xor-tos:1
          TPROXY --on-port:1 --on-ip:1 --tproxy-mark:1
          TTL --ttl-set:1 --ttl-dec:1 --ttl-inc:1
          ULOG --ulog-nlgroup:1 --ulog-prefix:1 --ulog-cprange:1 --ulog-qthreshold:1
          """);

  /** Those with optional values, or too many options: what follows them is taken for their own. */
  private static final Set<String> UNLISTED_MATCHES = Set.of("rateest", "udplite");

  private static final Set<String> UNLISTED_TARGETS = Set.of("HMARK", "QUEUE", "TRACE");

  private KeptOptions() {}

  /** Whether {@code -m} can load an extension of that name that is kept as text. */
  static boolean isMatch(String name) {
    return MATCHES.containsKey(name) || UNLISTED_MATCHES.contains(name);
  }

  /** Whether {@code -j} can load an extension of that name that is kept as text. */
  static boolean isTarget(String name) {
    return TARGETS.containsKey(name) || UNLISTED_TARGETS.contains(name);
  }

  private static Map<String, String> table(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              all.put(line.substring(0, space), line.substring(space + 1).strip());
            });
    return Collections.unmodifiableMap(all);
  }
}
