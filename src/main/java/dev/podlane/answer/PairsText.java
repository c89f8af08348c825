package dev.podlane.answer;

import dev.podlane.answer.PairsView.CaseView;
import dev.podlane.answer.PairsView.CellView;
import dev.podlane.answer.PairsView.ReceiverView;
import dev.podlane.answer.PairsView.SenderView;
import dev.podlane.answer.ReachabilityView.BecauseView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All pairs as text for other programs. Names come from manifests, and are quoted. */
public final class PairsText {
  private static final List<String> HEADER =
      List.of(
          "from_kind",
          "from_namespace",
          "from_name",
          "to_kind",
          "to_namespace",
          "to_name",
          "protocol",
          "port",
          "verdict",
          "policy",
          "walk",
          "cause",
          "allowed_pairs",
          "denied_pairs",
          "unknown_pairs",
          "object",
          "path",
          "example_from",
          "example_to");

  private PairsText() {}

  /** Lines of comma-separated values with a header (RFC 4180). */
  public static String csv(PairsView view) {
    StringBuilder text = new StringBuilder();
    line(text, HEADER);
    for (CellView cell : view.cells()) {
      SenderView from = view.from().get(cell.row());
      ReceiverView to = view.to().get(cell.column());
      CaseView first = cell.cases().isEmpty() ? null : cell.cases().get(0);
      BecauseView because =
          first == null || first.because().isEmpty() ? null : first.because().get(0);
      PairsView.ProbeView probe = first == null ? null : first.probe();
      PairsView.WalkView walk = cell.walk();
      CauseView.ObjectView object = because == null ? null : because.object();
      line(
          text,
          List.of(
              from.kind(),
              orEmpty(from.namespace()),
              orEmpty(from.name()),
              to.kind(),
              orEmpty(to.namespace()),
              orEmpty(to.name()),
              to.protocol(),
              "" + to.port(),
              cell.verdict(),
              cell.policy(),
              walk == null ? "" : walk.result(),
              walk == null ? "" : orEmpty(walk.code()),
              pairs(cell, "allow"),
              pairs(cell, "deny"),
              pairs(cell, "unknown"),
              object == null ? "" : text(object),
              because == null ? "" : because.path(),
              probe == null ? "" : probe.from(),
              probe == null ? "" : probe.to()));
    }
    return text.toString();
  }

  private static String text(CauseView.ObjectView object) {
    String namespace = object.namespace() == null ? "" : object.namespace() + "/";
    return object.kind() + " " + namespace + object.name();
  }

  private static String pairs(CellView cell, String verdict) {
    return ""
        + cell.cases().stream()
            .filter(each -> each.verdict().equals(verdict))
            .mapToLong(CaseView::pairs)
            .sum();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void line(StringBuilder text, List<String> values) {
    List<String> quoted = new ArrayList<>();
    values.forEach(each -> quoted.add(quoted(each)));
    text.append(String.join(",", quoted)).append("\r\n");
  }

  /** Spreadsheets take some first letters for those of a formula. */
  private static String quoted(String value) {
    boolean isFormula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    String safe = isFormula ? "'" + value : value;
    return safe.matches("[A-Za-z0-9_./:-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  /**
   * A directed graph: an edge for each sender and receiver of which not all is denied, dashed where
   * some is, dotted where it is unknown.
   */
  public static String dot(PairsView view) {
    StringBuilder text = new StringBuilder("digraph reachability {\n  rankdir=LR;\n");
    Map<String, String> ids = new LinkedHashMap<>();
    for (SenderView each : view.from()) {
      node(text, ids, label(each.kind(), each.namespace(), each.name()));
    }
    for (ReceiverView each : view.to()) {
      node(text, ids, label(each.kind(), each.namespace(), each.name()));
    }
    for (CellView cell : view.cells()) {
      if (cell.verdict().equals("deny") || cell.verdict().equals("itself")) {
        continue;
      }
      SenderView from = view.from().get(cell.row());
      ReceiverView to = view.to().get(cell.column());
      String style =
          switch (cell.verdict()) {
            case "mixed" -> "dashed";
            case "unknown" -> "dotted";
            default -> "solid";
          };
      text.append("  ")
          .append(ids.get(label(from.kind(), from.namespace(), from.name())))
          .append(" -> ")
          .append(ids.get(label(to.kind(), to.namespace(), to.name())))
          .append(" [label=" + inDot(to.protocol() + " " + to.port()))
          .append(", style=" + style + "];\n");
    }
    return text.append("}\n").toString();
  }

  private static void node(StringBuilder text, Map<String, String> ids, String label) {
    if (!ids.containsKey(label)) {
      ids.put(label, "n" + ids.size());
      text.append("  n" + (ids.size() - 1) + " [shape=box, label=" + inDot(label) + "];\n");
    }
  }

  /** In a label a backslash begins an escape, and so do quotes end the string. */
  private static String inDot(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
  }

  /** A group in words of the API, such as {@code shop/front} or {@code node n1}. */
  static String label(String kind, @Nullable String namespace, @Nullable String name) {
    String path = namespace == null ? orEmpty(name) : namespace + (name == null ? "" : "/" + name);
    boolean isPlain = kind.equals("workload") || kind.equals("pod") || kind.equals("class");
    return isPlain ? path : path.isEmpty() ? kind : kind + " " + path;
  }
}
