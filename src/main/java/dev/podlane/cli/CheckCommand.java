package dev.podlane.cli;

import dev.podlane.answer.ExpectationView;
import dev.podlane.answer.ExpectationView.ExpectationsView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.trace.Expecting;
import dev.podlane.cli.input.InputException;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Json;
import dev.podlane.document.Document;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.read.Read;
import dev.podlane.notation.Expectation;
import dev.podlane.notation.Expectations;
import dev.podlane.workspace.SourcePlaces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: walks the probes of Expectation documents and compares. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Walks the probes of Expectation documents and compares their results.",
    footer = {
      "",
      "Exit status: 0 if all expectations are met, 1 if one is not, 2 if one could not be checked."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Manifests: files, folders, archives (zip, tar.gz), or - for standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--expectations",
      paramLabel = "FILE",
      description = "Expectation documents beside those among the manifests. May be repeated.")
  private List<String> more = List.of();

  @Mixin private final CommonOptions common;

  CheckCommand(Session session) {
    this.common = new CommonOptions(session);
  }

  @Override
  public Integer call() throws IOException, InputException {
    Localizer words = common.words();
    List<Problem> wrong = new ArrayList<>();
    List<Expectation> all = new ArrayList<>();
    for (String file : more) {
      all.addAll(written(file, wrong));
    }
    wrong.forEach(problem -> common.problem(problem, words));
    Opened opened = common.open(files, words);
    all.addAll(opened.workspace().expectations());
    boolean hasErrors =
        opened.workspace().problems().stream().anyMatch(CheckCommand::isOfExpectation)
            || wrong.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    if (all.isEmpty() && !hasErrors) {
      throw new InputException("cli.check.none");
    }
    Expecting expecting = new Expecting(opened.workspace(), words, () -> true);
    List<ExpectationView> checked = all.stream().map(expecting::check).toList();
    print(checked, new CheckPrint(words, new SourcePlaces(opened.workspace())));
    if (hasErrors || checked.stream().anyMatch(each -> each.outcome() == null)) {
      return Status.COULD_NOT;
    }
    return Status.of(checked.stream().allMatch(ExpectationView::ok));
  }

  private static boolean isOfExpectation(Problem problem) {
    return problem.severity() == Severity.ERROR && problem.code().startsWith("expectation.");
  }

  /** A document of another kind is an error: it may be an expectation with a slip in its kind. */
  private List<Expectation> written(String file, List<Problem> wrong)
      throws IOException, InputException {
    Read read = common.documents(file);
    wrong.addAll(read.problems());
    for (Document document : read.documents()) {
      if (!Expectations.isOne(document)) {
        wrong.add(Problem.error(document.place(), "expectation.other-kind"));
      }
    }
    return Expectations.read(read.documents(), wrong::add);
  }

  private void print(List<ExpectationView> checked, CheckPrint print) {
    switch (common.format()) {
      case TEXT -> print.text(checked, common.out());
      case JSON -> {
        boolean ok = checked.stream().allMatch(ExpectationView::ok);
        Json.print(new ExpectationsView(ok, checked), common.out());
      }
      case MARKDOWN -> print.markdown(checked, common.out());
      case SARIF -> common.sarif(print.results(checked), files.get(0));
    }
  }
}
