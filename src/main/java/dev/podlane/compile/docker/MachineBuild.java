package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.DockerContainer;
import dev.podlane.cluster.docker.DockerNetwork;
import dev.podlane.cluster.docker.Engine;
import dev.podlane.cluster.docker.Host;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Builds the parts that {@link Machine} describes: bridges, then containers, then ports and rules.
 */
final class MachineBuild {
  private final Engine engine;
  private final ToLongFunction<String> identities;
  private final Networks networks = new Networks();
  private final List<Note> notes = new ArrayList<>();
  private final boolean dropsForward;
  private NetworkNamespace host;

  MachineBuild(Host spec, Engine engine, NetworkNamespace host, ToLongFunction<String> identities) {
    this.engine = engine;
    this.identities = identities;
    this.dropsForward = engine.options().forwards() && !spec.forwards();
    this.host = configured(host);
    Subnets subnets = new Subnets(spec);
    subnets
        .docker0(engine.options().bip())
        .ifPresentOrElse(networks::add, () -> noSubnet("bridge"));
    for (DockerNetwork network : engine.networks()) {
      subnets.of(network).ifPresentOrElse(networks::add, () -> noSubnet(network.name()));
    }
  }

  private void noSubnet(String network) {
    notes.add(new Note(Note.Code.NO_SUBNET, -1, List.of(network)));
  }

  /**
   * Settings dockerd writes (moby libnetwork/drivers/bridge: setup_ip_forwarding, setup_device).
   * Bridged packets are shown to iptables where rules must see them: to keep containers of a bridge
   * apart, or to undo the DNAT of a published port that no docker-proxy holds; and only on a host
   * that forwards (bridge_linux.go: enableBrNfCallIptables, setup_bridgenetfiltering.go).
   */
  private NetworkNamespace configured(NetworkNamespace bare) {
    NetworkNamespace now = bare;
    if (engine.options().forwards()) {
      now = now.withSysctls(now.sysctls().with("net.ipv4.ip_forward", "1"));
    }
    boolean mustSee = !engine.options().icc() || !engine.options().userlandProxy();
    boolean forwards = now.sysctls().number("net/ipv4/ip_forward", 0) != 0;
    boolean filtersBridged = engine.options().iptables() && mustSee && forwards;
    String filters = filtersBridged ? "1" : "0";
    return now.withSysctls(now.sysctls().with("net/bridge/bridge-nf-call-iptables", filters));
  }

  Machine.Built build() {
    List<Device> ports = new ArrayList<>();
    // Bridges come first, since sockets are bound to their addresses; their ports come last, when
    // the containers still attached are known.
    PrimitiveIterator.OfInt indexes =
        IntStream.iterate(host.devices().size() + 1, index -> index + 1).iterator();
    for (BridgeNet net : networks.all()) {
      addBridge(net, indexes.nextInt());
    }
    HostPorts bound = new HostPorts(host, engine.options().userlandProxy());
    Dockerd dockerd = new Dockerd(engine, networks, bound);
    dockerd.work();
    notes.addAll(dockerd.notes());
    List<NetworkNamespace> sandboxes = new ArrayList<>();
    Map<String, String> plugged = new LinkedHashMap<>();
    for (Sandbox sandbox : dockerd.sandboxes()) {
      sandboxes.add(namespace(sandbox, ports, indexes));
      Endpoint endpoint = sandbox.endpoint();
      if (endpoint != null) {
        plugged.put(endpoint.port(), host.name() + "/" + sandbox.name());
      }
    }
    host = host.withAll(ports).withSockets(bound.sockets());
    if (engine.options().iptables()) {
      Map<Endpoint, List<Mapping>> endpoints = new LinkedHashMap<>();
      dockerd.endpoints().forEach((name, endpoint) -> endpoints.put(endpoint, bound.of(name)));
      host =
          host.withRuleset(
              new Firewall(engine.options(), dropsForward, networks.all(), endpoints).rules());
    }
    return new Machine.Built(host, sandboxes, plugged, seen(dockerd, bound), notes);
  }

  private void addBridge(BridgeNet net, int index) {
    long identity = identities.applyAsLong(host.name() + "/" + net.bridge());
    Device bridge = Wire.bridge(net.bridge(), index, engine.options().mtu(), identity);
    host = Addressing.add(host.with(bridge), net.bridge(), net.gateway());
    if (!engine.options().userlandProxy()) {
      String key = "net/ipv4/conf/" + net.bridge() + "/route_localnet";
      host = host.withSysctls(host.sysctls().with(key, "1"));
    }
  }

  private NetworkNamespace namespace(
      Sandbox sandbox, List<Device> ports, PrimitiveIterator.OfInt indexes) {
    String name = host.name() + "/" + sandbox.name();
    NetworkNamespace now =
        Addressing.up(NetworkNamespace.created(name, false), "lo").withSockets(sandbox.sockets());
    Endpoint endpoint = sandbox.endpoint();
    if (endpoint == null) {
      return now;
    }
    DeviceRef inner = new DeviceRef(name, Machine.CONTAINER_DEVICE);
    Wire wire =
        new Wire(
            new DeviceRef(host.name(), endpoint.port()),
            inner,
            identities.applyAsLong(inner.toString()),
            engine.options().mtu());
    boolean hairpin = !engine.options().userlandProxy();
    ports.add(wire.outerEnd(endpoint.net().bridge(), indexes.nextInt(), hairpin));
    InterfaceAddress gateway = endpoint.net().gateway();
    InterfaceAddress address = new InterfaceAddress(endpoint.address(), gateway.length());
    now = Addressing.add(now.with(wire.innerEnd(2)), Machine.CONTAINER_DEVICE, address);
    return RouteEdits.add(now, Route.unicast(Prefix.DEFAULT_V4, gateway.ip(), null, null, 0));
  }

  private List<Machine.Seen> seen(Dockerd dockerd, HostPorts ports) {
    List<Machine.Seen> all = new ArrayList<>();
    for (DockerContainer container : engine.containers()) {
      String name = container.name();
      String namespace =
          dockerd
              .sandboxOf(name)
              .map(sandbox -> host.name() + "/" + sandbox.name())
              .orElse(dockerd.runs(name) ? host.name() : null);
      List<String> published = ports.of(name).stream().map(Mapping::toString).toList();
      all.add(new Machine.Seen(container, namespace, published, ports.relays(name)));
    }
    return all;
  }
}
