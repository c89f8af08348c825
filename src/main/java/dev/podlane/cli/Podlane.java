package dev.podlane.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The command line. */
public final class Podlane {
  private static final Map<String, Function<Session, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("why", WhyCommand::new);
    COMMANDS.put("trace", TraceCommand::new);
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("reach", ReachCommand::new);
    COMMANDS.put("findings", FindingsCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put(LabCommand.NAME, LabCommand::new);
  }

  /** Commands that walk. */
  private static final Set<String> QUESTIONS = Set.of("why", "trace", "check", "diff", "reach");

  private Podlane() {}

  /**
   * Returns true if these words are meant for the command line, and not for the server, which takes
   * options only.
   */
  public static boolean isMeant(String[] words) {
    return words.length > 0
        && (!words[0].startsWith("-")
            || List.of("-h", "--help", "-V", "--version").contains(words[0]));
  }

  /** Runs a command on the streams of this process. */
  public static int run(List<String> words) {
    if (Runtime.getRuntime().availableProcessors() > 1 && QUESTIONS.contains(words.get(0))) {
      Preloading.begin();
    }
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int status = run(words, System.in, out, err);
    out.flush();
    err.flush();
    return status;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
  }

  /**
   * Runs a command.
   *
   * @param words the command's name and its arguments
   * @return exit status: 0 as expected, 1 not, 2 could not
   */
  public static int run(List<String> words, InputStream in, PrintStream out, PrintStream err) {
    Session session = new Session(in, out, err);
    CommandLine line = line(words, session);
    try {
      return line.execute(words.toArray(new String[0]));
    } catch (OutOfMemoryError tooLarge) {
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      err.println(session.words().say("cli.memory", Long.toString(heap)));
      return Status.COULD_NOT;
    }
  }

  /** Knows only the command that is called, as every other one costs time to look at. */
  private static CommandLine line(List<String> words, Session session) {
    CommandLine line = new CommandLine(new RootCommand());
    Function<Session, Object> called = words.isEmpty() ? null : COMMANDS.get(words.get(0));
    if (called == null) {
      COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.apply(session)));
    } else {
      line.addSubcommand(words.get(0), called.apply(session));
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(writer(session.out()));
    line.setErr(writer(session.err()));
    line.setExecutionExceptionHandler((failure, of, parsed) -> Failures.print(failure, session));
    line.setParameterExceptionHandler((failure, given) -> Failures.usage(failure));
    return line;
  }
}
