package dev.podlane.lab;

import dev.podlane.lab.ScriptText.Raw;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kernel settings. A new namespace takes some from the machine it is made on
 * (net.core.devconf_inherit_init_net), so those are set as a fresh kernel has them first.
 */
final class SettingScript {
  private static final String CONF = "net/ipv4/conf/";
  private static final String FORWARD = "net/ipv4/ip_forward";
  private static final List<String> OFF =
      List.of(
          "accept_local",
          "arp_accept",
          "arp_announce",
          "arp_filter",
          "arp_ignore",
          "arp_notify",
          "bc_forwarding",
          "drop_gratuitous_arp",
          "drop_unicast_in_l2_multicast",
          "ignore_routes_with_linkdown",
          "promote_secondaries",
          "proxy_arp",
          "proxy_arp_pvlan",
          "route_localnet",
          "rp_filter",
          "src_valid_mark");
  private static final List<String> ON =
      List.of("accept_redirects", "secure_redirects", "send_redirects", "shared_media");

  private SettingScript() {}

  /**
   * Writes a function of the script that undoes settings inherited from the machine; IPv6 is off.
   */
  static void function(ScriptText script) {
    script.line("fresh() {");
    script.line("  set -- ip netns exec \"$1\" sysctl -qe -w");
    script.line("  \"$@\" " + FORWARD + "=0 net/ipv6/conf/all/disable_ipv6=1 \\");
    script.line("    net/ipv6/conf/default/disable_ipv6=1");
    script.line("  for conf in all default lo; do");
    script.line("    for key in " + String.join(" ", OFF) + "; do");
    script.line("      set -- \"$@\" " + CONF + "$conf/$key=0");
    script.line("    done");
    script.line("    for key in " + String.join(" ", ON) + "; do");
    script.line("      set -- \"$@\" " + CONF + "$conf/$key=1");
    script.line("    done");
    script.line("  done");
    script.line("  \"$@\"");
    script.line("}");
  }

  /** Writes the settings of a namespace, and of devices that are still to be made. */
  static void ofNamespace(ScriptText script, Raw in, NetworkNamespace ns) {
    Map<String, String> values = new LinkedHashMap<>();
    // Writing ip_forward writes others (inet_forward_change), so it goes first.
    String forward = ns.sysctls().values().get(FORWARD);
    if (forward != null) {
      values.put(FORWARD, forward);
    }
    ns.sysctls().values().forEach((key, value) -> general(values, ns, key, value));
    set(script, in, values);
  }

  private static void general(
      Map<String, String> values, NetworkNamespace ns, String key, String value) {
    String device = device(key);
    if (device.isEmpty() || device.equals("all") || device.equals("default")) {
      values.putIfAbsent(key, value);
    }
    if (device.equals("default") && key.startsWith(CONF)) {
      // lo was there before, and has not taken it over.
      String ofLo = CONF + "lo/" + key.substring(key.lastIndexOf('/') + 1);
      values.put(ofLo, ns.sysctls().values().getOrDefault(ofLo, value));
    } else if (device.equals("lo")) {
      values.put(key, value);
    }
  }

  /** Writes the settings of devices, once they exist. */
  static void ofDevices(ScriptText script, Raw in, NetworkNamespace ns) {
    Map<String, String> values = new LinkedHashMap<>();
    ns.sysctls()
        .values()
        .forEach(
            (key, value) -> {
              String device = device(key);
              if (!device.equals("lo") && ns.devices().containsKey(device)) {
                values.put(key, value);
              }
            });
    set(script, in, values);
  }

  private static String device(String key) {
    String[] parts = key.split("/", -1);
    boolean isOne = parts.length == 5 && parts[2].matches("conf|neigh");
    return isOne ? parts[3] : "";
  }

  /** A missing setting of the bridge filter means that there is none, as with 0. */
  private static void set(ScriptText script, Raw in, Map<String, String> values) {
    List<Object> words = new ArrayList<>(List.of("ip", "netns", "exec", in, "sysctl", "-qw"));
    int plain = words.size();
    values.forEach(
        (key, value) -> {
          if (key.indexOf('=') >= 0 || key.contains("//") || key.contains("..")) {
            // sysctl would take the name of such a device for something else.
            String write = "printf %s \"$2\" >\"/proc/sys/$1\"";
            script.command("ip", "netns", "exec", in, "sh", "-c", write, "sh", key, value);
          } else if (key.startsWith("net/bridge/") && value.strip().equals("0")) {
            script.command("ip", "netns", "exec", in, "sysctl", "-qew", key + "=0");
          } else {
            words.add(key + "=" + value);
          }
        });
    if (words.size() > plain) {
      script.command(words.toArray());
    }
  }
}
