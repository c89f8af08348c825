package dev.podlane.terminal.kubectl;

import dev.podlane.console.Console;
import dev.podlane.console.command.CommandException;
import dev.podlane.time.state.State;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.List;

/** kubectl, as far as it is here: what it prints, or the event that it asks for. */
public final class Kubectl {
  private static final String NAME = "kubectl";

  private Kubectl() {}

  /** The answer to a command line. */
  public sealed interface Result {
    /**
     * It only looks, or is refused.
     *
     * @param text its output
     */
    record Printed(String text, int exitCode) implements Result {}

    /**
     * It changes something.
     *
     * @param event the event to plan
     * @param text its output once that is done
     */
    record Change(Event event, String text) implements Result {}
  }

  /** Returns true if a command line is for kubectl. */
  public static boolean isOne(String line) {
    return line.strip().equals(NAME) || line.strip().startsWith(NAME + " ");
  }

  /** Its synopsis. */
  public static String synopsis() {
    return "kubectl get|describe|scale|set image|rollout|delete|cordon|uncordon|drain|label …";
  }

  /**
   * Answers a command line.
   *
   * @param state the state it looks at
   */
  public static Result answer(Workspace workspace, State state, String line) {
    try {
      List<String> all = Console.words(line);
      if (all.size() < 2) {
        throw new CommandException("usage: " + synopsis(), 1);
      }
      KubectlWords words = KubectlWords.of(all.subList(2, all.size()));
      Changes changes = new Changes(state, words);
      Listing listing = new Listing(workspace, state, words);
      return switch (all.get(1)) {
        case "get" -> new Result.Printed(listing.list(), 0);
        case "describe" -> new Result.Printed(listing.describe(), 0);
        case "scale" -> changes.scale();
        case "set" -> changes.image();
        case "rollout" -> rollout(changes, listing, words);
        case "delete" -> changes.delete();
        case "cordon" -> changes.cordon(false);
        case "uncordon" -> changes.cordon(true);
        case "drain" -> changes.drain();
        case "label" -> changes.label();
        case "apply" ->
            throw new CommandException(
                "error: there are no files here: send the manifest as an edit, or with"
                    + " POST …/timeline and type apply",
                1);
        default ->
            throw new CommandException(
                "error: unknown command \"" + all.get(1) + "\" for \"kubectl\"", 1);
      };
    } catch (CommandException refused) {
      return new Result.Printed(refused.text(), refused.exitCode());
    }
  }

  private static Result rollout(Changes changes, Listing listing, KubectlWords words) {
    String what = words.operand(0, "rollout status|history|restart|undo|pause|resume KIND/NAME");
    return switch (what) {
      case "status" -> new Result.Printed(listing.status(), 0);
      case "history" -> new Result.Printed(listing.history(), 0);
      case "restart", "undo", "pause", "resume" -> changes.rollout(what);
      default -> throw new CommandException("error: unknown command \"rollout " + what + "\"", 1);
    };
  }
}
