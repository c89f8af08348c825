package dev.podlane.cli;

import dev.podlane.answer.FindingsView;
import dev.podlane.answer.FindingsView.FindingView;
import dev.podlane.answer.Localizer;
import dev.podlane.cli.input.InputException;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Json;
import dev.podlane.document.Severity;
import dev.podlane.finding.found.Repeats;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code findings}: prints what does not do what its author most probably meant. */
@Command(
    name = "findings",
    mixinStandardHelpOptions = true,
    description = "Finds objects that lead nowhere, contradict each other, or have no effect.",
    footer = {
      "",
      "Exit status: 0, or 1 if there is a finding that --fail-on names, or 2 if it could not."
    })
final class FindingsCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Manifests: files, folders, archives (zip, tar.gz), or - for standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "error, warning or note: exit with 1 if there is a finding as severe as that.")
  private @Nullable FailOnSeverity failOn;

  @Mixin private final CommonOptions common;

  FindingsCommand(Session session) {
    this.common = new CommonOptions(session);
  }

  @Override
  public Integer call() throws IOException, InputException {
    Localizer words = common.words();
    Opened opened =
        common.open(
            files,
            words,
            Severity.WARNING,
            workspace -> Repeats.toldBy(workspace.findings().all()));
    FindingsView found = FindingsView.of(opened.workspace().findings(), words, Json.reader());
    FindingsPrint print = new FindingsPrint(words, opened);
    switch (common.format()) {
      case TEXT -> print.text(found, common.out());
      case JSON -> Json.print(found, common.out());
      case MARKDOWN -> print.markdown(found, common.out());
      case SARIF -> common.sarif(print.results(found), files.get(0));
    }
    return Status.of(found.findings().stream().noneMatch(this::isTooSevere));
  }

  private boolean isTooSevere(FindingView finding) {
    return failOn != null && failOn.isReachedBy(finding.severity());
  }
}
