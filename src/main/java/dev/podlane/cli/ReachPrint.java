package dev.podlane.cli;

import dev.podlane.answer.CauseView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.PairsView;
import dev.podlane.answer.PairsView.CellView;
import dev.podlane.answer.PairsView.ReceiverView;
import dev.podlane.answer.PairsView.SenderView;
import dev.podlane.answer.PairsView.WalkView;
import dev.podlane.cli.output.Markdown;
import dev.podlane.cli.output.Sarif;
import dev.podlane.document.Place;
import dev.podlane.workspace.SourcePlaces;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints who may reach whom as a table. */
final class ReachPrint {
  private static final String DELIVERED = "delivered";

  private final Localizer words;

  ReachPrint(Localizer words) {
    this.words = words;
  }

  private static String sign(@Nullable CellView cell) {
    if (cell == null) {
      return "";
    }
    String sign =
        switch (cell.verdict()) {
          case "allow" -> "+";
          case "deny" -> "-";
          case "mixed" -> "±";
          case "itself" -> "·";
          default -> "?";
        };
    return isLost(cell) ? "×" : sign;
  }

  /** Returns true if policies allow it, and an example does not arrive. */
  private static boolean isLost(CellView cell) {
    WalkView walk = cell.walk();
    return walk != null && !walk.result().equals(DELIVERED) && !walk.result().equals("unknown");
  }

  void text(PairsView pairs, PrintStream out) {
    List<List<String>> rows = rows(pairs);
    int first =
        rows.stream()
            .mapToInt(row -> row.get(0).codePointCount(0, row.get(0).length()))
            .max()
            .orElse(0);
    List<String> numbers = numbers(pairs);
    out.println(padded("", first) + "  " + cells(numbers, numbers));
    for (List<String> row : rows) {
      out.println(padded(row.get(0), first) + "  " + cells(row.subList(1, row.size()), numbers));
    }
    out.println();
    for (int i = 0; i < pairs.to().size(); i++) {
      out.println(padded("" + (i + 1), 4) + receiver(pairs.to().get(i)));
    }
    out.println();
    for (String line : notDelivered(pairs)) {
      out.println(line);
    }
    summary(pairs).forEach(out::println);
  }

  void markdown(PairsView pairs, PrintStream out) {
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(numbers(pairs));
    out.print(Markdown.table(head, rows(pairs)));
    out.println();
    for (int i = 0; i < pairs.to().size(); i++) {
      out.println((i + 1) + ". " + Markdown.plain(receiver(pairs.to().get(i))));
    }
    notDelivered(pairs).forEach(line -> out.println("\n" + Markdown.plain(line)));
    summary(pairs).forEach(line -> out.println("\n" + Markdown.plain(line)));
  }

  private List<List<String>> rows(PairsView pairs) {
    Map<Integer, CellView> cells = new HashMap<>();
    int width = pairs.to().size();
    pairs.cells().forEach(cell -> cells.put(cell.row() * width + cell.column(), cell));
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < pairs.from().size(); row++) {
      List<String> line = new ArrayList<>(List.of(sender(pairs.from().get(row))));
      for (int column = 0; column < width; column++) {
        line.add(sign(cells.get(row * width + column)));
      }
      rows.add(line);
    }
    return rows;
  }

  private static List<String> numbers(PairsView pairs) {
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= pairs.to().size(); i++) {
      numbers.add("" + i);
    }
    return numbers;
  }

  private static String cells(List<String> cells, List<String> numbers) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(padded(cells.get(i), numbers.get(i).length() + 1));
    }
    return line.toString().stripTrailing();
  }

  private static String padded(String text, int width) {
    int length = text.codePointCount(0, text.length());
    return text + " ".repeat(Math.max(0, width - length));
  }

  private static String sender(SenderView from) {
    return named(from.kind(), from.namespace(), from.name(), from.size());
  }

  private static String receiver(ReceiverView to) {
    return named(to.kind(), to.namespace(), to.name(), to.size())
        + ", "
        + to.protocol()
        + " port "
        + to.port();
  }

  private static String named(
      String kind, @Nullable String namespace, @Nullable String name, int size) {
    String in = namespace == null ? "" : namespace;
    String path = in;
    if (name != null) {
      path = in.isEmpty() ? name : in + "/" + name;
    }
    boolean isWorkload = kind.equals("workload") && !path.isEmpty();
    String text = isWorkload ? path : path.isEmpty() ? kind : kind + " " + path;
    return size > 1 ? text + " (" + size + ")" : text;
  }

  /** Cells that policies allow and whose example does not arrive. */
  private List<String> notDelivered(PairsView pairs) {
    List<String> lines = new ArrayList<>();
    for (CellView cell : pairs.cells()) {
      WalkView walk = cell.walk();
      if (walk != null && isLost(cell)) {
        lines.add("× " + pair(pairs, cell) + ": " + because(walk));
      }
    }
    return lines;
  }

  private static String pair(PairsView pairs, CellView cell) {
    return sender(pairs.from().get(cell.row())) + " → " + receiver(pairs.to().get(cell.column()));
  }

  private static String because(WalkView walk) {
    CauseView.ObjectView object = walk.object();
    String namespace = object == null || object.namespace() == null ? "" : object.namespace() + "/";
    String name = object == null ? "" : ", " + object.kind() + " " + namespace + object.name();
    String code = walk.code() == null ? "" : ", " + walk.code();
    return walk.result() + code + name + (walk.path() == null ? "" : ", " + walk.path());
  }

  private List<String> summary(PairsView pairs) {
    List<String> lines = new ArrayList<>();
    lines.add(words.say("cli.reach.signs"));
    lines.add(
        words.say(
            "cli.reach.summary", "" + pairs.pods(), "" + pairs.classes(), "" + pairs.policies()));
    if (!pairs.enforced()) {
      lines.add(words.say("cli.reach.not-enforced"));
    }
    long allowed = pairs.cells().stream().filter(ReachPrint::canBeWalked).count();
    long walked = pairs.cells().stream().filter(CellView::walked).count();
    if (walked < allowed) {
      lines.add(words.say("cli.reach.walked", "" + walked, "" + allowed));
    }
    int rows = pairs.rows().total() - pairs.rows().count();
    int columns = pairs.columns().total() - pairs.columns().count();
    if (rows + columns > 0) {
      lines.add(words.say("cli.reach.omitted", "" + rows, "" + columns));
    }
    return lines;
  }

  private static boolean canBeWalked(CellView cell) {
    return cell.cases().stream().anyMatch(each -> each.verdict().equals("allow"));
  }

  List<Sarif.Result> results(PairsView pairs, SourcePlaces places) {
    List<Sarif.Result> results = new ArrayList<>();
    for (CellView cell : pairs.cells()) {
      WalkView walk = cell.walk();
      if (walk != null && isLost(cell)) {
        CauseView.ObjectView object = walk.object();
        Place place =
            object == null
                ? null
                : places
                    .of(object.kind(), object.namespace(), object.name(), walk.path())
                    .orElse(null);
        results.add(
            new Sarif.Result(
                "reach/not-delivered",
                words.say("cli.reach.rule"),
                Sarif.Level.NOTE,
                pair(pairs, cell) + ": " + because(walk),
                place,
                null));
      }
    }
    return results;
  }
}
