package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes routes of a network refer to next hop objects, some of them by a group of one. It draws by
 * itself, so that the rest of a network is the same without it.
 */
final class RandomNexthops {
  private static final Pattern VIA =
      Pattern.compile("(.*) via ((10\\.[0-9]+\\.0\\.)[0-9]+)((?: metric [0-9]+| table 100)?)");
  private static final int GROUPS = 100;

  private RandomNexthops() {}

  /** Changes the routes of a namespace, half of those that lead through a gateway on its link. */
  @SuppressWarnings("unchecked")
  static void of(Random random, Map<String, Object> namespace) {
    List<String> routes = (List<String>) namespace.getOrDefault("routes", List.of());
    Map<String, Map<String, Object>> devices =
        (Map<String, Map<String, Object>>) namespace.getOrDefault("devices", Map.of());
    List<String> nexthops = new ArrayList<>();
    List<String> now = new ArrayList<>();
    int id = 0;
    for (String route : routes) {
      Matcher words = VIA.matcher(route);
      String device = words.matches() ? device(devices, words.group(3)) : "";
      if (device.isEmpty() || random.nextBoolean()) {
        now.add(route);
        continue;
      }
      id++;
      boolean isNowhere = random.nextInt(20) == 0;
      nexthops.add(
          "id " + id + (isNowhere ? " blackhole" : " via " + words.group(2) + " dev " + device));
      boolean isGrouped = random.nextInt(3) == 0;
      if (isGrouped) {
        nexthops.add("id " + (GROUPS + id) + " group " + id);
      }
      now.add(words.group(1) + " nhid " + (isGrouped ? GROUPS + id : id) + words.group(4));
    }
    if (id > 0) {
      namespace.put("nexthops", nexthops);
      namespace.put("routes", now);
    }
  }

  private static String device(Map<String, Map<String, Object>> devices, String subnet) {
    return devices.entrySet().stream()
        .filter(each -> String.valueOf(each.getValue().get("addr")).startsWith(subnet))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
