package dev.podlane.cluster.read;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the containers of a pod and their ports. */
final class ContainerReader {
  private final boolean hostNetwork;
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> bound = new HashMap<>();
  private final Set<String> portNames = new HashSet<>();

  private ContainerReader(boolean hostNetwork) {
    this.hostNetwork = hostNetwork;
  }

  /** Sidecars and containers; init containers that end are left out, but checked. */
  static List<Container> containers(Fields spec, boolean hostNetwork) {
    ContainerReader reader = new ContainerReader(hostNetwork);
    List<Container> found = new ArrayList<>();
    for (Fields each : spec.maps("initContainers")) {
      boolean sidecar = isSidecar(each);
      Container container = reader.container(each, sidecar, sidecar);
      if (sidecar) {
        found.add(container);
      }
    }
    List<Fields> main = spec.maps("containers");
    for (Fields each : main) {
      found.add(reader.container(each, false, true));
    }
    boolean isEmpty =
        spec.value().get("containers").orElse(null) instanceof ListValue list
            && list.items().isEmpty();
    if (isEmpty || !spec.has("containers")) {
      spec.error("containers", "field.missing", "containers");
    }
    return found;
  }

  /** Returns true if an init container goes on running beside the others (rule 13). */
  static boolean isSidecar(Fields initContainer) {
    return initContainer.value().text("restartPolicy").orElse("").equals("Always");
  }

  private Container container(Fields fields, boolean sidecar, boolean listens) {
    String name = fields.text("name").orElse("");
    if (!fields.has("name")) {
      fields.error("name", "field.missing", "name");
    } else if (!NameValidation.isLabel(name)) {
      boolean text = fields.value().text("name").filter(name::equals).isPresent();
      if (text) {
        fields.error("name", "name.label", name);
      }
    } else if (!names.add(name)) {
      fields.error("name", "container.twice", name);
    }
    List<ContainerPort> ports = new ArrayList<>(0);
    for (Fields each : fields.maps("ports")) {
      port(each, name, listens, ports);
    }
    return new Container(name, fields.text("image").orElse(""), ports, sidecar);
  }

  private void port(Fields fields, String container, boolean listens, List<ContainerPort> ports) {
    int number = PortReader.required(fields, "containerPort");
    int hostPort = fields.has("hostPort") ? PortReader.orNone(fields, "hostPort") : 0;
    String name = fields.text("name").orElse("");
    if (!name.isEmpty() && !NameValidation.isPortName(name)) {
      fields.error("name", "port.name", name);
    }
    Protocol protocol = PortReader.protocol(fields).orElse(null);
    if (number < 1 || protocol == null) {
      return;
    }
    if (hostNetwork && hostPort != 0 && hostPort != number) {
      fields.error("hostPort", "port.host-differs", "" + hostPort, "" + number);
      return;
    }
    int onHost = hostNetwork ? number : Math.max(hostPort, 0);
    ports.add(new ContainerPort(name, number, protocol, onHost, hostIp(fields)));
    if (listens) {
      checkTwice(fields, container, number, protocol, name);
    }
  }

  /** The address it is limited to; 0.0.0.0 is no limit. */
  private static @Nullable Ip hostIp(Fields fields) {
    String text = fields.text("hostIP").orElse("");
    return text.isEmpty()
        ? null
        : AddressReader.anyIp(fields, "hostIP", text)
            .filter(ip -> ip.isV4() && !ip.isUnspecified())
            .orElse(null);
  }

  private void checkTwice(
      Fields fields, String container, int number, Protocol protocol, String name) {
    String before = bound.putIfAbsent(number + "/" + protocol, container);
    if (before != null) {
      fields.info("containerPort", "port.twice", number + "/" + protocol, before, container);
    }
    if (!name.isEmpty() && !portNames.add(name)) {
      fields.warn("name", "port.name-twice", name);
    }
  }
}
