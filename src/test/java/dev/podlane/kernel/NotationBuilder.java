package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a network down in the notation of recordings, as maps and lists. */
abstract class NotationBuilder {
  private final Map<String, Map<String, Object>> namespaces = new LinkedHashMap<>();

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
}
