package dev.podlane.cli;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TargetWords;
import dev.podlane.cli.input.InputException;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.workspace.TargetException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says why a command could not be carried out. */
final class Failures {
  /** The largest number of problems that are printed. */
  static final int MOST = 100;

  private Failures() {}

  /** Prints a failure and returns the exit status. */
  static int print(Exception failure, Session session) {
    PrintStream err = session.err();
    Localizer words = session.words();
    if (failure instanceof UsageException usage) {
      err.println(usage.getMessage());
    } else if (failure instanceof InputException input) {
      err.println(words.say(input.key(), input.args()));
    } else if (failure instanceof DocumentException document) {
      document.problems().stream()
          .limit(MOST)
          .forEach(problem -> err.println(line(problem, session.input(), words)));
    } else if (failure instanceof TargetException target) {
      TargetWords said = TargetWords.of(target);
      err.println("--" + said.field() + ": " + said.sentence(words));
    } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      err.println(words.say("cli.io", String.valueOf(failure.getMessage())));
    } else {
      err.println(words.say("cli.defect", failure.toString()));
      failure.printStackTrace(err);
    }
    return Status.COULD_NOT;
  }

  /** Prints why words cannot be used, and where to find the usable ones. */
  static int usage(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return Status.COULD_NOT;
  }

  /**
   * A problem as compilers print it: {@code file:line: severity: sentence (document, path)}.
   *
   * @param input stands for the file if its place has none
   */
  static String line(Problem problem, String input, Localizer words) {
    Place place = problem.place();
    StringBuilder line = new StringBuilder();
    line.append(place.file().isEmpty() ? input : place.file());
    if (place.line() > 0) {
      line.append(':').append(place.line());
    }
    line.append(": ").append(problem.severity().name().toLowerCase(Locale.ROOT)).append(": ");
    line.append(words.say(problem));
    if (place.document() > 0) {
      line.append(" (").append(words.say("cli.document", "" + place.document()));
      line.append(place.path().isEmpty() ? ")" : ", " + place.path() + ")");
    }
    return line.toString();
  }
}
