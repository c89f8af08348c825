package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.cni.Segment;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The object that each element of a compiled network comes from. On request a namespace is built
 * once more, this time recording the origin at each step; elements that were added after compiling
 * have no origin here.
 */
public final class Provenance implements Origins {
  private final Parts parts;
  private final PlannedNodes planned;
  private final Structure structure;
  private final Frame frame;

  Provenance(Parts parts) {
    this.parts = parts;
    this.planned = parts.planned();
    this.structure = parts.structure();
    this.frame = parts.frame();
  }

  /** The parts of the network. */
  Parts parts() {
    return parts;
  }

  @Override
  public Map<String, Origin> of(String namespace, int chains) {
    return grown(namespace).map(growth -> growth.origins(chains)).orElse(Map.of());
  }

  private Optional<Growth> grown(String namespace) {
    Segment segment = frame.segments().get(namespace);
    if (segment != null) {
      return Optional.of(wiring(segment));
    }
    Optional<NamespaceInfo> info = structure.namespace(namespace);
    HostBuild host = info.map(NamespaceInfo::machine).map(frame.hosts()::get).orElse(null);
    if (host != null) {
      return host.build(true).growths().stream()
          .filter(growth -> growth.ns().name().equals(namespace))
          .findFirst();
    }
    GatewayBuild gateway = frame.gateway();
    if (gateway != null && info.isPresent() && info.get().kind() == NamespaceKind.ROUTER) {
      return Optional.of(gateway.build(true).growth());
    }
    int number = planned.plan().number(namespace);
    return number < 0 ? Optional.empty() : Optional.of(planned.grow(number, true));
  }

  /** A port of a segment comes from the machine that is plugged in. */
  private Growth wiring(Segment segment) {
    ObjectRef object = structure.namespace(segment.name()).orElseThrow().object();
    Map<String, Origin> ports = new HashMap<>();
    segment
        .stations()
        .forEach(
            (port, nic) ->
                structure
                    .namespace(nic.namespace())
                    .ifPresent(
                        station -> ports.put(port, new Origin(station.object(), "", Reason.NIC))));
    Origin itself = new Origin(object, "", Reason.SEGMENT);
    NetworkNamespace whole = segment.build();
    Growth growth =
        Growth.of(
            Addressing.up(NetworkNamespace.created(segment.name(), true), "lo"), object, true);
    growth.now(whole, element -> ports.getOrDefault(element.device(), itself));
    return growth;
  }

  /**
   * Returns the origin of an element.
   *
   * @param elementId as {@link dev.podlane.net.ns.ElementIds} makes it
   */
  public Optional<Origin> origin(String elementId) {
    for (int end = elementId.length(); end > 0; end = elementId.lastIndexOf('/', end - 1)) {
      String namespace = elementId.substring(0, end);
      if (structure.namespace(namespace).isPresent()) {
        Origin found = of(namespace).get(elementId);
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }
}
