package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.Value;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Device.BridgePort;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.MacPlan;
import dev.podlane.net.ns.NetlinkException;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the devices of all namespaces. Hardware addresses, if not given, are {@code
 * 02:00:00:HI:LO:DEV}: the number of the namespace, from 0, and of the device in it, from 1.
 */
final class DeviceReader {
  static final int DEFAULT_MTU = 1500;
  private static final int MAX_MTU = 65_535;
  private static final int MIN_MTU = 68;

  private final Map<String, Fields> namespaces;
  private final int defaultMtu;
  private final VethPeers peers;

  DeviceReader(Map<String, Fields> namespaces, int defaultMtu) {
    this.namespaces = namespaces;
    this.defaultMtu = defaultMtu;
    this.peers = VethPeers.of(namespaces);
  }

  Network read(Network empty) {
    List<NetworkNamespace> read = new ArrayList<>();
    for (NetworkNamespace ns : empty.namespaces().values()) {
      Fields fields = namespaces.get(ns.name());
      Optional<Fields> devices =
          fields != null && fields.has("devices") ? fields.map("devices") : Optional.empty();
      read.add(devices.isPresent() ? read(ns, devices.get(), read.size()) : ns);
    }
    return Network.of(read);
  }

  private NetworkNamespace read(NetworkNamespace empty, Fields devices, int number) {
    Map<String, Fields> made = new LinkedHashMap<>();
    List<Device> all = new ArrayList<>();
    List<String> unmodelled = new ArrayList<>(empty.unmodelled());
    NetworkNamespace ns = empty;
    int index = 0;
    for (String name : devices.value().entries().keySet()) {
      boolean isLoopback = name.equals("lo");
      index += isLoopback ? 0 : 1;
      Fields fields = devices.has(name) ? devices.map(name).orElse(null) : null;
      if (fields == null || (!isLoopback && !isName(devices, name))) {
        continue;
      }
      if (isLoopback) {
        ns = loopback(ns, fields);
        continue;
      }
      NotationFields.onlyKnown(fields, DeviceOptions.KNOWN);
      Optional<Device> device = device(ns.name(), name, fields, number, index);
      if (device.isPresent()) {
        DeviceOptions.keep(unmodelled, name, fields);
        all.add(device.get());
        made.put(name, fields);
      }
    }
    ns =
        ns.withUnmodelled(unmodelled)
            .withAll(all); // one copy for all: a switch can have ten thousand ports
    for (Map.Entry<String, Fields> entry : made.entrySet()) {
      ns = TunnelReader.fitted(ns, entry.getKey(), entry.getValue());
    }
    ns = raised(ports(ns, made), made);
    List<Neighbour> neighbours = new ArrayList<>(ns.neighbours());
    List<ForwardingEntry> forwarding = new ArrayList<>(ns.forwarding());
    for (Map.Entry<String, Fields> entry : made.entrySet()) {
      String name = entry.getKey();
      Fields fields = entry.getValue();
      ns = addressed(ns, name, fields);
      for (Fields each : fields.has("neigh") ? fields.maps("neigh") : List.<Fields>of()) {
        neighbour(name, each).ifPresent(neighbours::add);
      }
      if (fields.has("fdb")) {
        forwarding.addAll(TunnelReader.forwarding(ns, name, fields));
      }
    }
    return ns.withNeighbours(neighbours).withForwarding(forwarding);
  }

  private static boolean isName(Fields devices, String name) {
    boolean isGood =
        !name.isEmpty()
            && name.length() <= Device.MAX_NAME
            && name.chars().noneMatch(each -> each == '/' || each == ':' || each <= ' ');
    if (!isGood) {
      devices.error(name, "linux.device-name", name);
    }
    return isGood;
  }

  private Optional<Device> device(String ns, String name, Fields fields, int number, int index) {
    String type = fields.text("type").orElse("veth");
    Link link =
        switch (type) {
          case "bridge" -> new Link.Bridge();
          case "dummy" -> new Link.Dummy();
          case "vxlan" -> TunnelReader.link(fields).orElse(null);
          case "ipip" -> TunnelReader.ipip(fields);
          case "veth" -> cable(new DeviceRef(ns, name), fields);
          default -> new Link.Unmodelled(type);
        };
    if (link == null && type.equals("veth")) {
      fields.error("peer", "linux.no-peer", name);
    }
    if (link == null) {
      return Optional.empty();
    }
    Mac mac = mac(fields).orElseGet(() -> MacPlan.listed(number, index));
    int place = fields.integer("index").orElse(index + 1);
    return Optional.of(
        new Device(place, name, mac, mtu(fields, defaultMtu), false, null, List.of(), link));
  }

  private @Nullable Link cable(DeviceRef end, Fields fields) {
    boolean plugged = !fields.flag("unplugged");
    return peers.of(end).<Link>map(peer -> new Link.Veth(peer, plugged)).orElse(null);
  }

  private static Optional<Mac> mac(Fields fields) {
    return fields
        .text("mac")
        .flatMap(
            text -> {
              try {
                return Optional.of(Mac.parse(text));
              } catch (IllegalArgumentException notOne) {
                fields.error("mac", "linux.bad-mac", text);
                return Optional.empty();
              }
            });
  }

