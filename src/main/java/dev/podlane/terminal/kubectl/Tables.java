package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Container;
import dev.podlane.terminal.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parts of kubectl's descriptions. */
final class Tables {
  private static final String NONE = "<none>";

  private Tables() {}

  /**
   * A table below its title.
   *
   * @param heads number of rows that are no data; if there are no more, {@code <none>} stands
   *     behind the title
   */
  static List<String> describing(String title, List<List<String>> rows, int heads) {
    if (rows.size() == heads) {
      return List.of(title + " ".repeat(Math.max(1, 9 - title.length())) + NONE);
    }
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.addAll(Columns.of(rows, 2));
    return lines;
  }

  /** Titles with their values, one below the other where there are several. */
  static List<String> fields(List<List<String>> fields) {
    return Columns.of(fields, 2);
  }

  /** Labels as rows: the first beside the title. */
  static void labels(List<List<String>> fields, String title, Map<String, String> labels) {
    if (labels.isEmpty()) {
      fields.add(List.of(title, NONE));
    }
    String before = title;
    for (Map.Entry<String, String> each : labels.entrySet()) {
      fields.add(List.of(before, each.getKey() + "=" + each.getValue()));
      before = "";
    }
  }

  /** Name and namespace, with which all begin. */
  static List<List<String>> heading(String name, String namespace) {
    List<List<String>> fields = new ArrayList<>();
    fields.add(List.of("Name:", name));
    if (!namespace.isEmpty()) {
      fields.add(List.of("Namespace:", namespace));
    }
    return fields;
  }

  /** Image and ports of a container. */
  static void image(List<List<String>> fields, Container container, String indent) {
    String ports =
        container.ports().stream()
            .map(port -> port.number() + "/" + port.protocol())
            .collect(Collectors.joining(", "));
    fields.add(List.of(indent + "Image:", container.image()));
    fields.add(List.of(indent + (container.ports().size() > 1 ? "Ports:" : "Port:"), some(ports)));
  }

  /** A text; {@code <none>} if it is empty. */
  static String some(String text) {
    return text.isEmpty() ? NONE : text;
  }
}
