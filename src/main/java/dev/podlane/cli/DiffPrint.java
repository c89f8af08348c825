package dev.podlane.cli;

import dev.podlane.answer.CauseView;
import dev.podlane.answer.DiffView;
import dev.podlane.answer.DiffView.ChangeView;
import dev.podlane.answer.DiffView.SideView;
import dev.podlane.answer.DiffView.SummaryView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.ReachabilityView.BecauseView;
import dev.podlane.cli.output.Markdown;
import dev.podlane.cli.output.OutcomeText;
import dev.podlane.cli.output.Sarif;
import dev.podlane.cli.output.Sarif.Level;
import dev.podlane.document.Place;
import dev.podlane.workspace.SourcePlaces;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints what differs between two clusters. */
final class DiffPrint {
  private static final List<String> KINDS = List.of("lost", "new", "other");

  private final Localizer words;
  private final SourcePlaces before;
  private final SourcePlaces after;

  DiffPrint(Localizer words, SourcePlaces before, SourcePlaces after) {
    this.words = words;
    this.before = before;
    this.after = after;
  }

  private static List<ChangeView> all(DiffView diff, String kind) {
    List<ChangeView> all = new ArrayList<>(diff.probes());
    all.addAll(diff.pairs());
    return all.stream().filter(each -> each.change().equals(kind)).toList();
  }

  void text(DiffView diff, PrintStream out) {
    for (String kind : KINDS) {
      for (ChangeView each : all(diff, kind)) {
        out.println(words.say("cli.diff." + kind) + " " + probe(each));
        out.println("    " + words.say("cli.diff.before") + " " + side(each.before(), before));
        out.println("    " + words.say("cli.diff.after") + " " + side(each.after(), after));
      }
    }
    summary(diff).forEach(out::println);
  }

  private List<String> summary(DiffView diff) {
    SummaryView counts = diff.summary();
    List<String> lines = new ArrayList<>();
    lines.add(
        words.say(
            "cli.diff.summary",
            "" + counts.lost(),
            "" + counts.added(),
            "" + counts.other(),
            number(counts.pairs()),
            number(counts.compared()),
            number(counts.walked())));
    if (counts.notCompared() > 0) {
      lines.add(words.say("cli.diff.not-compared", number(counts.notCompared())));
    }
    if (counts.notWalked() > 0) {
      lines.add(words.say("cli.diff.not-walked", number(counts.notWalked())));
    }
    if (diff.omitted() != null) {
      lines.add(words.say("cli.diff.omitted", number(diff.omitted())));
    }
    return lines;
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  void markdown(DiffView diff, PrintStream out) {
    List<String> summary = summary(diff);
    out.println("### " + Markdown.plain(summary.get(0)));
    summary.subList(1, summary.size()).forEach(line -> out.println("\n" + Markdown.plain(line)));
    List<String> head = new ArrayList<>();
    for (String key : List.of("probe", "before", "after", "why")) {
      head.add(words.say("cli.column." + key));
    }
    for (String kind : KINDS) {
      List<ChangeView> changes = all(diff, kind);
      if (!changes.isEmpty()) {
        out.println("\n**" + Markdown.plain(words.say("cli.diff.title." + kind)) + "**\n");
        out.print(Markdown.table(head, changes.stream().map(this::row).toList()));
      }
    }
  }

  private List<String> row(ChangeView each) {
    boolean isLost = !each.change().equals("new");
    String why = isLost ? why(each.after(), after) : why(each.before(), before);
    return List.of(probe(each), result(each.before()), result(each.after()), why);
  }

  private static String probe(ChangeView each) {
    String port = each.port() == null ? "" : " port " + each.port();
    String name = each.name() == null ? "" : each.name() + ": ";
    return name + each.from() + " → " + each.to() + ", " + each.protocol() + port;
  }

  private String result(SideView side) {
    if (side.result() != null) {
      return side.result();
    }
    if (!side.there()) {
      return words.say("cli.diff.absent");
    }
    return String.valueOf(side.policy());
  }

  private String side(SideView side, SourcePlaces places) {
    String why = why(side, places);
    return result(side) + (why.isEmpty() ? "" : ". " + why);
  }

  private static String why(SideView side, SourcePlaces places) {
    CauseView cause = side.cause();
    String sentence = side.sentence() == null ? "" : side.sentence();
    if (cause != null) {
      String source = OutcomeText.source(cause, Answers.place(places, cause));
      return sentence + (source.isEmpty() ? "" : " [" + source.substring(2) + "]");
    }
    if (side.result() == null && !side.because().isEmpty()) {
      BecauseView first = side.because().get(0);
      return first.object() == null
          ? first.effect()
          : first.effect() + ": " + named(first) + " " + first.path();
    }
    return sentence;
  }

  private static String named(BecauseView because) {
    CauseView.ObjectView object = because.object();
    if (object == null) {
      return "";
    }
    String namespace = object.namespace() == null ? "" : object.namespace() + "/";
    return object.kind() + " " + namespace + object.name();
  }

  List<Sarif.Result> results(DiffView diff) {
    List<Sarif.Result> results = new ArrayList<>();
    for (String kind : KINDS) {
      all(diff, kind).forEach(each -> results.add(result(each, kind)));
    }
    return results;
  }

  private Sarif.Result result(ChangeView each, String kind) {
    Level level =
        switch (kind) {
          case "lost" -> Level.ERROR;
          case "new" -> Level.WARNING;
          default -> Level.NOTE;
        };
    String message =
        probe(each) + ": " + side(each.before(), before) + " → " + side(each.after(), after);
    Place now = place(each.after(), after);
    return new Sarif.Result(
        "diff/" + kind,
        words.say("cli.diff.title." + kind),
        level,
        message,
        now == null ? place(each.before(), before) : now,
        null);
  }

  private static @Nullable Place place(SideView side, SourcePlaces places) {
    Place cause = Answers.place(places, side.cause());
    if (cause != null || side.because().isEmpty()) {
      return cause;
    }
    BecauseView first = side.because().get(0);
    CauseView.ObjectView object = first.object();
    return object == null
        ? null
        : places.of(object.kind(), object.namespace(), object.name(), first.path()).orElse(null);
  }
}