  private static int mtu(Fields fields, int byDefault) {
    int mtu = fields.integer("mtu").orElse(byDefault);
    if (mtu == byDefault) {
      return mtu;
    }
    if (mtu < MIN_MTU || mtu > MAX_MTU) {
      fields.error("mtu", "linux.bad-mtu", "" + mtu, "" + MIN_MTU, "" + MAX_MTU);
      return byDefault;
    }
    return mtu;
  }

  /** Ports join their bridges in the order in which they are written. */
  private static NetworkNamespace ports(NetworkNamespace without, Map<String, Fields> made) {
    NetworkNamespace ns = without;
    List<Device> ports = new ArrayList<>();
    int order = 0;
    for (Map.Entry<String, Fields> entry : made.entrySet()) {
      Fields fields = entry.getValue();
      String bridge = fields.text("master").orElse("");
      if (bridge.isEmpty()) {
        continue;
      }
      Device port = ns.devices().get(entry.getKey());
      if (port == null || !ns.isBridge(bridge) || port.link() instanceof Link.Bridge) {
        fields.error("master", "linux.bad-master", bridge);
        continue;
      }
      order++;
      int place = fields.integer("order").orElse(order);
      ports.add(port.withPort(new BridgePort(bridge, place, fields.flag("hairpin"))));
    }
    Map<String, Integer> least = new HashMap<>();
    ports.forEach(port -> least.merge(bridge(port), port.mtu(), Math::min));
    return ns.withAll(ports).withAll(asLittleAsPorts(ns, made, least));
  }

  private static String bridge(Device port) {
    return Objects.requireNonNull(port.port()).bridge();
  }

  /** All devices are up that are not said to be down; none has an address yet. */
  private static NetworkNamespace raised(NetworkNamespace down, Map<String, Fields> made) {
    List<Device> up = new ArrayList<>();
    made.forEach(
        (name, fields) -> {
          if (NotationFields.flag(fields, "up", true)) {
            down.device(name).ifPresent(device -> up.add(device.withUp(true)));
          }
        });
    return down.withAll(up);
  }

  /**
   * Bridges without an MTU of their own have the least of their ports' (br_mtu_auto_adjust).
   *
   * @param least of the ports, by bridge
   */
  private static List<Device> asLittleAsPorts(
      NetworkNamespace ns, Map<String, Fields> made, Map<String, Integer> least) {
    List<Device> adjusted = new ArrayList<>();
    least.forEach(
        (bridge, mtu) -> {
          Device device = ns.devices().get(bridge);
          Fields fields = made.get(bridge);
          if (device != null && fields != null && !fields.has("mtu")) {
            adjusted.add(device.withMtu(mtu));
          }
        });
    return adjusted;
  }

  private static NetworkNamespace loopback(NetworkNamespace raised, Fields fields) {
    NotationFields.onlyKnown(fields, LoopbackNotes.KNOWN);
    NetworkNamespace ns = addressed(raised, "lo", fields);
    Device lo = ns.device("lo").orElseThrow();
    ns = ns.with(lo.withMtu(mtu(fields, LoopbackNotes.MTU)));
    return NotationFields.flag(fields, "up", true) ? ns : Addressing.down(ns, "lo");
  }

  private static NetworkNamespace addressed(NetworkNamespace without, String name, Fields fields) {
    List<String> texts = addresses(fields);
    if (texts.isEmpty()) {
      return without;
    }
    Addressing.Addition addition = new Addressing.Addition(without, name);
    for (String text : texts) {
      try {
        InterfaceAddress address = InterfaceAddress.parse(text);
        if (!isOfItself(name, address) || !addition.has(address)) {
          addition.add(address);
        }
      } catch (IllegalArgumentException notOne) {
        fields.error("addr", "linux.bad-address", text);
      } catch (NetlinkException refused) {
        fields.error("addr", "linux.refused", text, String.valueOf(refused.getMessage()));
      }
    }
    return addition.namespace();
  }

  /** The address that {@code lo} has anyway may be written down. */
  private static boolean isOfItself(String device, InterfaceAddress address) {
    return device.equals("lo") && address.equals(Addressing.LOOPBACK);
  }

  private static List<String> addresses(Fields fields) {
    Value value = fields.value().entries().get("addr");
    return value instanceof ListValue
        ? fields.texts("addr")
        : fields.text("addr").map(List::of).orElse(List.of());
  }

  private static Optional<Neighbour> neighbour(String device, Fields entry) {
    NotationFields.onlyKnown(entry, Set.of("ip", "mac"));
    Optional<Ip> ip = entry.text("ip").flatMap(Ip::tryParse);
    Optional<Mac> mac = mac(entry);
    if (ip.isEmpty() || mac.isEmpty()) {
      entry.error("ip", "linux.bad-neighbour");
      return Optional.empty();
    }
    return Optional.of(new Neighbour(device, ip.get(), mac.get()));
  }
}
