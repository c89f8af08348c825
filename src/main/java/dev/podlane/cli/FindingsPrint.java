package dev.podlane.cli;

import dev.podlane.answer.FindingsView;
import dev.podlane.answer.FindingsView.FindingView;
import dev.podlane.answer.FindingsView.ProbeView;
import dev.podlane.answer.Localizer;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Excerpt;
import dev.podlane.cli.output.Json;
import dev.podlane.cli.output.Markdown;
import dev.podlane.cli.output.OutcomeText;
import dev.podlane.cli.output.Sarif;
import dev.podlane.cli.output.Sarif.Level;
import dev.podlane.document.Place;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints findings as compilers print errors. */
final class FindingsPrint {
  private final Localizer words;
  private final Excerpt excerpts;

  FindingsPrint(Localizer words, Opened opened) {
    this.words = words;
    this.excerpts = new Excerpt(opened);
  }

  void text(FindingsView found, PrintStream out) {
    for (FindingView each : found.findings()) {
      Place place = place(each);
      out.printf(
          "%s: %s: %s [%s]%n",
          OutcomeText.where(excerpts.ofKey(place)), each.severity(), each.sentence(), each.code());
      String values =
          each.expected().isEmpty()
              ? ""
              : words.say("cli.why.values", each.expected(), each.actual());
      excerpts.of(place, values).forEach(out::println);
      String on = each.commandOn() == null ? "" : each.commandOn() + "$ ";
      out.println("  = " + words.say("cli.findings.command", on + each.command()));
      if (each.probe() != null) {
        out.println("  = " + words.say("cli.findings.probe", probe(each.probe())));
      }
      if (each.edit() != null) {
        String edit = Json.line(each.edit());
        out.println("  = " + words.say("cli.findings.edit", edit));
      }
      out.println();
    }
    out.println(summary(found));
  }

  private static String probe(ProbeView probe) {
    StringBuilder text = new StringBuilder("--from ").append(probe.from());
    text.append(" --to ").append(probe.to()).append(" --protocol ").append(probe.protocol());
    if (probe.port() != null) {
      text.append(" --port ").append(probe.port());
    }
    if (probe.via() != null) {
      text.append(" --via ").append(probe.via());
    }
    return text.toString();
  }

  private String summary(FindingsView found) {
    List<String> counts = new ArrayList<>();
    for (Level level : Level.values()) {
      String severity = level.name().toLowerCase(Locale.ROOT);
      counts.add("" + found.findings().stream().filter(f -> f.severity().equals(severity)).count());
    }
    String all = words.say("cli.findings.summary", counts);
    return found.omitted() == 0
        ? all
        : all + " " + words.say("cli.findings.omitted", "" + found.omitted());
  }

  void markdown(FindingsView found, PrintStream out) {
    out.println("### " + Markdown.plain(summary(found)));
    if (found.findings().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (FindingView each : found.findings()) {
      rows.add(
          List.of(
              each.severity(),
              OutcomeText.where(place(each)),
              each.sentence(),
              each.code(),
              each.edit() == null ? "" : Json.line(each.edit())));
    }
    List<String> head = new ArrayList<>();
    for (String key : List.of("severity", "place", "finding", "code", "edit")) {
      head.add(words.say("cli.column." + key));
    }
    out.print("\n" + Markdown.table(head, rows));
  }

  List<Sarif.Result> results(FindingsView found) {
    return found.findings().stream()
        .map(
            each ->
                new Sarif.Result(
                    each.code(),
                    each.code(),
                    Level.valueOf(each.severity().toUpperCase(Locale.ROOT)),
                    each.sentence() + " " + words.say("cli.findings.command", each.command()),
                    place(each),
                    null))
        .toList();
  }

  private static Place place(FindingView each) {
    return new Place(
        each.file() == null ? "" : each.file(),
        0,
        each.line() == null ? 0 : each.line(),
        each.path());
  }
}
