package dev.podlane.cluster.field;

import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code externalNames} of a ClusterNetwork: names outside the cluster that its upstream
 * resolver knows, each with an address or a list of addresses.
 */
public final class ExternalNames {
  /** The field. */
  public static final String FIELD = "externalNames";

  /** Most names that are used. */
  public static final int MOST = 200;

  private static final int MOST_ADDRESSES = 16;

  private ExternalNames() {}

  /**
   * The names in lower case without a dot at the end, with their addresses; what cannot be read is
   * reported and left out.
   */
  public static Map<String, List<Ip>> read(Fields spec) {
    Map<String, List<Ip>> found = new LinkedHashMap<>();
    Optional<Fields> names = spec.has(FIELD) ? spec.map(FIELD) : Optional.empty();
    if (names.isEmpty()) {
      return found;
    }
    Map<String, Value> entries = names.get().value().entries();
    if (entries.size() > MOST) {
      spec.error(FIELD, "limit.external-names", "" + entries.size(), "" + MOST);
    }
    entries.entrySet().stream()
        .limit(MOST)
        .forEach(
            entry -> {
              List<Ip> addresses = addresses(names.get(), entry.getKey(), entry.getValue());
              if (!addresses.isEmpty()) {
                found.put(name(entry.getKey()), addresses);
              }
            });
    return Collections.unmodifiableMap(found);
  }

  private static String name(String written) {
    String lower = written.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static List<Ip> addresses(Fields names, String key, Value value) {
    List<Ip> found = new ArrayList<>();
    List<Value> items = value instanceof ListValue list ? list.items() : List.of(value);
    for (Value item : items.subList(0, Math.min(items.size(), MOST_ADDRESSES))) {
      String text = item instanceof ScalarValue scalar ? scalar.text().strip() : "";
      Ip.tryParse(text)
          .ifPresentOrElse(found::add, () -> names.error(key, "network.external-name", key, text));
    }
    return List.copyOf(found);
  }
}
