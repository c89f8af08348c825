package dev.podlane.notation;

import dev.podlane.document.read.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Host srv (10.9.0.1, 10.9.1.1) with rules, between cli (10.9.0.9) and back (10.9.1.9). */
final class RuledHost {
  private RuledHost() {}

  /** The network with these lines of iptables; those that begin with {@code ipset} make sets. */
  static ReadNetwork network(List<String> rules) {
    return network(rules, 1_500);
  }

  /** The same with a link to back of another MTU, in octets, of which back knows nothing. */
  static ReadNetwork network(List<String> rules, int mtu) {
    Map<String, Object> srv = new LinkedHashMap<>();
    srv.put("sysctls", Map.of("net.ipv4.ip_forward", 1));
    srv.put(
        "devices",
        Map.of(
            "eth0", Map.of("peer", "cli:eth0", "addr", "10.9.0.1/24"),
            "eth1", Map.of("peer", "back:eth0", "addr", "10.9.1.1/24", "mtu", mtu)));
    Map<String, Object> sshd = Map.of("proto", "tcp", "port", 22, "name", "sshd");
    srv.put("listen", List.of(sshd));
    List<String> sets = rules.stream().filter(line -> line.startsWith("ipset ")).toList();
    srv.put("ipset", sets.stream().map(line -> line.substring("ipset ".length())).toList());
    srv.put("iptables", rules.stream().filter(line -> !sets.contains(line)).toList());
    Map<String, Object> namespaces = new LinkedHashMap<>();
    namespaces.put("srv", srv);
    namespaces.put("cli", end("10.9.0.9/24", "10.9.0.1", List.of()));
    Map<String, Object> web = Map.of("proto", "tcp", "port", 80, "name", "web");
    namespaces.put("back", end("10.9.1.9/24", "10.9.1.1", List.of(web)));
    Map<String, Object> document =
        Map.of(
            "apiVersion",
            "podlane.dev/v1",
            "kind",
            "LinuxNetwork",
            "metadata",
            Map.of("name", "u"),
            "spec",
            Map.of("namespaces", namespaces));
    String text = JsonMapper.shared().writeValueAsString(document);
    return LinuxNetworks.read(Documents.parse("u.json", text).get(0));
  }

  private static Map<String, Object> end(String address, String router, List<?> listen) {
    return Map.of(
        "devices", Map.of("eth0", Map.of("addr", address)),
        "routes", List.of("default via " + router),
        "listen", listen);
  }
}
