package dev.podlane.workspace.pairs;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.pairs.Column.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Receivers with the ports at which they are asked. */
final class Columns {
  /** Taken where nothing says a port: web servers are asked most often. */
  private static final int INSIDE = 80;

  private static final int OUTSIDE = 443;
  private static final int DNS = 53;

  private final List<Pod> pods;
  private final PairRequest request;

  Columns(List<Pod> pods, PairRequest request) {
    this.pods = pods;
    this.request = request;
  }

  private record Port(Protocol protocol, int number) {}

  /** The columns of a group: one for each port. */
  List<Column> of(Group group) {
    Protocol protocol = request.protocol() == null ? Protocol.TCP : request.protocol();
    if (request.number() > 0) {
      return List.of(new Column(group, group, protocol, request.number(), Source.ASKED));
    }
    if (group.kind() == Group.Kind.NODE) {
      return List.of(); // nothing says which ports nodes have
    }
    List<Column> all = new ArrayList<>();
    Map<Port, List<Integer>> declared = declared(group);
    declared.forEach(
        (port, its) ->
            all.add(
                new Column(
                    group,
                    of(group, its),
                    port.protocol(),
                    port.number(),
                    request.name() == null ? Source.DECLARED : Source.ASKED)));
    if (all.isEmpty() && request.name() == null) {
      int usual = group.kind() == Group.Kind.OUTSIDE ? OUTSIDE : INSIDE;
      int port = protocol == Protocol.UDP ? DNS : usual;
      all.add(new Column(group, group, protocol, port, Source.ASSUMED));
    }
    return all;
  }

  private static Group of(Group group, List<Integer> some) {
    return some.size() == group.pods().length
        ? group
        : new Group(
            group.kind(),
            group.namespace(),
            group.name(),
            group.owner(),
            some.stream().mapToInt(Integer::intValue).toArray(),
            group.strangers());
  }

  private Map<Port, List<Integer>> declared(Group group) {
    Map<Port, List<Integer>> found =
        new TreeMap<>(Comparator.comparing(Port::protocol).thenComparingInt(Port::number));
    for (int pod : group.pods()) {
      for (Container container : pods.get(pod).containers()) {
        for (ContainerPort port : container.ports()) {
          if (isAsked(port)) {
            List<Integer> its =
                found.computeIfAbsent(
                    new Port(port.protocol(), port.number()), any -> new ArrayList<>());
            if (its.isEmpty() || its.get(its.size() - 1) != pod) {
              its.add(pod);
            }
          }
        }
      }
    }
    return found;
  }

  private boolean isAsked(ContainerPort port) {
    return (request.protocol() == null || request.protocol() == port.protocol())
        && (request.name() == null || request.name().equals(port.name()));
  }
}
