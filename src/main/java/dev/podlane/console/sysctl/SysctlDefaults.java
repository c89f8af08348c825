package dev.podlane.console.sysctl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings of a namespace and their values in a new one, from {@code sysctls.txt}. */
final class SysctlDefaults {
  private static final Map<String, String> ALL = read();
  private static final String ANY = "DEVICE";

  private SysctlDefaults() {}

  /** Returns the default of a setting; key with slashes. Empty if there is no such setting. */
  static Optional<String> of(String key) {
    String own = ALL.get(key);
    return own == null ? Optional.ofNullable(ALL.get(generic(key))) : Optional.of(own);
  }

  /** All settings, with slashes, DEVICE where a device's name goes. */
  static Map<String, String> all() {
    return ALL;
  }

  /** The device of a per-device setting, empty for other settings. */
  static Optional<String> device(String key) {
    String[] parts = key.split("/", -1);
    return isPerDevice(parts) ? Optional.of(parts[3]) : Optional.empty();
  }

  /** The settings that a key stands for: of a per-device one those of all devices. */
  static List<String> expanded(String key, Collection<String> devices) {
    if (device(key).filter(ANY::equals).isEmpty()) {
      return List.of(key);
    }
    boolean hasAll = !key.contains("/neigh/");
    return Stream.concat(
            hasAll ? Stream.of("all", "default") : Stream.of("default"), devices.stream())
        .map(device -> key.replace("/" + ANY + "/", "/" + device + "/"))
        .toList();
  }

  private static String generic(String key) {
    String[] parts = key.split("/", -1);
    if (!isPerDevice(parts)) {
      return key;
    }
    parts[3] = ANY;
    return String.join("/", parts);
  }

  private static boolean isPerDevice(String[] parts) {
    return parts.length == 5
        && (parts[1].equals("ipv4") || parts[1].equals("ipv6"))
        && (parts[2].equals("conf") || parts[2].equals("neigh"));
  }

  private static Map<String, String> read() {
    Map<String, String> all = new TreeMap<>();
    try (InputStream in =
            Objects.requireNonNull(SysctlDefaults.class.getResourceAsStream("sysctls.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int equals = line.indexOf(" = ");
        if (equals > 0 && !line.startsWith("#")) {
          all.put(line.substring(0, equals).replace('.', '/'), line.substring(equals + 3));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Collections.unmodifiableMap(all);
  }
}
