package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.DockerContainer;
import dev.podlane.compile.wire.DeviceNames;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bridge networks of an engine, the containers attached to them, and their addresses. */
final class Networks {
  private final Map<String, BridgeNet> byName = new LinkedHashMap<>();
  private final Map<String, Ipam> addresses = new LinkedHashMap<>();
  private final DeviceNames ports = new DeviceNames();

  /** Receives refusals. */
  interface Refusals {
    void refuse(Note.Code code, String... args);
  }

  void add(BridgeNet net) {
    byName.put(net.name(), net);
    addresses.put(net.name(), new Ipam(net));
  }

  /** All networks in the order they were made, docker0 first. */
  List<BridgeNet> all() {
    return new ArrayList<>(byName.values());
  }

  /** Plugs a container in, or tells why not. Each time it gets another port. */
  Optional<Endpoint> plug(DockerContainer container, Refusals refusals) {
    String name = container.network().name();
    BridgeNet net = byName.get(name);
    Ipam ipam = addresses.get(name);
    if (net == null || ipam == null) {
      refusals.refuse(Note.Code.NETWORK_FULL, container.name(), name);
      return Optional.empty();
    }
    Ip wanted = container.ip();
    if (wanted != null && !ipam.take(wanted)) {
      refusals.refuse(Note.Code.ADDRESS_TAKEN, container.name(), "" + wanted, name);
      return Optional.empty();
    }
    Optional<Ip> address = wanted == null ? ipam.next() : Optional.of(wanted);
    if (address.isEmpty()) {
      refusals.refuse(Note.Code.NETWORK_FULL, container.name(), name);
    }
    return address.map(ip -> new Endpoint(net, ip, ports.shortVeth(container.name())));
  }

  void unplug(Endpoint endpoint) {
    Ipam ipam = addresses.get(endpoint.net().name());
    if (ipam != null) {
      ipam.release(endpoint.address());
    }
  }
}
