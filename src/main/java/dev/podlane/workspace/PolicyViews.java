package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.NodeAddresses;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.compile.proxy.Backend;
import dev.podlane.compile.proxy.ChosenEndpoints;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packets that enforcing points see of one that is sent: behind DNAT and before SNAT, once for
 * each endpoint and node by which it may go (rules 36, 37, 64, 69, 96).
 */
final class PolicyViews {
  /** Nodes by which a packet from outside may come; more say nothing new. */
  private static final int MOST_NODES = 64;

  private static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);
  private static final Set<Direction> INGRESS = EnumSet.of(Direction.INGRESS);
  private static final Set<Direction> EGRESS = EnumSet.of(Direction.EGRESS);

  private final Cluster cluster;
  private final PolicyEnds ends;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<ObjectRef, List<EndpointSlice>> slices = new HashMap<>();
  private final HostPorts hostPorts;
  private @Nullable Map<NodePort.Key, NodePort> nodePorts;

  /** A packet where it is looked at in some directions. */
  record View(PolicedPacket packet, Set<Direction> directions) {}

  /**
   * A question whose ends are known.
   *
   * @param node the node of the sender; null if it is outside
   */
  record Asked(PolicyEnd from, Party sender, @Nullable Node node, Protocol protocol, int port) {
    Ip.Family family() {
      return sender.family();
    }
  }

  PolicyViews(Cluster cluster, PolicyEnds ends) {
    this.cluster = cluster;
    this.ends = ends;
    this.hostPorts = new HostPorts(cluster);
    cluster.nodes().forEach(node -> nodes.put(node.name(), node));
    for (EndpointSlice slice : cluster.services().slices()) {
      ObjectRef service = new ObjectRef("v1", "Service", slice.ref().namespace(), slice.service());
      slices.computeIfAbsent(service, any -> new ArrayList<>()).add(slice);
    }
  }

  /** The node that an end is on; null if it is on none. */
  @Nullable Node node(PolicyEnd end) {
    if (end instanceof PolicyEnd.OfNode its) {
      return its.node();
    }
    String name = end instanceof PolicyEnd.OfPod its ? its.pod().nodeName() : null;
    return name == null ? null : nodes.get(name);
  }

  /** An end that is no Service; a node with its own address. */
  Party party(PolicyEnd end, Ip.Family family) {
    if (end instanceof PolicyEnd.OfPod its) {
      return Party.of(its.pod(), family);
    }
    if (end instanceof PolicyEnd.OfNode its) {
      Ip bound = bound(its, family);
      return Party.of(
          its.node(), family, bound == null ? NodeAddresses.own(its.node(), family) : bound);
    }
    Ip address = end instanceof PolicyEnd.At its ? its.address() : null;
    return new Party(null, null, family, address);
  }

  private static @Nullable Ip bound(PolicyEnd.OfNode end, Ip.Family family) {
    Ip bound = end.bound();
    return bound != null && bound.family() == family ? bound : null;
  }

  /** A node as sender: what it sends to pods of other nodes has its tunnel's address (rule 65). */
  private Party sending(Node node, PolicyEnd to, Ip.Family family) {
    Ip address =
        to instanceof PolicyEnd.OfPod
            ? NodeAddresses.towardsPods(cluster.network(), node, family)
            : NodeAddresses.own(node, family);
    return Party.of(node, family, address);
  }

  private Party sender(Asked asked, PolicyEnd to) {
    return asked.from() instanceof PolicyEnd.OfNode its && bound(its, asked.family()) == null
        ? sending(its.node(), to, asked.family())
        : asked.sender();
  }

  /** The ways to an end that is no Service: one. */
  List<List<View>> direct(Asked asked, PolicyEnd to) {
    return List.of(List.of(view(sender(asked, to), asked, to, asked.port(), BOTH)));
  }

  private View view(Party from, Asked asked, PolicyEnd to, int port, Set<Direction> directions) {
    Party destination = party(to, from.family());
    return new View(new PolicedPacket(from, destination, asked.protocol(), port), directions);
  }

  /** The endpoints of a headless Service, each at the port that is asked for (rule 27). */
  List<List<View>> headless(Asked asked, Service service) {
    List<List<View>> ways = new ArrayList<>();
    for (EndpointSlice slice : slices(service, asked.family())) {
      slice.endpoints().stream()
          .filter(each -> each.ready() && !each.addresses().isEmpty())
          .forEach(each -> ways.addAll(direct(asked, end(each.addresses().get(0)))));
    }
    return ways;
  }

  private PolicyEnd end(Ip address) {
    return ends.at("endpoint", address);
  }

  /** The ways by a Service's own address. */
  List<List<View>> service(Asked asked, Service service, int index, boolean inside) {
    Node node = asked.node() == null ? anyNode() : asked.node();
    if (node == null) {
      return List.of();
    }
    List<List<View>> ways = new ArrayList<>();
    for (Backend each : backends(service, index, asked.family(), node, inside)) {
      PolicyEnd to = end(each.address());
      boolean masqueraded = inside ? isMasqueraded(asked) : !service.traffic().externalLocal();
      ways.add(byOwnNode(asked, to, each.port(), masqueraded));
      if (asked.node() == null && isMasqueraded(service, inside)) {
        ways.addAll(byOtherNodes(asked, to, each.port()));
      }
    }
    return ways;
  }

  /**
   * Behind DNAT on the sender's own node. What that node masquerades is its own packet to the other
   * nodes; itself it sees the sender, since SNAT comes last (rules 37, 64, 69, 96).
   */
  private List<View> byOwnNode(Asked asked, PolicyEnd to, int port, boolean masqueraded) {
    Node own = asked.node();
    if (!masqueraded || own == null || own.equals(node(to))) {
      return List.of(view(sender(asked, to), asked, to, port, BOTH));
    }
    return List.of(
        view(sender(asked, to), asked, to, port, EGRESS),
        view(sending(own, to, asked.family()), asked, to, port, INGRESS));
  }

  /** Masquerading of what is sent to a cluster IP from inside (rules 64, 66). */
  private boolean isMasqueraded(Asked asked) {
    KubeProxy proxy = cluster.network().proxy();
    Ip sender = asked.sender().address();
    List<Prefix> own =
        proxy.clusterCidrs().stream()
            .filter(block -> block.network().family() == asked.family())
            .toList();
    boolean isKnown = sender == null || own.stream().anyMatch(block -> block.contains(sender));
    return proxy.masqueradeAll() || !(own.isEmpty() || isKnown);
  }

  private @Nullable Node anyNode() {
    return cluster.nodes().isEmpty() ? null : cluster.nodes().get(0);
  }

  /** From outside, through a node that is not the endpoint's own, policies see that node. */
  private List<List<View>> byOtherNodes(Asked asked, PolicyEnd to, int port) {
    Node own = node(to);
    List<List<View>> ways = new ArrayList<>();
    for (Node entry : cluster.nodes()) {
      if (!entry.equals(own) && ways.size() < MOST_NODES) {
        ways.add(List.of(view(sending(entry, to, asked.family()), asked, to, port, INGRESS)));
      }
    }
    return ways;
  }

  private boolean isMasqueraded(Service service, boolean inside) {
    return inside
        ? !cluster.network().proxy().clusterCidrs().isEmpty()
        : !service.traffic().externalLocal();
  }

  /** The ways by a port of a node: the sender's egress sees the node, the rest is behind DNAT. */
  List<List<View>> nodePort(Asked asked, Service service, int index, Node entry) {
    boolean own = entry.equals(asked.node());
    boolean local = service.traffic().externalLocal() && !own;
    Ip.Family family = asked.family();
    PolicyEnd at = new PolicyEnd.OfNode(entry);
    List<List<View>> ways = new ArrayList<>();
    for (Backend each : backends(service, index, family, entry, false)) {
      PolicyEnd to = end(each.address());
      Node its = node(to);
      if (local && !entry.equals(its)) {
        continue;
      }
      if (own) {
        ways.add(byOwnNode(asked, to, each.port(), !service.traffic().externalLocal()));
        continue;
      }
      View first = view(sender(asked, at), asked, at, asked.port(), EGRESS);
      Party seen = entry.equals(its) ? arriving(asked, at) : sending(entry, to, family);
      ways.add(List.of(first, view(seen, asked, to, each.port(), INGRESS)));
    }
    return ways;
  }

  /** The way by a port of a node that is a pod's; null if it is no pod's (rule 19). */
  @Nullable List<List<View>> hostPort(Asked asked, Node entry) {
    Ip address = NodeAddresses.own(entry, asked.family());
    HostPorts.Target target = hostPorts.at(entry.name(), address, asked.protocol(), asked.port());
    if (target == null) {
      return null;
    }
    PolicyEnd to = new PolicyEnd.OfPod(target.pod());
    if (entry.equals(asked.node())) {
      return List.of(List.of(view(sender(asked, to), asked, to, target.port(), BOTH)));
    }
    PolicyEnd at = new PolicyEnd.OfNode(entry);
    View first = view(sender(asked, at), asked, at, asked.port(), EGRESS);
    return List.of(List.of(first, view(arriving(asked, at), asked, to, target.port(), INGRESS)));
  }

  /** The sender as another node sees it: pods are masqueraded on their way to nodes (rule 22). */
  private Party arriving(Asked asked, PolicyEnd at) {
    Node node = asked.node();
    boolean masqueraded =
        asked.from() instanceof PolicyEnd.OfPod && cluster.network().nodes().masquerade();
    return masqueraded && node != null ? sending(node, at, asked.family()) : sender(asked, at);
  }

  private List<Backend> backends(
      Service service, int index, Ip.Family family, Node node, boolean inside) {
    return ChosenEndpoints.of(service, index, slices(service, family), node, inside);
  }

  private List<EndpointSlice> slices(Service service, Ip.Family family) {
    String type = family == Ip.Family.IPV4 ? "IPv4" : "IPv6";
    ObjectRef ref = new ObjectRef("v1", "Service", service.ref().namespace(), service.ref().name());
    return slices.getOrDefault(ref, List.of()).stream()
        .filter(slice -> slice.addressType().equals(type))
        .toList();
  }

  /** The place of the port in {@code spec.ports}; -1 if the Service has none such. */
  static int index(Service service, Protocol protocol, int port) {
    List<ServicePort> ports = service.ports();
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i).port() == port && ports.get(i).protocol() == protocol) {
        return i;
      }
    }
    return -1;
  }

  /** The Service that has a port on every node; null if none has. */
  @Nullable NodePort atNodePort(Protocol protocol, int port) {
    Map<NodePort.Key, NodePort> all = nodePorts;
    if (all == null) {
      all = NodePort.all(cluster.services().all());
      nodePorts = all;
    }
    return all.get(new NodePort.Key(protocol, port));
  }
}
