package dev.podlane.cli;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Language;
import dev.podlane.cli.input.InputException;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Format;
import dev.podlane.cli.output.Json;
import dev.podlane.cli.output.Sarif;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.read.Read;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every question has. */
final class CommonOptions {
  private final Session session;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text, json, markdown or sarif (2.1.0); text if left out.")
  private Format format = Format.TEXT;

  @Option(
      names = "--strict",
      description = "Answer nothing, and exit with 2, if there is an error in the input.")
  private boolean strict;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  CommonOptions(Session session) {
    this.session = session;
  }

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "en or zh; that of the process if left out.")
  void language(String code) {
    Language wanted = Language.ofCode(code);
    if (wanted == null) {
      throw usage("--lang is en or zh, not " + code);
    }
    session.speak(wanted);
  }

  /** The exception for words that cannot be used. */
  RuntimeException usage(String why) {
    return command == null
        ? new IllegalStateException(why)
        : new ParameterException(command.commandLine(), why);
  }

  Format format() {
    return format;
  }

  PrintStream out() {
    return session.out();
  }

  Localizer words() {
    return session.words();
  }

  /**
   * Prints a log of results.
   *
   * @param file named for results that have no place
   */
  void sarif(List<Sarif.Result> results, String file) {
    String fallback = file.equals("-") ? "stdin" : file;
    Json.print(new Sarif(RootCommand.Version.text(), fallback).log(results), session.out());
  }

  /** Reads documents beside a cluster. */
  Read documents(String file) throws IOException, InputException {
    return session.inputs(List.of(file)).documents(file);
  }

  /** Prints a problem to the error stream. */
  void problem(Problem problem, Localizer words) {
    session.err().println(Failures.line(problem, session.input(), words));
  }

  /** Opens documents; what is wrong in them goes to the error stream. */
  Opened open(List<String> files, Localizer words) throws IOException, InputException {
    return open(files, words, Severity.ERROR, any -> none -> false);
  }

  /**
   * Opens documents, and tells their problems on the error stream.
   *
   * @param least problems that are less severe are not told
   * @param told problems of a workspace that the command itself tells
   */
  Opened open(
      List<String> files,
      Localizer words,
      Severity least,
      Function<Workspace, Predicate<Problem>> told)
      throws IOException, InputException {
    Opened opened = session.inputs(files).open(files);
    List<Problem> all =
        opened.workspace().problems().stream()
            .filter(problem -> problem.severity().compareTo(least) <= 0)
            .toList();
    Predicate<Problem> isTold = all.isEmpty() ? any -> false : told.apply(opened.workspace());
    all.stream()
        .filter(isTold.negate())
        .limit(Failures.MOST)
        .forEach(problem -> problem(problem, words));
    List<Problem> errors =
        all.stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
    if (strict && !errors.isEmpty()) {
      throw new InputException("cli.strict", "" + errors.size());
    }
    return opened;
  }
}
