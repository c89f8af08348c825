package dev.podlane.console.sysctl;

import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sysctls;
import java.util.Map;

/** Settings as {@code sysctl} names and prints them. */
public final class SysctlText {
  private static final String CONF = "net/ipv4/conf/";

  private SysctlText() {}

  /**
   * A key with dots for slashes; dots of a device's name become slashes, as {@code sysctl} does.
   *
   * @param key with slashes
   */
  public static String dotted(String key) {
    StringBuilder name = new StringBuilder(key.length());
    for (int at = 0; at < key.length(); at++) {
      char each = key.charAt(at);
      name.append(each == '/' ? '.' : each == '.' ? '/' : each);
    }
    return name.toString();
  }

  /**
   * Returns true if Linux has such a setting; for a device, if it would have one.
   *
   * @param key with slashes or dots
   */
  public static boolean isKnown(String key) {
    return SysctlDefaults.of(Sysctls.normalise(key)).isPresent();
  }

  /**
   * Returns the value of a setting: as written, else as inherited, else the kernel's default.
   *
   * @param key with slashes, of a setting that exists
   */
  public static String value(NetworkNamespace ns, String key) {
    Map<String, String> values = ns.sysctls().values();
    String written = values.get(key);
    if (written != null) {
      return written;
    }
    boolean forwards = ns.sysctls().number("net/ipv4/ip_forward", 0) != 0;
    if (key.equals(CONF + "all/accept_redirects") && forwards) {
      // inet_forward_change in net/ipv4/devinet.c
      return "0";
    }
    if (key.startsWith(CONF) && !key.startsWith(CONF + "all/")) {
      String setting = key.substring(key.lastIndexOf('/') + 1);
      if (setting.equals("forwarding")) {
        return forwards ? "1" : "0";
      }
      String inherited = values.get(CONF + "default/" + setting);
      if (inherited != null) {
        return inherited;
      }
    }
    return key.equals(CONF + "all/accept_source_route") ? "0" : SysctlDefaults.of(key).orElse("");
  }
}
