package dev.podlane.cli;

import dev.podlane.answer.DiffView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.trace.Differences;
import dev.podlane.cli.input.InputException;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Json;
import dev.podlane.workspace.SourcePlaces;
import dev.podlane.workspace.diff.Comparison;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: compares who reaches whom in two sets of manifests. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Compares who reaches whom in two sets of manifests, with the cause on each side.",
    footer = {
      "",
      "Exit status: 0, or 1 if there is a change that --fail-on names, or 2 if it could not."
    })
final class DiffCommand implements Callable<Integer> {
  private static final long MILLIS = 120_000;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The manifests before: a file, a folder, an archive, or - for standard input.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "B", description = "The manifests after.")
  private String after = "";

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "CHANGE",
      description = "lost, new or any: the changes with which the exit status is 1.")
  private List<FailOn> failOn = List.of();

  @Mixin private final CommonOptions common;

  DiffCommand(Session session) {
    this.common = new CommonOptions(session);
  }

  @Override
  public Integer call() throws IOException, InputException {
    Localizer words = common.words();
    Opened was = common.open(List.of(before), words);
    Opened is = common.open(List.of(after), words);
    Comparison comparison = new Comparison(was.workspace(), is.workspace(), () -> true, MILLIS);
    DiffView diff = Differences.of(comparison, words);
    DiffPrint print =
        new DiffPrint(words, new SourcePlaces(was.workspace()), new SourcePlaces(is.workspace()));
    switch (common.format()) {
      case TEXT -> print.text(diff, common.out());
      case JSON -> Json.print(diff, common.out());
      case MARKDOWN -> print.markdown(diff, common.out());
      case SARIF -> common.sarif(print.results(diff), after);
    }
    return Status.of(failOn.stream().noneMatch(each -> each.isIn(diff.summary())));
  }
}
