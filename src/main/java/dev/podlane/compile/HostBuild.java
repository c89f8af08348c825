package dev.podlane.compile;

import dev.podlane.cluster.docker.DockerContainer;
import dev.podlane.cluster.docker.Engine;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.compile.cni.Gateway;
import dev.podlane.compile.docker.Machine;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Elements.Element;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes the namespaces of one machine without Kubernetes, and of the containers on it. */
final class HostBuild {
  private final Host host;
  private final Map<String, Wire> nics;
  private final ToLongFunction<String> identities;

  /**
   * The machine as it was made.
   *
   * @param growths the host, then its containers
   * @param refusals routes and sockets that the kernel refuses
   * @param machine result of the engine; null without one
   */
  record Built(List<Growth> growths, List<Refusal> refusals, Machine.@Nullable Built machine) {
    Built {
      growths = List.copyOf(growths);
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * A build of a host.
   *
   * @param nics its wires by the name of the NIC
   * @param identities of its bridges and its containers' wires, by their names
   */
  HostBuild(Host host, Map<String, Wire> nics, ToLongFunction<String> identities) {
    this.host = host;
    this.nics = new LinkedHashMap<>(nics);
    this.identities = identities;
  }

  /**
   * Makes the host and its containers.
   *
   * @param told true to record the origins of their elements
   */
  Built build(boolean told) {
    Growth growth =
        Growth.of(
            Addressing.up(NetworkNamespace.created(host.name(), false), "lo"), host.ref(), told);
    if (host.forwards()) {
      growth.now(
          growth.ns().withSysctls(growth.ns().sysctls().with("net.ipv4.ip_forward", "1")),
          host.ref(),
          "spec.ipForward",
          Reason.SETTING);
    }
    for (int nic = 0; nic < host.interfaces().size(); nic++) {
      plug(growth, nic);
    }
    List<Refusal> refusals = new ArrayList<>();
    for (int route = 0; route < host.routes().size(); route++) {
      String path = "spec.routes[" + route + "]";
      route(growth, Gateway.asWritten(host.routes().get(route)), path, refusals);
    }
    if (host.gateway() != null) {
      Route out = Route.unicast(Prefix.DEFAULT_V4, host.gateway(), null, null, 0);
      route(growth, out, "spec.gateway", refusals);
    }
    growth.now(listening(growth.ns()), host.ref(), "spec.processes", Reason.NODE_PROCESS);
    List<Growth> all = new ArrayList<>(List.of(growth));
    Engine engine = host.engine();
    if (engine == null) {
      return new Built(all, refusals, null);
    }
    Machine.Built machine = Machine.build(host, engine, growth.ns(), identities);
    growth.now(machine.host(), element -> ofEngine(element, machine));
    machine.sandboxes().forEach(sandbox -> all.add(container(sandbox, told)));
    return new Built(all, refusals, machine);
  }

  private Origin ofEngine(Element element, Machine.Built machine) {
    String container = machine.ports().get(element.device());
    return switch (element.kind()) {
      case DEVICE, ADDRESS, KERNEL_ROUTE ->
          container != null
              ? new Origin(host.ref(), pathOf(container), Reason.CONTAINER_WIRE)
              : new Origin(host.ref(), network(element.device()), Reason.DOCKER_BRIDGE);
      case LISTENER -> new Origin(host.ref(), "spec.containers", Reason.NODE_PROCESS);
      default -> new Origin(host.ref(), "spec.daemon", Reason.DOCKER_RULES);
    };
  }

  /** The field that asks for a bridge: docker0 is the engine's own. */
  private static String network(String bridge) {
    return bridge.equals(Machine.DOCKER0) ? "spec.daemon" : "spec.networks";
  }

  /** The field of the container after which a namespace is named. */
  private String pathOf(String namespace) {
    Engine engine = host.engine();
    List<DockerContainer> containers = engine == null ? List.of() : engine.containers();
    for (int at = 0; at < containers.size(); at++) {
      if (namespace.equals(host.name() + "/" + containers.get(at).name())) {
        return "spec.containers[" + at + "]";
      }
    }
    return "spec.containers";
  }

  private Growth container(NetworkNamespace sandbox, boolean told) {
    Growth growth =
        Growth.of(
            Addressing.up(NetworkNamespace.created(sandbox.name(), false), "lo"), host.ref(), told);
    String path = told ? pathOf(sandbox.name()) : "";
    growth.now(
        sandbox,
        element ->
            new Origin(
                host.ref(),
                path,
                switch (element.kind()) {
                  case ROUTE -> Reason.CONTAINER_DEFAULT_ROUTE;
                  case LISTENER -> Reason.LISTENS;
                  default -> Reason.CONTAINER_WIRE;
                }));
    return growth;
  }

  private void plug(Growth growth, int number) {
    Host.Interface nic = host.interfaces().get(number);
    Wire wire = nics.get(nic.name());
    if (wire != null) {
      NetworkNamespace now = growth.ns();
      now = now.with(wire.innerEnd(now.devices().size() + 1));
      growth.now(
          nic.address() == null ? now : Addressing.add(now, nic.name(), nic.address()),
          host.ref(),
          "spec.interfaces[" + number + "]",
          Reason.NIC);
    }
  }

  private void route(Growth growth, Route route, String path, List<Refusal> refusals) {
    try {
      growth.now(RouteEdits.add(growth.ns(), route), host.ref(), path, Reason.HOST_ROUTE);
    } catch (NetlinkException refused) {
      String via = route.via() == null ? "-" : "" + route.via();
      String said = String.valueOf(refused.getMessage());
      String to = "" + route.destination();
      refusals.add(Refusal.of(Refusal.Kind.HOST_ROUTE, host.ref(), host.name(), to, via, said));
    }
  }

  private NetworkNamespace listening(NetworkNamespace routed) {
    List<Listener> wanted = new ArrayList<>();
    for (Host.HostProcess process : host.processes()) {
      for (ListenAddress each : process.sockets()) {
        wanted.add(new Listener(each.protocol(), each.address(), each.port(), process.name()));
      }
    }
    return routed.withSockets(routed.sockets().bindAll(wanted, routed::owns));
  }
}
