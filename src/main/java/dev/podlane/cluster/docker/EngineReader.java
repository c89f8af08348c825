package dev.podlane.cluster.docker;

import dev.podlane.cluster.docker.NetworkMode.Kind;
import dev.podlane.cluster.field.AddressReader;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the engine of a {@code DockerHost}, with the checks of the docker command. */
final class EngineReader {
  /** Most containers, networks and events of one host. */
  static final int MOST = 1_000;

  /** Names of containers and networks (moby daemon/names). */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,62}");

  private static final Set<String> BUILT_IN = Set.of("bridge", "host", "none", "default");
  private static final int SMALLEST_MTU = 68;
  private static final int LARGEST_MTU = 65_535;
  private static final int LONGEST_SUBNET = 30;

  private final List<DockerNetwork> networks = new ArrayList<>();
  private final Map<String, DockerContainer> containers = new LinkedHashMap<>();

  private EngineReader() {}

  static Engine engine(@Nullable Fields spec) {
    if (spec == null) {
      return new Engine(Engine.Options.DEFAULTS, List.of(), List.of(), List.of());
    }
    EngineReader reader = new EngineReader();
    Engine.Options options =
        spec.map("daemon").map(EngineReader::options).orElse(Engine.Options.DEFAULTS);
    bounded(spec, "networks").forEach(reader::network);
    bounded(spec, "containers").forEach(reader::container);
    List<DockerEvent> events = new ArrayList<>();
    bounded(spec, "events").forEach(each -> reader.event(each).ifPresent(events::add));
    return new Engine(
        options, reader.networks, new ArrayList<>(reader.containers.values()), events);
  }

  private static List<Fields> bounded(Fields spec, String key) {
    List<Fields> written = spec.maps(key);
    if (written.size() > MOST) {
      spec.error(key, "docker.too-many", key, "" + MOST);
    }
    return written.stream().limit(MOST).toList();
  }

  private static Engine.Options options(Fields daemon) {
    InterfaceAddress bip = HostReader.address(daemon, "bip");
    if (bip != null && bip.length() > LONGEST_SUBNET) {
      daemon.error("bip", "docker.too-small", "" + bip);
    }
    int mtu = daemon.integer("mtu").orElse(Engine.Options.DEFAULTS.mtu());
    if (mtu < SMALLEST_MTU || mtu > LARGEST_MTU) {
      daemon.error("mtu", "field.range", "mtu", "" + mtu, "" + SMALLEST_MTU, "" + LARGEST_MTU);
    }
    return new Engine.Options(
        bip,
        on(daemon, "iptables"),
        on(daemon, "ipMasq"),
        on(daemon, "userlandProxy"),
        on(daemon, "ipForward"),
        on(daemon, "icc"),
        mtu);
  }

  private static boolean on(Fields daemon, String key) {
    return !daemon.has(key) || daemon.flag(key);
  }

  private void network(Fields fields) {
    String name = fields.text("name").orElse("");
    boolean taken = networks.stream().anyMatch(each -> each.name().equals(name));
    if (!NAME.matcher(name).matches() || BUILT_IN.contains(name) || taken) {
      fields.error("name", "docker.network-name", name);
      return;
    }
    Prefix subnet = AddressReader.block(fields, "subnet");
    Ip gateway = AddressReader.ip(fields, "gateway");
    String bridge = fields.text("bridge").orElse("");
    if (subnet != null && subnet.length() > LONGEST_SUBNET) {
      fields.error("subnet", "docker.too-small", "" + subnet);
    } else if (gateway != null && (subnet == null || !isHost(subnet, gateway))) {
      fields.error("gateway", "docker.gateway", "" + gateway, subnet == null ? "-" : "" + subnet);
    } else if (!bridge.isEmpty() && (!HostReader.isDevice(bridge) || bridge.equals("docker0"))) {
      fields.error("bridge", "docker.device", bridge);
    } else {
      networks.add(new DockerNetwork(name, subnet, gateway, bridge));
    }
  }

  private static boolean isHost(Prefix subnet, Ip ip) {
    return subnet.contains(ip) && !ip.equals(subnet.network()) && !ip.equals(subnet.last());
  }

  private void container(Fields fields) {
    String name = fields.text("name").orElse("");
    if (!NAME.matcher(name).matches()) {
      fields.error(
          "name", name.isEmpty() ? "field.missing" : "docker.container-name", orName(name));
      return;
    }
    NetworkMode network = NetworkMode.parse(fields.text("network").orElse(""));
    Ip ip = AddressReader.ip(fields, "ip");
    List<PublishedPort> published = TextLists.published(fields);
    check(fields, name, network, ip, published);
    DockerContainer container =
        new DockerContainer(
            name,
            fields.place(),
            fields.text("image").orElse(""),
            network,
            ip,
            published,
            TextLists.sockets(fields));
    if (containers.putIfAbsent(name, container) != null) {
      fields.error("name", "docker.container-twice", name);
    }
  }

  private static String orName(String name) {
    return name.isEmpty() ? "name" : name;
  }

  private void check(
      Fields fields,
      String name,
      NetworkMode network,
      @Nullable Ip ip,
      List<PublishedPort> published) {
    boolean userDefined =
        networks.stream().anyMatch(n -> n.name().equals(network.name()) && n.subnet() != null);
    if (network.kind() == Kind.BRIDGE && !isNetwork(network.name())) {
      fields.error("network", "docker.no-network", network.name());
    } else if (network.kind() == Kind.CONTAINER && network.name().equals(name)) {
      fields.error("network", "docker.join-itself", name);
    } else if (network.kind() == Kind.CONTAINER && !published.isEmpty()) {
      fields.error("ports", "docker.ports-and-join", name, network.name());
    } else if (network.kind() != Kind.BRIDGE && network.kind() != Kind.CONTAINER) {
      if (!published.isEmpty()) {
        fields.warn("ports", "docker.ports-discarded", name, fields.text("network").orElse(""));
      }
    }
    if (ip != null && !userDefined) {
      fields.error("ip", "docker.fixed-address", name, "" + ip);
    }
  }

  private boolean isNetwork(String name) {
    return name.equals(NetworkMode.DEFAULT)
        || networks.stream().anyMatch(each -> each.name().equals(name));
  }

  private Optional<DockerEvent> event(Fields fields) {
    Set<String> known = new HashSet<>();
    for (DockerEvent.Kind kind : DockerEvent.Kind.values()) {
      if (fields.has(kind.text())) {
        known.add(kind.text());
      }
    }
    if (known.size() != 1 || fields.value().entries().size() != 1) {
      fields.error("", "docker.event");
      return Optional.empty();
    }
    String word = known.iterator().next();
    String container = fields.text(word).orElse("");
    if (!containers.containsKey(container)) {
      fields.error(word, "docker.no-container", container);
      return Optional.empty();
    }
    DockerEvent.Kind kind = DockerEvent.Kind.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    return Optional.of(new DockerEvent(kind, container, fields.place()));
  }
}
