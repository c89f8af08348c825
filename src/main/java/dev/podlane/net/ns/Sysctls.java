package dev.podlane.net.ns;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Kernel settings of a namespace that differ from the defaults. Keys are written with slashes, as
 * below /proc/sys, since device names may hold dots.
 */
public final class Sysctls {
  /** Nothing differs. */
  public static final Sysctls DEFAULTS = new Sysctls(Map.of());

  private static final String CONF = "net/ipv4/conf/";
  private static final String FORWARD = "net/ipv4/ip_forward";

  private final Map<String, String> values;
  private final Map<String, Integer> numbers;
  private final Map<String, Map<String, Integer>> bySetting;

  /**
   * Settings.
   *
   * @param values key to value
   */
  public Sysctls(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    this.numbers = new HashMap<>();
    this.bySetting = new HashMap<>();
    this.values.forEach(this::file);
  }

  /** Stores a numeric value as a number, so that packets need not parse text. */
  private void file(String key, String value) {
    Integer number = parse(value);
    if (number == null) {
      return;
    }
    numbers.put(key, number);
    int end = key.lastIndexOf('/');
    if (key.startsWith(CONF) && end > CONF.length()) {
      bySetting
          .computeIfAbsent(key.substring(end + 1), any -> new HashMap<>())
          .put(key.substring(CONF.length(), end), number);
    }
  }

  /** Key to value, by key. */
  public Map<String, String> values() {
    return values;
  }

  /**
   * The key with slashes. The first separator says which one separates; where dots do, slashes
   * stand for the dots of a device's name, as {@code sysctl -a} writes them.
   */
  public static String normalise(String key) {
    int slash = key.indexOf('/');
    int dot = key.indexOf('.');
    if (dot < 0 || (slash >= 0 && slash < dot)) {
      return key;
    }
    StringBuilder path = new StringBuilder(key.length());
    for (int at = 0; at < key.length(); at++) {
      char each = key.charAt(at);
      path.append(each == '.' ? '/' : each == '/' ? '.' : each);
    }
    return path.toString();
  }

  /**
   * One setting more or changed, key in either notation. Writing {@code ip_forward} writes {@code
   * forwarding} of all devices, and if it changes, {@code accept_redirects} of {@code conf/all}, as
   * the kernel does (inet_forward_change).
   */
  public Sysctls with(String key, String value) {
    return withAll(Map.of(key, value));
  }

  /** Settings more or changed, as {@link #with} would one after the other: one copy for all. */
  public Sysctls withAll(Map<String, String> changes) {
    Map<String, String> now = new TreeMap<>(values);
    changes.forEach((key, value) -> set(now, normalise(key), value));
    return new Sysctls(now);
  }

  private static void set(Map<String, String> now, String path, String value) {
    boolean forwarded = isForwarding(now);
    now.put(path, value);
    if (path.equals(FORWARD) || path.equals(CONF + "all/forwarding")) {
      now.keySet().removeIf(each -> each.startsWith(CONF) && each.endsWith("/forwarding"));
      now.put(FORWARD, value);
      now.put(CONF + "all/forwarding", value);
      if (isForwarding(now) != forwarded) {
        now.remove(CONF + "all/accept_redirects"); // as the value by default then says
      }
    }
  }

  private static boolean isForwarding(Map<String, String> values) {
    Integer number = parse(values.getOrDefault(FORWARD, "0"));
    return number != null && number != 0;
  }

  private boolean isForwarding() {
    return numbers.getOrDefault(FORWARD, 0) != 0;
  }

  /** Returns a whole-namespace setting, or the default if it is not set. */
  public int number(String key, int byDefault) {
    return numbers.getOrDefault(normalise(key), byDefault);
  }

  /**
   * Returns true if packets that came in by this device may be forwarded; the input device decides.
   */
  public boolean forwards(String device) {
    Map<String, Integer> set = bySetting.get("forwarding");
    Integer own = set == null ? null : set.get(device);
    return (own == null ? numbers.getOrDefault(FORWARD, 0) : own) != 0;
  }

  /** The larger of {@code conf/all} and {@code conf/DEVICE} (rp_filter, arp_ignore …). */
  public int maxOf(String setting, String device) {
    return Math.max(conf("all", setting), conf(device, setting));
  }

  /**
   * Returns true if {@code conf/all} or {@code conf/DEVICE} is on (send_redirects, proxy_arp …).
   */
  public boolean anyOf(String setting, String device) {
    return conf("all", setting) != 0 || conf(device, setting) != 0;
  }

  /**
   * Returns true if ICMP redirects that come in by a device are accepted (IN_DEV_RX_REDIRECTS): if
   * it forwards, both {@code conf/all} and {@code conf/DEVICE} must be on, otherwise one of them.
   */
  public boolean acceptsRedirects(String device) {
    String setting = "accept_redirects";
    return forwards(device)
        ? isOn(setting, "all") && isOn(setting, device)
        : anyOf(setting, device);
  }

  /**
   * Returns true if {@code conf/DEVICE} alone is on, or {@code conf/default} if the device has no
   * value of its own.
   */
  public boolean isOn(String setting, String device) {
    return conf(device, setting) != 0;
  }

  private int conf(String device, String setting) {
    Map<String, Integer> set = bySetting.get(setting);
    Integer own = set == null ? null : set.get(device);
    if (set != null && own == null && !device.equals("all")) {
      own = set.get("default");
    }
    return own == null ? byDefault(device, setting) : own;
  }

  private int byDefault(String device, String setting) {
    return switch (setting) {
      case "accept_redirects" -> device.equals("all") && isForwarding() ? 0 : 1;
      case "send_redirects", "secure_redirects", "shared_media" -> 1;
      default -> 0;
    };
  }

  private static @Nullable Integer parse(String text) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sysctls sysctls && values.equals(sysctls.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Sysctls[values=" + values + "]";
  }
}
