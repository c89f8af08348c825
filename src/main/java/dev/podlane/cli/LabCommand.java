package dev.podlane.cli;

import dev.podlane.document.DocumentException;
import dev.podlane.lab.DefaultProbes;
import dev.podlane.lab.LabComparison;
import dev.podlane.lab.LabException;
import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.lab.LabScript;
import dev.podlane.lab.Observation;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.notation.PathLines;
import dev.podlane.notation.ProbeCase;
import dev.podlane.notation.ProbeFile;
import dev.podlane.scenario.Samples;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab}: builds a network on this kernel, probes it, and compares it with the traces. */
@Command(
    name = LabCommand.NAME,
    mixinStandardHelpOptions = true,
    description = "Builds a network on this kernel, probes it, and compares it with the traces.",
    footer = {"", "Exit status: 0 equal, 1 different, 2 not done."})
final class LabCommand implements Callable<Integer> {
  /** The subcommand name. */
  static final String NAME = "lab";

  private static final int MOST = 40;
  private static final int EQUAL = 0;
  private static final int DIFFERENT = 1;
  private static final int NOT_DONE = 2;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final PrintStream out;
  private final PrintStream err;

  @Mixin private final LabOptions options = new LabOptions();

  LabCommand(Session session) {
    this.out = session.out();
    this.err = session.err();
  }

  @Override
  public Integer call() {
    try {
      return compared();
    } catch (UsageException | DocumentException | IOException refused) {
      err.println(refused.getMessage());
    } catch (TargetException unknown) {
      err.println(unknown.field() + " " + unknown.text() + ": " + unknown.why());
    } catch (LabException refused) {
      err.println(text(refused));
    }
    return NOT_DONE;
  }

  private static String text(LabException refused) {
    return switch (refused.why()) {
      case NOT_LINUX -> "lab needs Linux; this is " + refused.detail();
      case NOT_ROOT -> "lab needs root: it makes network namespaces";
      case TOOL_MISSING -> "lab needs " + refused.detail() + ", which is not installed";
      case REFUSED -> "the kernel or a tool refused: " + refused.detail();
      case TOO_LONG -> "it took longer than it may: " + refused.detail();
    };
  }

  private int compared() throws UsageException, IOException, LabException {
    String text = text(options.source());
    Workspace workspace = Workspace.open(options.source(), text);
    Sentences.refuseErrors(workspace.problems());
    List<ProbeCase> cases = cases(workspace, text);
    workspace.requireSources(cases);
    List<LabProbe> probes = cases.stream().map(LabCommand::probe).toList();
    if (options.script()) {
      out.print(LabScript.of(workspace.network(), probes));
      return EQUAL;
    }
    LabRunner.require();
    LabRun run = LabRunner.run(workspace.network(), probes, options.keep(), LIMIT);
    return compare(probes, predicted(workspace, cases, run), run);
  }

  private int compare(List<LabProbe> probes, List<Observation> predicted, LabRun run) {
    SideBySide print = new SideBySide(out);
    int different = 0;
    for (int at = 0; at < probes.size(); at++) {
      List<LabComparison> flows = LabComparison.of(predicted.get(at), run.observations().get(at));
      different += print.print(at + 1, probes.get(at).title(), flows) ? 0 : 1;
    }
    run.kept().forEach((name, namespace) -> out.println("kept " + name + "  " + namespace));
    out.printf("%d probes, %d different%n", probes.size(), different);
    return different == 0 ? EQUAL : DIFFERENT;
  }

  private static String text(String source) throws IOException, UsageException {
    Path file = Path.of(source);
    if (Files.exists(file)) {
      return Files.readString(file);
    }
    return Samples.text(source)
        .orElseThrow(() -> new UsageException("no such file, and no such sample: " + source));
  }

  private List<ProbeCase> cases(Workspace workspace, String text)
      throws UsageException, IOException {
    List<ProbeCase> cases = new ArrayList<>();
    for (String probe : options.probes()) {
      cases.add(ProbeText.read(workspace, probe));
    }
    Path file = options.file();
    if (file != null) {
      cases.addAll(read(file.toString(), Files.readString(file)));
    } else if (cases.isEmpty()) {
      cases.addAll(read(options.source(), text));
    }
    if (cases.isEmpty()) {
      DefaultProbes.of(workspace.network(), MOST).stream()
          .map(LabCommand::asCase)
          .forEach(cases::add);
    }
    if (cases.isEmpty()) {
      throw new UsageException("nobody in this network has an address: nothing to probe");
    }
    return cases;
  }

  private static List<ProbeCase> read(String name, String text) throws UsageException {
    ProbeFile file = ProbeFile.read(name, text);
    Sentences.refuseErrors(file.problems());
    return file.probes();
  }

  /**
   * Walks the probes at the times at which the real ones were sent: rate limits on errors depend on
   * them.
   */
  private static List<Observation> predicted(
      Workspace workspace, List<ProbeCase> cases, LabRun run) {
    List<Walked> walked = workspace.runCases(cases, run.sentMillis(), () -> true).rest();
    List<Observation> predicted = new ArrayList<>();
    int sent = 0;
    for (ProbeCase one : cases) {
      sent += one.repeat();
      Walked last = walked.get(sent - 1);
      predicted.add(
          new Observation(OutcomeNote.of(last.trace()).lines(), PathLines.of(last.trace())));
    }
    return predicted;
  }

  private static ProbeCase asCase(LabProbe probe) {
    return new ProbeCase(probe.title(), probe.probe(), probe.repeat(), List.of(), List.of());
  }

  private static LabProbe probe(ProbeCase one) {
    return new LabProbe(
        one.name(), one.probe(), one.repeat(), commands(one.before()), commands(one.after()));
  }

  private static List<LabProbe.Command> commands(List<ProbeCase.CommandLine> lines) {
    return lines.stream().map(each -> new LabProbe.Command(each.ns(), each.cmd())).toList();
  }
}
