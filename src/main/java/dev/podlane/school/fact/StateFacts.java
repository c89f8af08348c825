package dev.podlane.school.fact;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.Services;
import dev.podlane.console.Console;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.scenario.term.Fact;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts about a cluster as it stands. */
record StateFacts(Workspace workspace) {
  private static final Fact NOTHING = new Fact.Nothing();

  private Optional<NetworkNamespace> namespace(String name) {
    return workspace.network().namespace(name);
  }

  private Fact device(String namespace, String device, Function<Device, Fact> value) {
    return namespace(namespace).flatMap(ns -> ns.device(device)).map(value).orElse(NOTHING);
  }

  Fact row(String namespace, String prefix, String field) {
    Prefix wanted = prefix.equals("default") ? Prefix.parse("0.0.0.0/0") : Prefix.parse(prefix);
    List<Route> routes =
        namespace(namespace).map(ns -> ns.routes().main().of(wanted)).orElse(List.of());
    if (routes.isEmpty()) {
      return NOTHING;
    }
    Route route = routes.get(0);
    return switch (field) {
      case "via" -> route.via() == null ? NOTHING : Fact.of(route.via().toString());
      case "dev" -> route.device() == null ? NOTHING : Fact.of(route.device());
      default -> Fact.of(route.type().name().toLowerCase(Locale.ROOT));
    };
  }

  Fact address(String namespace, String device) {
    return device(
        namespace,
        device,
        found ->
            found.addresses().isEmpty()
                ? NOTHING
                : Fact.of(found.addresses().get(0).ip().toString()));
  }

  Fact mtu(String namespace, String device) {
    return device(namespace, device, found -> Fact.of(found.mtu()));
  }

  Fact master(String namespace, String device) {
    return device(
        namespace,
        device,
        found -> {
          Device.BridgePort port = found.port();
          return port == null ? NOTHING : Fact.of(port.bridge());
        });
  }

  Fact up(String namespace, String device) {
    return device(namespace, device, found -> Fact.of(found.up()));
  }

  /** The setting as sysctl prints it, defaults included. */
  Fact sysctl(String namespace, String key) {
    return Fact.of(printed(namespace, "sysctl -n " + key).strip());
  }

  private String printed(String namespace, String command) {
    return Console.run(workspace.network(), namespace, command).text();
  }

  private Stream<Listener> sockets(String namespace, String protocol, String port) {
    Protocol wanted = Protocol.valueOf(protocol.toUpperCase(Locale.ROOT));
    int number = Integer.parseInt(port);
    return namespace(namespace).stream()
        .flatMap(ns -> ns.sockets().listening().stream())
        .filter(each -> each.protocol() == wanted && each.port() == number);
  }

  Fact listeners(String namespace, String protocol, String port) {
    return Fact.of(sockets(namespace, protocol, port).count());
  }

  Fact listener(String namespace, String protocol, String port) {
    return sockets(namespace, protocol, port)
        .findFirst()
        .map(each -> Fact.of(each.name()))
        .orElse(NOTHING);
  }

  Fact rules(String namespace, String words) {
    List<String> all = List.of(words.strip().split("\\s+", 20));
    return Fact.of(
        printed(namespace, "iptables-save")
            .lines()
            .filter(line -> line.startsWith("-A") && all.stream().allMatch(line::contains))
            .count());
  }

  /** Devices with an address, those of wiring left out. */
  Fact holders(String address) {
    return Fact.of(
        workspace.network().namespaces().values().stream()
            .filter(ns -> !ns.infra())
            .flatMap(ns -> ns.devices().values().stream())
            .flatMap(device -> device.addresses().stream())
            .filter(each -> each.ip().toString().equals(address))
            .count());
  }

  Fact problem(String code) {
    return Fact.of(workspace.problems().stream().anyMatch(each -> each.code().equals(code)));
  }

  Fact finding(String code) {
    return Fact.of(
        workspace.findings().all().stream().anyMatch(each -> each.kind().code().equals(code)));
  }

  Fact cidr(String node) {
    for (Node each : cluster().map(Cluster::nodes).orElse(List.of())) {
      Prefix block = each.podCidr();
      if (each.name().equals(node) && block != null) {
        return Fact.of(block.toString());
      }
    }
    return NOTHING;
  }

  private Optional<Cluster> cluster() {
    return workspace.cluster();
  }

  Fact ready(String service) {
    int slash = service.indexOf('/');
    Services all = cluster().map(Cluster::services).orElse(Services.NONE);
    return all.named(service.substring(0, Math.max(0, slash)), service.substring(slash + 1))
        .map(
            found ->
                Fact.of(
                    all.slices(found).stream()
                        .flatMap(slice -> slice.endpoints().stream())
                        .filter(each -> each.ready())
                        .count()))
        .orElse(NOTHING);
  }

  private Map<ObjectRef, Source> sources() {
    return cluster().<Map<ObjectRef, Source>>map(Cluster::sources).orElse(Map.of());
  }

  Fact objects(String kind, String prefix) {
    long written =
        sources().keySet().stream()
            .filter(ref -> ref.kind().equals(kind) && ref.path().startsWith(prefix))
            .count();
    long pods =
        cluster().map(Cluster::pods).orElse(List.of()).stream()
            .filter(pod -> kind.equals("Pod") && pod.ref().path().startsWith(prefix))
            .count();
    return Fact.of(Math.max(written, pods));
  }

  /** A scalar of an object, by a path of names and numbers with dots between. */
  Fact field(String kind, String name, String path) {
    Value value =
        sources().entrySet().stream()
            .filter(each -> each.getKey().kind().equals(kind))
            .filter(each -> each.getKey().path().equals(name))
            .<Value>map(each -> each.getValue().value())
            .findFirst()
            .orElse(null);
    for (String step : path.split("\\.", 30)) {
      value =
          value instanceof MapValue map
              ? map.entries().get(step)
              : value instanceof ListValue list && step.matches("[0-9]{1,4}")
                  ? item(list, Integer.parseInt(step))
                  : null;
    }
    return value instanceof ScalarValue scalar && !scalar.isNull()
        ? Fact.of(scalar.text())
        : NOTHING;
  }

  private static @Nullable Value item(ListValue list, int place) {
    return place < list.items().size() ? list.items().get(place) : null;
  }
}
