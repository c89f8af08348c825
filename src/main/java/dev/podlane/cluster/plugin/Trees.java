package dev.podlane.cluster.plugin;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks into trees whose fields need not be right. */
final class Trees {
  static final MapValue NOTHING = new MapValue(1, Map.of(), List.of());

  private Trees() {}

  /** The mappings of a list. */
  static List<MapValue> maps(MapValue map, String key) {
    List<MapValue> found = new ArrayList<>();
    if (map.get(key).orElse(null) instanceof ListValue list) {
      for (Value item : list.items()) {
        if (item instanceof MapValue each) {
          found.add(each);
        }
      }
    }
    return found;
  }

  /** The texts of a list. */
  static List<String> texts(MapValue map, String key) {
    List<String> found = new ArrayList<>();
    if (map.get(key).orElse(null) instanceof ListValue list) {
      for (Value item : list.items()) {
        if (item instanceof ScalarValue each) {
          found.add(each.text());
        }
      }
    }
    return found;
  }

  static boolean isTrue(MapValue map, String key) {
    return map.text(key).filter("true"::equalsIgnoreCase).isPresent();
  }

  static @Nullable Integer number(MapValue map, String key, int most) {
    return map.text(key)
        .filter(text -> text.matches("[0-9]{1,8}"))
        .map(Integer::valueOf)
        .filter(number -> number > 0 && number <= most)
        .orElse(null);
  }

  /** The first IPv4 block of a text that may list one of each family. */
  static @Nullable Prefix block(String text) {
    return Stream.of(text.split(",", -1))
        .map(each -> Prefix.tryParse(each.strip()))
        .flatMap(Optional::stream)
        .filter(block -> block.network().isV4())
        .findFirst()
        .orElse(null);
  }

  /** The mapping in a file that is kept in a ConfigMap; an empty one if it cannot be read. */
  static MapValue file(MapValue configMap, String key) {
    String text = configMap.map("data").text(key).orElse("");
    if (text.isBlank()) {
      return NOTHING;
    }
    try {
      for (Document document : Documents.parse(key, text)) {
        if (document.root() instanceof MapValue map) {
          return map;
        }
      }
    } catch (DocumentException unreadable) {
      return NOTHING;
    }
    return NOTHING;
  }
}
