package dev.podlane.cluster.docker;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads lists of short texts of which each stands for something; plain numbers count as texts. */
final class TextLists {
  /** Most items of one list. */
  static final int MOST = 200;

  private TextLists() {}

  static List<ListenAddress> sockets(Fields fields) {
    return all(fields, "listens", "docker.listens", ListenAddress::parse);
  }

  static List<PublishedPort> published(Fields fields) {
    return all(fields, "ports", "docker.ports", PublishedPort::parse);
  }

  private static <T> List<T> all(
      Fields fields, String key, String code, Function<String, Optional<T>> parse) {
    List<T> found = new ArrayList<>();
    List<Value> items = fields.list(key);
    if (items.size() > MOST) {
      fields.error(key, "docker.too-many", key, "" + MOST);
      return found;
    }
    for (int i = 0; i < items.size(); i++) {
      String text = text(items.get(i));
      Optional<T> item = parse.apply(text);
      String step = key + "[" + i + "]";
      item.ifPresentOrElse(
          found::add,
          () -> fields.problems().accept(Problem.error(fields.place(step), code, text)));
    }
    return found;
  }

  private static String text(Value value) {
    if (value instanceof ScalarValue scalar) {
      return scalar.text();
    }
    return value instanceof ListValue ? "[…]" : "{…}";
  }
}
