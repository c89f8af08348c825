package dev.podlane.cli;

import dev.podlane.answer.CauseView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.ReachabilityView.BecauseView;
import dev.podlane.answer.WhyView;
import dev.podlane.answer.WhyView.RemedyView;
import dev.podlane.answer.WhyView.SuppositionView;
import dev.podlane.answer.sentence.PolicyWords;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Answer;
import dev.podlane.cli.output.Excerpt;
import dev.podlane.cli.output.Markdown;
import dev.podlane.cli.output.OutcomeText;
import dev.podlane.document.Place;
import dev.podlane.workspace.SourcePlaces;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints an explanation as a compiler prints an error: file, line, carets, and what helps. */
final class WhyPrint {
  private final Localizer words;
  private final SourcePlaces places;
  private final OutcomeText text;
  private final Excerpt excerpts;

  WhyPrint(Localizer words, Opened opened, SourcePlaces places) {
    this.words = words;
    this.places = places;
    this.text = new OutcomeText(words);
    this.excerpts = new Excerpt(opened);
  }

  List<String> text(Answer answer, WhyView why) {
    List<String> lines = new ArrayList<>();
    lines.add(text.title(answer));
    lines.add(why.outcome().sentence());
    lines.addAll(deciding(why));
    lines.addAll(policies(why));
    for (RemedyView each : why.remedies()) {
      lines.add("");
      lines.add(words.say("cli.why.help", String.join(" ", each.sentences())));
      lines.add("  " + words.say("cli.why.then", each.result() + ". " + each.sentence()));
    }
    for (SuppositionView each : why.suppositions()) {
      lines.add("");
      lines.add(words.say("cli.why.note", each.sentence()));
    }
    if (why.untried() > 0) {
      lines.add("");
      lines.add(words.say("cli.why.untried", "" + why.untried()));
    }
    return lines;
  }

  void markdown(Answer answer, WhyView why, PrintStream out) {
    out.println("### " + Markdown.plain(text.title(answer)));
    out.println("\n" + Markdown.plain(why.outcome().sentence()) + "\n");
    List<String> shown = new ArrayList<>(deciding(why));
    shown.addAll(policies(why));
    if (!shown.isEmpty()) {
      out.println(Markdown.code(String.join("\n", shown).strip()));
    }
    for (RemedyView each : why.remedies()) {
      out.println(
          "- "
              + Markdown.plain(String.join(" ", each.sentences()))
              + " → "
              + Markdown.plain(each.result() + ". " + each.sentence()));
    }
    for (SuppositionView each : why.suppositions()) {
      out.println("- " + Markdown.plain(each.sentence()));
    }
  }

  /** The object and field that decided, each compared field at its own line. */
  private List<String> deciding(WhyView why) {
    CauseView cause = why.outcome().cause();
    if (cause == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (cause.object() != null) {
      lines.add("");
      lines.add(words.say("cli.why.decided", cause.code()));
      lines.addAll(shown(cause.object(), cause.path(), cause.fields()));
    }
    if (cause.rule() != null) {
      lines.add("  = " + words.say("cli.rule") + " " + cause.rule());
    }
    return lines;
  }

  /** Further rules that were asked; what the cause has shown already is left out. */
  private List<String> policies(WhyView why) {
    List<String> lines = new ArrayList<>();
    CauseView cause = why.outcome().cause();
    for (BecauseView each :
        why.policies() == null ? List.<BecauseView>of() : why.policies().because()) {
      boolean isShown =
          cause != null
              && Objects.equals(cause.object(), each.object())
              && Objects.equals(cause.path(), each.path());
      if (each.object() != null && !isShown) {
        lines.add("");
        lines.add(words.say("cli.why." + each.effect(), words.say("cli.why." + each.direction())));
        lines.addAll(shown(each.object(), each.path(), each.fields()));
      }
    }
    return lines;
  }

  private List<String> shown(
      CauseView.ObjectView object, @Nullable String path, List<CauseView.FieldView> fields) {
    List<String> lines = new ArrayList<>();
    Place place = place(object, path);
    Place key = place == null ? null : excerpts.ofKey(place);
    lines.add("  --> " + named(object, path, key));
    List<CauseView.FieldView> written = new ArrayList<>();
    for (CauseView.FieldView each : fields) {
      if (each.field().startsWith("spec.") || each.field().startsWith("metadata.")) {
        written.add(each);
      } else {
        lines.add("  = " + compared(each));
      }
    }
    if (written.isEmpty() && place != null) {
      lines.addAll(excerpts.of(place, ""));
    }
    for (CauseView.FieldView each : written) {
      Place its = place(object, each.field());
      List<String> excerpt = its == null ? List.of() : excerpts.of(its, values(each));
      lines.addAll(excerpt.isEmpty() ? List.of("  = " + compared(each)) : excerpt);
    }
    return lines;
  }

  private @Nullable Place place(CauseView.ObjectView object, @Nullable String path) {
    return places.of(object.kind(), object.namespace(), object.name(), path).orElse(null);
  }

  private static String named(
      CauseView.ObjectView object, @Nullable String path, @Nullable Place place) {
    String namespace = object.namespace() == null ? "" : object.namespace() + "/";
    String name = object.kind() + " " + namespace + object.name();
    String whole = path == null || path.isEmpty() ? name : name + ", " + path;
    return place == null ? whole : OutcomeText.where(place) + " " + whole;
  }

  private String compared(CauseView.FieldView field) {
    String had = new PolicyWords(words).had(or(field.had()));
    return words.say("cli.field.values", field.field(), or(field.wanted()), had);
  }

  private String values(CauseView.FieldView field) {
    String own = PolicyWords.ownNamespace(or(field.wanted()));
    String had = new PolicyWords(words).had(or(field.had()));
    return own.isEmpty()
        ? words.say("cli.why.values", or(field.wanted()), had)
        : words.say("cli.why.own", own, PolicyWords.ownNamespace(had));
  }

  private static String or(@Nullable String value) {
    return value == null || value.isEmpty() ? "–" : value;
  }
}
