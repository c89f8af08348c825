package dev.podlane.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The licences of Podlane and of the components packed with it.
 *
 * @param components in the order of their names
 * @param texts the full texts by their SPDX names, in that order
 */
record Licences(List<Component> components, Map<String, String> texts) {
  /** The licence of Podlane itself. */
  static final String OWN = "Apache-2.0";

  private static final String FOLDER = "/licences/";

  Licences {
    components = List.copyOf(components);
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /**
   * A component of others.
   *
   * @param group Maven's group id
   * @param artifact Maven's artifact id, or {@code *} for all of the group
   * @param name name for people
   * @param licence SPDX name of the licence it is used under
   * @param home home page
   */
  record Component(String group, String artifact, String name, String licence, String home) {}

  /** Those that are packed with this program. */
  static Licences read() {
    List<Component> components = new ArrayList<>();
    Map<String, String> texts = new TreeMap<>();
    for (String line : resource("components.tsv").lines().toList()) {
      if (!line.startsWith("#")) {
        components.add(component(line));
      }
    }
    texts.put(OWN, resource("texts/" + OWN + ".txt"));
    for (Component each : components) {
      texts.computeIfAbsent(each.licence(), name -> resource("texts/" + name + ".txt"));
    }
    components.sort((a, b) -> String.CASE_INSENSITIVE_ORDER.compare(a.name(), b.name()));
    return new Licences(components, texts);
  }

  private static Component component(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 4 || !cells[0].contains(":")) {
      throw new IllegalStateException("not a component: " + line);
    }
    int colon = cells[0].indexOf(':');
    return new Component(
        cells[0].substring(0, colon), cells[0].substring(colon + 1), cells[1], cells[2], cells[3]);
  }

  private static String resource(String name) {
    try (InputStream in = Licences.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
