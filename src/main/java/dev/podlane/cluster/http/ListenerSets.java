package dev.podlane.cluster.http;

import dev.podlane.cluster.http.Gateway.Listener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives Gateways the listeners of the ListenerSets that attach to them: the Gateway's own come
 * first, then those of the oldest set, then by {@code namespace/name}; a listener that conflicts
 * with one before it is left out (ListenerSetSpec.listeners; conformance
 * ListenerSetHostnameConflict and ListenerSetProtocolConflict).
 */
public final class ListenerSets {
  private static final Comparator<ListenerSet> OLDEST_FIRST =
      Comparator.comparing((ListenerSet each) -> each.created().isEmpty())
          .thenComparing(ListenerSet::created)
          .thenComparing(each -> each.ref().path());

  private ListenerSets() {}

  /**
   * The Gateways with all their listeners.
   *
   * @param labels labels of a namespace, by its name
   */
  public static List<Gateway> merged(
      Collection<Gateway> gateways,
      Collection<ListenerSet> sets,
      Function<String, ? extends Map<String, String>> labels) {
    Map<String, List<ListenerSet>> ofGateway = new HashMap<>();
    for (ListenerSet each : sets) {
      String parent = each.parent().namespace() + "/" + each.parent().name();
      ofGateway.computeIfAbsent(parent, none -> new ArrayList<>()).add(each);
    }
    return gateways.stream()
        .map(each -> with(each, ofGateway.getOrDefault(each.ref().path(), List.of()), labels))
        .toList();
  }

  private static Gateway with(
      Gateway gateway,
      List<ListenerSet> sets,
      Function<String, ? extends Map<String, String>> labels) {
    List<Listener> all = new ArrayList<>(gateway.listeners());
    Taken taken = new Taken();
    all.forEach(taken::take);
    sets.stream()
        .filter(set -> isAllowed(set, gateway, labels.apply(set.ref().namespace())))
        .sorted(OLDEST_FIRST)
        .flatMap(set -> set.listeners().stream())
        .filter(taken::take)
        .forEach(all::add);
    return gateway.with(all);
  }

  /**
   * Returns true if a set attaches to a Gateway.
   *
   * @param labels labels of the set's namespace
   */
  public static boolean isAllowed(ListenerSet set, Gateway gateway, Map<String, String> labels) {
    return set.parent().isOf(gateway.ref())
        && gateway.listenerSets().admit(set.ref().namespace(), gateway.ref().namespace(), labels);
  }

  /** The ports, protocols and host names of listeners that are in use. */
  private static final class Taken {
    private final Map<String, String> protocols = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /** Returns false if it conflicts with one before it. */
    boolean take(Listener listener) {
      String port = (listener.protocol().equals("UDP") ? "UDP " : "TCP ") + listener.port();
      boolean isTls = listener.protocol().equals("HTTPS") || listener.protocol().equals("TLS");
      String protocol = isTls ? "TLS" : listener.protocol();
      String before = protocols.putIfAbsent(port, protocol);
      return (before == null || before.equals(protocol))
          && names.add(port + " " + listener.hostname());
    }
  }
}
