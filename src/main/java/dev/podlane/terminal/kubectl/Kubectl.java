package dev.podlane.terminal.kubectl;

import dev.podlane.console.Console;
import dev.podlane.console.command.CommandException;
import dev.podlane.time.state.State;
import dev.podlane.workspace.Workspace;
import java.util.List;

/** kubectl, as far as it is here: what it prints, or the event that it asks for. */
public final class Kubectl {
  private static final String NAME = "kubectl";

  private Kubectl() {}

  /** Returns true if a command line is for kubectl. */
  public static boolean isOne(String line) {
    return line.strip().equals(NAME) || line.strip().startsWith(NAME + " ");
  }

  /** Its synopsis. */
  public static String synopsis() {
    return "kubectl get|describe|apply -f -|scale|set image|rollout|delete|cordon|uncordon|drain"
        + "|label|taint …";
  }

  /**
   * Answers a command line.
   *
   * @param state the state it looks at
   * @param line the command line; what follows it in further lines is its input, as it stands or as
   *     a here-document
   */
  public static KubectlResult answer(Workspace workspace, State state, String line) {
    try {
      int end = line.indexOf('\n');
      String first = end < 0 ? line : line.substring(0, end);
      HereDocument input = HereDocument.of(first, end < 0 ? "" : line.substring(end + 1));
      List<String> all = Console.words(input.command());
      if (all.size() < 2) {
        throw new CommandException("usage: " + synopsis(), 1);
      }
      KubectlWords words = KubectlWords.of(all.subList(2, all.size()));
      Changes changes = new Changes(state, words);
      return switch (all.get(1)) {
        case "get" -> new KubectlResult.Printed(new Listing(workspace, state, words).list(), 0);
        case "describe" ->
            new KubectlResult.Printed(new Describing(workspace, state, words).describe(), 0);
        case "scale" -> changes.scale();
        case "set" -> changes.image();
        case "rollout" -> rollout(changes, new Rollouts(state, words), words);
        case "delete" -> new Deleting(state, words).delete();
        case "cordon" -> changes.cordon(false);
        case "uncordon" -> changes.cordon(true);
        case "drain" -> changes.drain();
        case "label" -> changes.label();
        case "taint" -> new Taints(state, words).taint();
        case "apply" -> changes.apply(input.text());
        default ->
            throw new CommandException(
                "error: unknown command \"" + all.get(1) + "\" for \"kubectl\"", 1);
      };
    } catch (CommandException refused) {
      return new KubectlResult.Printed(refused.text(), refused.exitCode());
    }
  }

  private static KubectlResult rollout(Changes changes, Rollouts rollouts, KubectlWords words) {
    String what = words.operand(0, "rollout status|history|restart|undo|pause|resume KIND/NAME");
    return switch (what) {
      case "status" -> new KubectlResult.Printed(rollouts.status(), 0);
      case "history" -> new KubectlResult.Printed(rollouts.history(), 0);
      case "undo" -> rollouts.undo();
      case "restart", "pause", "resume" -> changes.rollout(what);
      default -> throw new CommandException("error: unknown command \"rollout " + what + "\"", 1);
    };
  }
}
