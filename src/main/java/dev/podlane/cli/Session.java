package dev.podlane.cli;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.cli.input.Inputs;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The streams and the language of one run of a command. */
final class Session {
  /** The texts that a command may need; those of the page are not read. */
  private static final List<String> BUNDLES =
      List.of("api", "cli", "compile", "finding", "notation", "problem", "step");

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private Language language = ofProcess();
  private String input = "input";

  Session(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  private static Language ofProcess() {
    boolean isChinese = Locale.getDefault().getLanguage().equals(Locale.CHINESE.getLanguage());
    return isChinese ? Language.ZH : Language.EN;
  }

  void speak(Language wanted) {
    language = wanted;
  }

  /** The inputs named; problems without a file are about them. */
  Inputs inputs(List<String> names) {
    input = String.join(" ", names);
    return new Inputs(in);
  }

  /** The input that is being read, as it was named. */
  String input() {
    return input;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** The sentences of the language spoken by now; each call reads them. */
  Localizer words() {
    return new Localizer(new Messages(language, BUNDLES), language);
  }
}
