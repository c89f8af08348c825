package dev.podlane.cli;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.answer.trace.Detail;
import dev.podlane.answer.trace.StoryLine;
import dev.podlane.answer.trace.TraceForm;
import dev.podlane.answer.trace.TraceWriter;
import dev.podlane.answer.trace.Traces;
import dev.podlane.cli.input.InputException;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Answer;
import dev.podlane.cli.output.Json;
import dev.podlane.cli.output.Markdown;
import dev.podlane.cli.output.OutcomeText;
import dev.podlane.document.Place;
import dev.podlane.notation.PathLines;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.SourcePlaces;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Walked;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trace}: walks a probe and prints its way and its outcome. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "Walks a packet and prints its way, its outcome, and what decided.",
    footer = {"", "Exit status: 0 if the result is the expected one, 1 if not, 2 if it could not."})
final class TraceCommand implements Callable<Integer> {
  private static final long MOST_BYTES = 64L << 20;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Manifests: files, folders, archives (zip, tar.gz), or - for standard input.")
  private List<String> files = List.of();

  @Mixin private final CommonOptions common;
  @Mixin private final ProbeOptions probe = new ProbeOptions();
  @Mixin private final ExpectOption expect = new ExpectOption();

  @Option(
      names = "--detail",
      paramLabel = "DETAIL",
      description = "story, stages or rows: the steps to write; story, or stages with json.")
  private @Nullable Detail detail;

  TraceCommand(Session session) {
    this.common = new CommonOptions(session);
  }

  @Override
  public Integer call() throws IOException, InputException {
    ProbeRequest asked = probe.request(common);
    Localizer words = common.words();
    Opened opened = common.open(files, words);
    WalkRun run = opened.workspace().run(List.of(asked), () -> true);
    Traces traces = new Traces(run, words);
    Walked walked = run.next();
    OutcomeView outcome = traces.outcome(walked);
    boolean isAsExpected = outcome.result().equals(expect.expected());
    Place cause = Answers.place(new SourcePlaces(opened.workspace()), outcome.cause());
    Answer answer =
        new Answer(
            ProbeOptions.title(asked), outcome, expect.expected(), isAsExpected, null, cause);
    switch (common.format()) {
      case TEXT -> text(answer, walked, traces, words);
      case JSON -> json(walked, traces);
      case MARKDOWN -> markdown(answer, walked, words);
      case SARIF -> common.sarif(Answers.results(List.of(answer)), files.get(0));
    }
    return Status.of(isAsExpected);
  }

  private void text(Answer answer, Walked walked, Traces traces, Localizer words) {
    PrintStream out = common.out();
    OutcomeText text = new OutcomeText(words);
    out.println(text.title(answer));
    text.details(answer).forEach(line -> out.println("  " + line));
    String place = "";
    for (StoryLine line : traces.story(walked, detail == null ? Detail.STORY : detail)) {
      if (!line.namespace().equals(place)) {
        place = line.namespace();
        out.println();
        out.println(place);
      }
      out.println("  " + line.sentence());
    }
    out.println();
    paths(walked).forEach(out::println);
  }

  private static List<String> paths(Walked walked) {
    List<String> lines = new ArrayList<>();
    PathLines.of(walked.trace()).forEach((flow, line) -> lines.add(flow + ": " + line));
    return lines;
  }

  private void json(Walked walked, Traces traces) {
    Detail written = detail == null ? Detail.STAGES : detail;
    TraceForm form = new TraceForm(written, TraceForm.Packing.REFS, /* queries= */ false);
    new TraceWriter(Json.mapper(), traces, form).write(walked, common.out(), MOST_BYTES);
    common.out().println();
  }

  private void markdown(Answer answer, Walked walked, Localizer words) {
    PrintStream out = common.out();
    OutcomeText text = new OutcomeText(words);
    out.println("### " + Markdown.plain(text.title(answer)));
    text.details(answer).forEach(line -> out.println("\n" + Markdown.plain(line)));
    out.println();
    out.print(Markdown.code(String.join("\n", paths(walked))));
  }
}
