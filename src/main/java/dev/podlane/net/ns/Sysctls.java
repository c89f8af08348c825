package dev.podlane.net.ns;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Kernel settings of a namespace that differ from the defaults. Keys are written with slashes, as
 * below /proc/sys, since device names may hold dots.
 *
 * @param values key to value
 */
public record Sysctls(Map<String, String> values) {
  /** Nothing differs. */
  public static final Sysctls DEFAULTS = new Sysctls(Map.of());

  private static final Map<String, Integer> KERNEL_DEFAULTS =
      Map.of("send_redirects", 1, "accept_redirects", 1, "shared_media", 1);

  public Sysctls {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The key with slashes; dots inside a device name survive if slashes separate the parts. */
  public static String normalise(String key) {
    return key.indexOf('/') >= 0 ? key : key.replace('.', '/');
  }

  /**
   * One setting more or changed, key in either notation. Writing {@code ip_forward} writes {@code
   * forwarding} of all devices, as the kernel does.
   */
  public Sysctls with(String key, String value) {
    Map<String, String> now = new TreeMap<>(values);
    String path = normalise(key);
    now.put(path, value);
    if (path.equals("net/ipv4/ip_forward") || path.equals("net/ipv4/conf/all/forwarding")) {
      now.keySet().removeIf(each -> each.matches("net/ipv4/conf/.*/forwarding"));
      now.put("net/ipv4/ip_forward", value);
      now.put("net/ipv4/conf/all/forwarding", value);
    }
    return new Sysctls(now);
  }

  /** A whole-namespace setting, or what it is by default. */
  public int number(String key, int byDefault) {
    return parse(values.get(normalise(key)), byDefault);
  }

  /** Whether packets that came in by this device may be forwarded; the incoming device decides. */
  public boolean forwards(String device) {
    int all = number("net/ipv4/ip_forward", 0);
    return parse(values.get("net/ipv4/conf/" + device + "/forwarding"), all) != 0;
  }

  /** The larger of {@code conf/all} and {@code conf/DEVICE} (rp_filter, arp_ignore …). */
  public int maxOf(String setting, String device) {
    return Math.max(conf("all", setting), conf(device, setting));
  }

  /** Whether {@code conf/all} or {@code conf/DEVICE} is on (send_redirects, proxy_arp …). */
  public boolean anyOf(String setting, String device) {
    return conf("all", setting) != 0 || conf(device, setting) != 0;
  }

  /** Whether {@code conf/DEVICE} alone, or {@code conf/default} it was made from, is on. */
  public boolean isOn(String setting, String device) {
    return conf(device, setting) != 0;
  }

  private int conf(String device, String setting) {
    int byDefault = KERNEL_DEFAULTS.getOrDefault(setting, 0);
    int inherited =
        device.equals("all")
            ? byDefault
            : parse(values.get("net/ipv4/conf/default/" + setting), byDefault);
    return parse(values.get("net/ipv4/conf/" + device + "/" + setting), inherited);
  }

  private static int parse(@Nullable String text, int byDefault) {
    if (text == null) {
      return byDefault;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException notANumber) {
      return byDefault;
    }
  }
}
