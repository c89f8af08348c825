package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Writes a network down in the notation of recordings, as maps and lists. */
abstract class NotationBuilder {
  private final Map<String, Map<String, Object>> namespaces = new LinkedHashMap<>();
  private final Random random;

  NotationBuilder(Random random) {
    this.random = random;
  }

  /** A namespace that sends and receives, with its address on each LAN it is on, by number. */
  record Station(String name, Map<Integer, String> addresses) {
    String at(int lan) {
      return Objects.requireNonNull(addresses.get(lan));
    }
  }

  /** A host with pods: where the others find its pods. */
  record Node(Station station, int lan, String pods) {}

  Random random() {
    return random;
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  Map<String, Map<String, Object>> namespaces() {
    return namespaces;
  }

  Map<String, Object> namespace(String name) {
    return namespaces.computeIfAbsent(name, any -> new LinkedHashMap<>());
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> devices(String namespace) {
    return (Map<String, Object>)
        namespace(namespace).computeIfAbsent("devices", any -> new LinkedHashMap<>());
  }

  @SuppressWarnings("unchecked")
  void sysctl(String station, String key, int value) {
    Map<String, Object> all =
        (Map<String, Object>)
            namespace(station).computeIfAbsent("sysctls", any -> new LinkedHashMap<>());
    all.put(key, value);
  }

  @SuppressWarnings("unchecked")
  void route(String station, String text) {
    List<String> all =
        (List<String>) namespace(station).computeIfAbsent("routes", any -> new ArrayList<>());
    all.add(text);
  }

  static Map<String, Object> device(Object... words) {
    Map<String, Object> device = new LinkedHashMap<>();
    for (int at = 0; at < words.length; at += 2) {
      device.put(words[at].toString(), words[at + 1]);
    }
    return device;
  }

  /** As flannel: nodes on one LAN reach each other's pods through a tunnel. */
  void tunnels(List<Node> nodes) {
    for (Node node : nodes) {
      for (Node other : nodes) {
        if (other.equals(node) || other.lan() != node.lan() || random.nextInt(3) == 0) {
          continue;
        }
        Map<String, Object> all = devices(node.station().name());
        int number = nodes.indexOf(other);
        String inner = "10.201." + number + ".0";
        String mac = "02:99:00:00:00:" + String.format("%02x", number);
        all.computeIfAbsent("vx0", any -> tunnel(node, nodes.indexOf(node)));
        add(all.get("vx0"), "fdb", Map.of("mac", mac, "dst", other.station().at(other.lan())));
        add(all.get("vx0"), "neigh", Map.of("ip", inner, "mac", mac));
        route(node.station().name(), other.pods() + " via " + inner + " dev vx0 onlink");
      }
    }
  }

  private Map<String, Object> tunnel(Node node, int number) {
    Map<String, Object> device =
        device("type", "vxlan", "id", 1, "dev", "eth0", "dstport", 8472, "learning", false);
    device.put("local", node.station().at(node.lan()));
    device.put("addr", "10.201." + number + ".0/32");
    device.put("mac", "02:99:00:00:00:" + String.format("%02x", number));
    device.put("mtu", 1450);
    return device;
  }

  @SuppressWarnings("unchecked")
  private static void add(Object device, String key, Map<String, Object> entry) {
    Map<String, Object> fields = (Map<String, Object>) device;
    ((List<Object>) fields.computeIfAbsent(key, any -> new ArrayList<>())).add(entry);
  }

  void listeners(Station station, boolean isSpecific) {
    List<Map<String, Object>> listen = new ArrayList<>();
    for (String protocol : List.of("tcp", "udp")) {
      if (random.nextInt(3) > 0) {
        String own = any(List.copyOf(station.addresses().values()));
        String ip = isSpecific ? any(List.of("127.0.0.1", own)) : "0.0.0.0";
        int port = protocol.equals("tcp") ? 80 : 53;
        listen.add(Map.of("proto", protocol, "port", port, "ip", ip, "name", protocol + "d"));
      }
    }
    namespace(station.name()).put("listen", listen);
  }
}
