package dev.podlane.compile.cni.felix;

import dev.podlane.compile.cni.felix.FelixRule.Traffic;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Ports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the ports of a rule by protocol, for each of which Calico makes a rule (projectcalico/
 * calico {@code libcalico-go/lib/backend/k8s/conversion}: k8sRuleToCalico, unpackCNPProtocols,
 * SimplifyPorts).
 */
final class RulePorts {
  /** By the name of the protocol, which is empty for any. */
  private final Map<String, Of> byProtocol = new TreeMap<>();

  private static final class Of {
    private final @Nullable Protocol protocol;
    private final List<Ports> numbers = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private boolean isAll;

    private Of(@Nullable Protocol protocol) {
      this.protocol = protocol;
    }
  }

  /**
   * Adds ports.
   *
   * @param protocol null for any, which only a name can mean
   * @param first 0 for every port, or if a name says it
   * @param name empty if numbers say it
   */
  void add(@Nullable Protocol protocol, int first, int last, String name) {
    String key = protocol == null ? "" : protocol.name();
    Of own = byProtocol.computeIfAbsent(key, any -> new Of(protocol));
    if (!name.isEmpty()) {
      own.names.add(name);
    } else if (first == 0) {
      own.isAll = true;
    } else {
      own.numbers.add(new Ports(first, last));
    }
  }

  /** The packets, of one protocol after the other; all packets if no ports were added. */
  List<Traffic> all() {
    if (byProtocol.isEmpty()) {
      return List.of(Traffic.ALL);
    }
    List<Traffic> found = new ArrayList<>();
    for (Of each : byProtocol.values()) {
      found.add(
          each.isAll
              ? new Traffic(each.protocol, List.of(), List.of())
              : new Traffic(each.protocol, joined(each.numbers), each.names));
    }
    return found;
  }

  /** The fewest ranges that hold the same ports, lowest first. */
  private static List<Ports> joined(List<Ports> ports) {
    List<Ports> sorted = new ArrayList<>(ports);
    sorted.sort(Comparator.comparingInt(Ports::first));
    List<Ports> found = new ArrayList<>();
    for (Ports each : sorted) {
      int end = found.size() - 1;
      if (end >= 0 && each.first() <= found.get(end).last() + 1) {
        Ports before = found.get(end);
        found.set(end, new Ports(before.first(), Math.max(before.last(), each.last())));
      } else {
        found.add(each);
      }
    }
    return found;
  }
}
