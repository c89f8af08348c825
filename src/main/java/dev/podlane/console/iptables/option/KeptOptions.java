package dev.podlane.console.iptables.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options of the extensions of iptables 1.8.9 that are kept as text only (extensions/libxt_*.c
 * and libipt_*.c), spelled as {@link Extension#of} takes them. They say which words belong to such
 * an extension, and which to the protocol's own or to the rule.
 */
public final class KeptOptions {
  /** The options of matches ({@code -m}). */
  public static final Map<String, String> MATCHES =
      table(
          """
          cluster --cluster-total-nodes:1 --cluster-local-node:1 --cluster-local-nodemask:1 \
          --cluster-hash-seed:1
          ipvs --ipvs:0 --vproto:1 --vaddr:1 --vport:1 --vdir:1 --vmethod:1 --vportctl:1
          rateest --rateest:1 --rateest1:1 --rateest2:1 --rateest-bps:1 --rateest-pps:1 \
          --rateest-bps1:1 --rateest-bps2:1 --rateest-pps1:1 --rateest-pps2:1 --rateest-delta:0 \
          --rateest-lt:0 --rateest-gt:0 --rateest-eq:0
          """);

  /** The options of targets ({@code -j}). */
  public static final Map<String, String> TARGETS =
      table(
          """
          CLUSTERIP --new:0 --hashmode:1 --clustermac:1 --total-nodes:1 --local-node:1 --hash-init:1
          SYNPROXY --sack-perm:0 --timestamp:0 --wscale:1 --mss:1 --ecn:0
          ULOG --ulog-nlgroup:1 --ulog-prefix:1 --ulog-cprange:1 --ulog-qthreshold:1
          """);

  private KeptOptions() {}

  /** Returns true if {@code -m} can load an extension of that name that is kept as text. */
  public static boolean isMatch(String name) {
    return MATCHES.containsKey(name);
  }

  /** Returns true if {@code -j} can load an extension of that name that is kept as text. */
  public static boolean isTarget(String name) {
    return TARGETS.containsKey(name);
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
