package dev.podlane.cli;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.WhyView;
import dev.podlane.answer.trace.Whys;
import dev.podlane.cli.input.InputException;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Answer;
import dev.podlane.cli.output.Format;
import dev.podlane.cli.output.Json;
import dev.podlane.document.Place;
import dev.podlane.why.Reasoning;
import dev.podlane.why.Why;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.SourcePlaces;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code why}: explains the outcome of a probe, and what would change it. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Explains why a packet arrives or not: the rules that decided, with file and line, and the",
      "smallest changes that would let it arrive, each tried."
    },
    footer = {"", "Exit status: 0 if the result is the expected one, 1 if not, 2 if it could not."})
final class WhyCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Manifests: files, folders, archives (zip, tar.gz), or - for standard input.")
  private List<String> files = List.of();

  @Mixin private final CommonOptions common;
  @Mixin private final ProbeOptions probe = new ProbeOptions();
  @Mixin private final ExpectOption expect = new ExpectOption();

  WhyCommand(Session session) {
    this.common = new CommonOptions(session);
  }

  @Override
  public Integer call() throws IOException, InputException {
    ProbeRequest asked = probe.request(common);
    Localizer words = common.words();
    Opened opened = common.open(files, words);
    Why reasons = Reasoning.of(opened.workspace(), asked, () -> true);
    // only JSON shows edits as values, and a mapper takes a fifth of a short answer's time
    Function<String, Object> json =
        common.format() == Format.JSON ? Json.reader() : written -> written;
    WhyView why = new Whys(words, json).view(reasons);
    SourcePlaces places = new SourcePlaces(opened.workspace());
    boolean isAsExpected = why.outcome().result().equals(expect.expected());
    Place cause = Answers.place(places, why.outcome().cause());
    Answer answer =
        new Answer(
            ProbeOptions.title(asked), why.outcome(), expect.expected(), isAsExpected, null, cause);
    WhyPrint print = new WhyPrint(words, opened, places);
    switch (common.format()) {
      case TEXT -> print.text(answer, why).forEach(common.out()::println);
      case JSON -> Json.print(why, common.out());
      case MARKDOWN -> print.markdown(answer, why, common.out());
      case SARIF -> common.sarif(Answers.results(List.of(answer)), files.get(0));
    }
    return Status.of(isAsExpected);
  }
}
