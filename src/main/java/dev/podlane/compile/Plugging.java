package dev.podlane.compile;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.cni.Purpose;
import dev.podlane.compile.cni.Setup;
import dev.podlane.compile.cni.Site;
import dev.podlane.compile.cni.felix.PoliciesOfNode;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Map;
import java.util.function.Supplier;

/** The work of a plugin on a node that grows. */
final class Plugging implements Setup {
  private final Growth host;
  private final ClusterNetwork network;
  private final Site site;

  Plugging(Growth host, ClusterNetwork network, Site site) {
    this.host = host;
    this.network = network;
    this.site = site;
  }

  Site site() {
    return site;
  }

  @Override
  public NetworkNamespace ns() {
    return host.ns();
  }

  @Override
  public void now(NetworkNamespace next, Purpose purpose, Supplier<Map<String, ObjectRef>> owners) {
    Reason reason = reason(purpose);
    Origin itself =
        purpose == Purpose.MASQUERADE_RULES
            ? new Origin(network.ref(), "spec.masquerade", reason)
            : new Origin(site.node().ref(), "spec.podCIDR", reason);
    Map<String, ObjectRef> found = host.isTold() ? owners.get() : Map.of();
    host.now(
        next,
        element -> {
          ObjectRef owner = found.get(element.id());
          return owner == null ? itself : new Origin(owner, path(owner), reason);
        });
  }

  @Override
  public void policed(NetworkNamespace next, Supplier<Map<String, PoliciesOfNode.Source>> sources) {
    Origin itself = new Origin(site.node().ref(), "", Reason.POLICY_RULES);
    RuleSources<PoliciesOfNode.Source> found = new RuleSources<>(sources);
    host.now(
        next,
        element -> {
          PoliciesOfNode.Source source = found.of(element);
          return source == null
              ? itself
              : new Origin(source.object(), source.path(), Reason.POLICY_RULES);
        });
  }

  private static String path(ObjectRef owner) {
    return switch (owner.kind()) {
      case "Pod" -> "spec.containers";
      case "Node" -> "spec.podCIDR";
      default -> "";
    };
  }

  private static Reason reason(Purpose purpose) {
    return switch (purpose) {
      case BRIDGE -> Reason.NODE_BRIDGE;
      case TUNNEL -> Reason.TUNNEL;
      case BLOCK_ROUTE -> Reason.BLOCK_ROUTE;
      case POD_ROUTE -> Reason.POD_ROUTE;
      case MASQUERADE_RULES -> Reason.MASQUERADE_RULES;
      case HOST_PORT_RULES -> Reason.HOST_PORT_RULES;
      case PLUGIN_RULES -> Reason.PLUGIN_RULES;
      case DOCKER_RULES -> Reason.DOCKER_RULES;
    };
  }
}
