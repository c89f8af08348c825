package dev.podlane.finding.breaker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A healthy cluster with names, a pod network and a proxy that depend on a seed.
 *
 * @param names name by its role, such as {@code cart}
 */
record Healthy(Manifests manifests, Map<String, String> names, Random random) {
  private static final Path TEMPLATE = Path.of("src/test/resources/findings/healthy.yaml");

  private static final List<String> ROLES =
      List.of(
          "shop", "data", "edge", "web", "cart", "pay", "db", "agent", "front", "site", "gate",
          "route", "more");

  private static final List<String> WORDS =
      List.of(
          "orders", "billing", "catalog", "ledger", "kiosk", "harbor", "meadow", "quartz", "falcon",
          "velvet", "walnut", "bronze", "cobalt", "jasper", "lagoon", "mosaic", "nectar", "pepper",
          "russet", "saffron", "timber", "umbral", "violet", "zephyr");

  private static final List<String> PLUGINS =
      List.of("bridge", "cni-bridge", "flannel-vxlan", "flannel-host-gw", "kindnet", "calico");

  static Healthy of(int seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>(WORDS);
    Collections.shuffle(words, random);
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < ROLES.size(); i++) {
      names.put(ROLES.get(i), words.get(i));
    }
    names.put("plugin", PLUGINS.get(random.nextInt(PLUGINS.size())));
    names.put("proxy", random.nextBoolean() ? "iptables" : "nftables");
    String text;
    try {
      text = Files.readString(TEMPLATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Map.Entry<String, String> each : names.entrySet()) {
      text = text.replace("@" + each.getKey(), each.getValue());
    }
    Manifests manifests = new Manifests(text);
    if (names.get("plugin").equals("cni-bridge")) {
      // it would masquerade what pods send to pods of other nodes, which is a finding
      manifests.set("ClusterNetwork", "cluster", "spec/masquerade", false);
    }
    return new Healthy(manifests, names, random);
  }

  /** The name of a role. */
  String name(String role) {
    return names.getOrDefault(role, role);
  }

  String namespace(String kind, String role) {
    return manifests.namespace(kind, name(role));
  }

  void set(String kind, String role, String path, @Nullable Object value) {
    manifests.set(kind, name(role), path, value);
  }

  /** A word with two neighbouring letters swapped that differ. */
  String mistyped(String word) {
    for (int i = 1 + random.nextInt(2); i + 1 < word.length(); i++) {
      if (word.charAt(i) != word.charAt(i + 1)) {
        char[] letters = word.toCharArray();
        letters[i] = word.charAt(i + 1);
        letters[i + 1] = word.charAt(i);
        return new String(letters);
      }
    }
    return word + "x";
  }

  /** Adds objects in which roles are written as in the template. */
  void add(String yaml) {
    String text = yaml;
    for (Map.Entry<String, String> each : names.entrySet()) {
      text = text.replace("@" + each.getKey(), each.getValue());
    }
    manifests.add(text);
  }
}
