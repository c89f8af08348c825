package dev.podlane.cluster.docker;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.GatewayRouteReader;
import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code podlane.dev/v1 Host} and {@code DockerHost}; an error takes the host away. */
public final class HostReader {
  /** Most NICs of one host. */
  static final int MOST_INTERFACES = 16;

  private static final Pattern DEVICE = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9_.]{0,14}");
  private static final String SEGMENT = "lan";

  private HostReader() {}

  /**
   * A host.
   *
   * @param fields the whole object
   */
  public static Host host(ObjectRef ref, Fields fields) {
    boolean docker = ref.kind().equals("DockerHost");
    Optional<Fields> spec = fields.map("spec");
    if (ref.name().indexOf('/') >= 0) {
      fields.error("metadata", "name.invalid", ref.name());
    }
    List<Host.Interface> interfaces = spec.map(HostReader::interfaces).orElse(List.of());
    Ip gateway = spec.map(s -> AddressReader.ip(s, "gateway")).orElse(null);
    List<GatewayRoute> routes =
        spec.map(s -> GatewayRouteReader.routes(s, "routes")).orElse(List.of());
    return new Host(
        ref,
        fields.place(),
        interfaces,
        gateway,
        routes,
        spec.map(s -> s.flag("ipForward")).orElse(false),
        spec.map(HostReader::processes).orElse(List.of()),
        docker ? EngineReader.engine(spec.orElse(null)) : null);
  }

  private static List<Host.Interface> interfaces(Fields spec) {
    List<Host.Interface> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Fields> written = spec.maps("interfaces");
    if (written.size() > MOST_INTERFACES) {
      spec.error("interfaces", "docker.too-many", "interfaces", "" + MOST_INTERFACES);
    }
    for (Fields each : written.stream().limit(MOST_INTERFACES).toList()) {
      String name = each.text("name").orElse("eth" + found.size());
      String segment = each.text("segment").orElse(SEGMENT);
      if (!isDevice(name) || name.equals("lo") || !names.add(name)) {
        each.error("name", "docker.device", name);
      } else if (!isDevice(segment)) {
        each.error("segment", "docker.segment", segment);
      } else {
        found.add(new Host.Interface(name, address(each, "address"), segment));
      }
    }
    return found;
  }

  /** Returns true if Linux accepts it as a device name. */
  static boolean isDevice(String name) {
    return DEVICE.matcher(name).matches();
  }

  /** An IPv4 address with its prefix length. */
  static @Nullable InterfaceAddress address(Fields fields, String key) {
    String text = fields.text(key).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      InterfaceAddress address = InterfaceAddress.parse(text);
      if (address.ip().isV4() && text.indexOf('/') > 0 && address.length() > 0) {
        return address;
      }
    } catch (IllegalArgumentException notOne) {
      // told below
    }
    fields.error(key, "docker.address", text);
    return null;
  }

  private static List<Host.HostProcess> processes(Fields spec) {
    List<Host.HostProcess> found = new ArrayList<>();
    for (Fields each : spec.maps("processes")) {
      String name = each.text("name").orElse("");
      if (name.isEmpty()) {
        each.error("name", "field.missing", "name");
      } else {
        found.add(new Host.HostProcess(name, TextLists.sockets(each)));
      }
    }
    return found;
  }
}
