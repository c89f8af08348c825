package dev.podlane.cluster.influence;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads which packets objects of plugins decide about, beside policies that select pods. A part
 * that cannot be read widens that.
 */
public final class InfluenceReader {
  private static final Set<Direction> BOTH = Set.of(Direction.INGRESS, Direction.EGRESS);

  private InfluenceReader() {}

  /** Reads the influences of an object; empty if its kind has none. */
  public static List<Influence> read(String group, ObjectRef ref, Fields fields) {
    Fields quiet = Fields.of(fields.place(), fields.value(), problem -> {});
    Fields spec = quiet.mapOrEmpty("spec");
    return switch (group + "/" + ref.kind()) {
      case "crd.projectcalico.org/HostEndpoint", "projectcalico.org/HostEndpoint" ->
          List.of(hostEndpoint(ref, spec));
      case "crd.projectcalico.org/FelixConfiguration", "projectcalico.org/FelixConfiguration" ->
          felix(ref, spec);
      case "crd.projectcalico.org/IPPool", "projectcalico.org/IPPool" -> pool(ref, spec);
      case "cilium.io/CiliumClusterwideNetworkPolicy" -> hostPolicies(ref, quiet);
      case "cilium.io/CiliumLocalRedirectPolicy" -> redirect(ref, spec);
      case "cilium.io/CiliumEgressGatewayPolicy" ->
          leaving(ref, "", "spec.destinationCIDRs", spec.texts("destinationCIDRs"));
      case "network.openshift.io/EgressNetworkPolicy", "k8s.ovn.org/EgressFirewall" ->
          firewall(ref, spec);
      default -> List.of();
    };
  }

  /**
   * Calico denies packets that a host endpoint does not allow, except on failsafe ports; forwarded
   * packets pass unless a policy says {@code applyOnForward}. One for a named interface does not
   * see the node's own pods, one for {@code *} does.
   */
  private static Influence hostEndpoint(ObjectRef ref, Fields spec) {
    String node = spec.text("node").filter(name -> !name.isEmpty()).orElse(null);
    boolean all = spec.text("interfaceName").filter("*"::equals).isPresent();
    return new Influence(
        ref, "spec.node", new Reach.OfNodes(node, LabelSelector.EVERYTHING, BOTH, all));
  }

  /**
   * Returns the influence of a Calico policy on packets forwarded by host endpoints; empty if it
   * has none.
   */
  public static Optional<Influence> onForward(ObjectRef ref, Fields fields) {
    Fields quiet = Fields.of(fields.place(), fields.value(), problem -> {});
    Fields spec = quiet.mapOrEmpty("spec");
    for (String flag : List.of("applyOnForward", "preDNAT", "doNotTrack")) {
      if (ref.kind().equals("GlobalNetworkPolicy") && spec.flag(flag)) {
        return Optional.of(new Influence(ref, "spec." + flag, new Reach.Forwarded()));
      }
    }
    return Optional.empty();
  }

  private static List<Influence> felix(ObjectRef ref, Fields spec) {
    String action = spec.text("defaultEndpointToHostAction").orElse("").toUpperCase(Locale.ROOT);
    return action.equals("DROP") || action.equals("REJECT")
        ? List.of(new Influence(ref, "spec.defaultEndpointToHostAction", new Reach.PodsToOwnNode()))
        : List.of();
  }

  /** {@code CrossSubnet} puts nothing into tunnels where all nodes are on one network. */
  private static List<Influence> pool(ObjectRef ref, Fields spec) {
    List<Influence> found = new ArrayList<>();
    for (String mode : List.of("ipipMode", "vxlanMode")) {
      if (!spec.flag("disabled") && spec.text(mode).filter("Always"::equals).isPresent()) {
        Prefix pods = spec.text("cidr").flatMap(Prefix::tryParse).orElse(null);
        found.add(new Influence(ref, "spec." + mode, new Reach.BetweenNodes(pods)));
      }
    }
    return found;
  }

  /** Specs with a {@code nodeSelector} are about nodes instead of pods. */
  private static List<Influence> hostPolicies(ObjectRef ref, Fields object) {
    List<Fields> specs = new ArrayList<>(object.maps("specs"));
    object.map("spec").ifPresent(specs::add);
    List<Influence> found = new ArrayList<>();
    for (Fields spec : specs) {
      Set<Direction> directions = new TreeSet<>();
      if (spec.has("ingress") || spec.has("ingressDeny")) {
        directions.add(Direction.INGRESS);
      }
      if (spec.has("egress") || spec.has("egressDeny")) {
        directions.add(Direction.EGRESS);
      }
      if (spec.has("nodeSelector") && !directions.isEmpty()) {
        LabelSelector nodes = SelectorReader.selector(spec, "nodeSelector");
        found.add(
            new Influence(
                ref,
                spec.place().path() + ".nodeSelector",
                new Reach.OfNodes(null, nodes, directions, true)));
      }
    }
    return found;
  }

  /** A frontend by Service is found by the Service. */
  private static List<Influence> redirect(ObjectRef ref, Fields spec) {
    Fields frontend = spec.mapOrEmpty("redirectFrontend").mapOrEmpty("addressMatcher");
    List<Integer> ports = new ArrayList<>();
    for (Fields port : frontend.maps("toPorts")) {
      port.value()
          .text("port")
          .filter(text -> text.matches("[0-9]{1,5}"))
          .map(Integer::valueOf)
          .ifPresent(ports::add);
    }
    return frontend
        .value()
        .text("ip")
        .flatMap(Ip::tryParse)
        .map(
            ip ->
                new Influence(
                    ref, "spec.redirectFrontend.addressMatcher.ip", new Reach.ToAddress(ip, ports)))
        .map(List::of)
        .orElse(List.of());
  }

  /** Rules that deny, by block; a name may be any address. */
  private static List<Influence> firewall(ObjectRef ref, Fields spec) {
    List<String> denied = new ArrayList<>();
    for (Fields rule : spec.maps("egress")) {
      if (rule.text("type").filter("Deny"::equals).isPresent()) {
        denied.add(rule.mapOrEmpty("to").text("cidrSelector").orElse("any"));
      }
    }
    return leaving(ref, ref.namespace(), "spec.egress", denied);
  }

  private static List<Influence> leaving(
      ObjectRef ref, String namespace, String path, List<String> blocks) {
    if (blocks.isEmpty()) {
      return List.of();
    }
    List<Optional<Prefix>> read = blocks.stream().map(Prefix::tryParse).toList();
    boolean all = read.stream().allMatch(Optional::isPresent);
    List<Prefix> destinations = read.stream().flatMap(Optional::stream).toList();
    return List.of(
        new Influence(ref, path, new Reach.LeavingPods(namespace, all ? destinations : null)));
  }
}
