package dev.podlane.cli;

import dev.podlane.answer.ExpectationView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.cli.output.Answer;
import dev.podlane.cli.output.Markdown;
import dev.podlane.cli.output.OutcomeText;
import dev.podlane.cli.output.Sarif;
import dev.podlane.document.Place;
import dev.podlane.workspace.SourcePlaces;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints expectations and what became of them. */
final class CheckPrint {
  private final Localizer words;
  private final SourcePlaces places;
  private final OutcomeText text;

  CheckPrint(Localizer words, SourcePlaces places) {
    this.words = words;
    this.places = places;
    this.text = new OutcomeText(words);
  }

  void text(List<ExpectationView> checked, PrintStream out) {
    for (ExpectationView each : checked) {
      Answer answer = answer(each);
      out.println(mark(each) + " " + title(each, answer));
      if (answer != null && !each.ok()) {
        text.details(answer).forEach(line -> out.println("       " + line));
      } else if (each.problem() != null) {
        out.println("       " + each.problem());
      }
      if (!each.ok()) {
        out.println("       " + words.say("cli.check.at", OutcomeText.where(place(each))));
      }
    }
    out.println(summary(checked));
  }

  private String mark(ExpectationView each) {
    String key = each.ok() ? "met" : each.outcome() == null ? "error" : "unmet";
    return words.say("cli.check." + key);
  }

  private String summary(List<ExpectationView> checked) {
    long met = checked.stream().filter(ExpectationView::ok).count();
    long not = checked.stream().filter(each -> each.outcome() == null).count();
    return words.say(
        "cli.check.summary",
        "" + checked.size(),
        "" + met,
        "" + (checked.size() - met - not),
        "" + not);
  }

  void markdown(List<ExpectationView> checked, PrintStream out) {
    out.println("### " + Markdown.plain(summary(checked)) + "\n");
    List<List<String>> rows = new ArrayList<>();
    for (ExpectationView each : checked) {
      OutcomeView outcome = each.outcome();
      Answer answer = answer(each);
      String why =
          outcome == null
              ? String.valueOf(each.problem())
              : each.ok() ? "" : because(outcome, answer);
      rows.add(
          List.of(
              each.ok() ? "✅" : "❌",
              probe(each),
              each.expect() + (each.reason() == null ? "" : " (" + each.reason() + ")"),
              outcome == null ? "–" : outcome.result(),
              why));
    }
    List<String> head = new ArrayList<>(List.of(""));
    for (String key : List.of("probe", "expect", "result", "why")) {
      head.add(words.say("cli.column." + key));
    }
    out.print(Markdown.table(head, rows));
  }

  private static String because(OutcomeView outcome, @Nullable Answer answer) {
    String source =
        outcome.cause() == null || answer == null
            ? ""
            : OutcomeText.source(outcome.cause(), answer.cause());
    return outcome.sentence() + (source.isEmpty() ? "" : " " + source.substring(2));
  }

  List<Sarif.Result> results(List<ExpectationView> checked) {
    List<Sarif.Result> results = new ArrayList<>();
    for (ExpectationView each : checked) {
      Answer answer = answer(each);
      if (answer != null) {
        results.addAll(Answers.results(List.of(answer)));
      } else {
        results.add(
            new Sarif.Result(
                "expectation/no-target",
                "An end of an expectation is not there.",
                Sarif.Level.ERROR,
                probe(each) + ": " + each.problem(),
                place(each),
                null));
      }
    }
    return results;
  }

  private @Nullable Answer answer(ExpectationView each) {
    OutcomeView outcome = each.outcome();
    if (outcome == null) {
      return null;
    }
    String expected = each.expect() + (each.reason() == null ? "" : ", " + each.reason());
    Place cause = Answers.place(places, outcome.cause());
    return new Answer(probe(each), outcome, expected, each.ok(), place(each), cause);
  }

  private String title(ExpectationView each, @Nullable Answer answer) {
    String probe = answer == null ? probe(each) : text.title(answer);
    return each.name() == null ? probe : each.name() + ": " + probe;
  }

  private static String probe(ExpectationView each) {
    String port = each.port() == null ? "" : " port " + each.port();
    return each.from() + " → " + each.to() + ", " + each.protocol() + port;
  }

  private static Place place(ExpectationView each) {
    return new Place(
        each.file() == null ? "" : each.file(),
        0,
        each.line() == null ? 0 : each.line(),
        each.path() == null ? "" : each.path());
  }
}
