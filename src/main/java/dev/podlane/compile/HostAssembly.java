package dev.podlane.compile;

import dev.podlane.cluster.GatewayRoute;
import dev.podlane.cluster.docker.Engine;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.docker.ListenAddress;
import dev.podlane.compile.docker.Machine;
import dev.podlane.compile.docker.Note;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.util.ArrayList;
import java.util.List;

/** Puts one machine without Kubernetes together, with the containers on it. */
final class HostAssembly {
  private static final int MTU = 1500;

  private final Assembly whole;
  private final Host host;

  HostAssembly(Assembly whole, Host host) {
    this.whole = whole;
    this.host = host;
  }

  /** Adds the host, then the namespaces of its containers. */
  void add() {
    String name = host.name();
    Engine engine = host.engine();
    boolean router = engine == null && host.forwards();
    NamespaceKind kind = router ? NamespaceKind.ROUTER : NamespaceKind.HOST;
    NamespaceInfo info = new NamespaceInfo(name, kind, name, null, host.ref(), List.of());
    NetworkNamespace bare = listening(routed(plugged()));
    whole.add(bare, info);
    if (engine == null) {
      return;
    }
    Machine.Built built = Machine.build(host, engine, bare, whole::nextNumber);
    whole.add(built.host(), info);
    for (NetworkNamespace sandbox : built.sandboxes()) {
      whole.add(
          sandbox,
          new NamespaceInfo(
              sandbox.name(), NamespaceKind.CONTAINER, name, null, host.ref(), List.of()));
    }
    for (Machine.Seen seen : built.containers()) {
      whole.container(
          new ContainerInfo(
              host.ref(),
              seen.container().name(),
              seen.container().image(),
              seen.namespace(),
              seen.published(),
              seen.relays()));
    }
    built.notes().forEach(this::tell);
  }

  private void tell(Note note) {
    Refusal.Kind kind = Refusal.Kind.of(note.code());
    whole.refuse(new Refusal(kind, host.ref(), note.item(), note.args()));
  }

  private NetworkNamespace plugged() {
    NetworkNamespace now = Addressing.up(NetworkNamespace.created(host.name(), false), "lo");
    if (host.forwards()) {
      now = now.withSysctls(now.sysctls().with("net.ipv4.ip_forward", "1"));
    }
    whole.add(
        now,
        new NamespaceInfo(
            host.name(), NamespaceKind.HOST, host.name(), null, host.ref(), List.of()));
    for (Host.Interface nic : host.interfaces()) {
      int number = whole.nextNumber();
      now =
          whole
              .segment(nic.segment(), MTU, host.ref())
              .plug(now, nic.name(), number, nic.address());
    }
    return now;
  }

  private NetworkNamespace routed(NetworkNamespace plugged) {
    List<Route> wanted = new ArrayList<>();
    host.routes().forEach(route -> wanted.add(asWritten(route)));
    if (host.gateway() != null) {
      wanted.add(Route.unicast(Prefix.DEFAULT_V4, host.gateway(), null, null, 0));
    }
    NetworkNamespace now = plugged;
    for (Route route : wanted) {
      try {
        now = RouteEdits.add(now, route);
      } catch (NetlinkException refused) {
        String via = route.via() == null ? "-" : "" + route.via();
        String said = String.valueOf(refused.getMessage());
        whole.refuse(
            Refusal.Kind.HOST_ROUTE, host.ref(), host.name(), "" + route.destination(), via, said);
      }
    }
    return now;
  }

  private static Route asWritten(GatewayRoute route) {
    RouteType type = RouteType.valueOf(route.type().name());
    return type == RouteType.UNICAST
        ? Route.unicast(route.destination(), route.via(), null, null, route.metric())
        : Route.refusing(type, route.destination(), route.metric());
  }

  private NetworkNamespace listening(NetworkNamespace routed) {
    List<Listener> wanted = new ArrayList<>();
    for (Host.HostProcess process : host.processes()) {
      for (ListenAddress each : process.sockets()) {
        Listener.Protocol protocol = Listener.Protocol.valueOf(each.protocol().name());
        wanted.add(new Listener(protocol, each.address(), each.port(), process.name()));
      }
    }
    return routed.withSockets(routed.sockets().bindAll(wanted, routed::owns));
  }
}
