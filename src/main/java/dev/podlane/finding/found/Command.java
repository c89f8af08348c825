package dev.podlane.finding.found;

/**
 * A command that proves a finding on a real cluster. It needs no tool inside an image: {@code
 * kubectl}, or a tool that nodes have.
 *
 * @param on the node on which it is run; empty for wherever kubectl is
 * @param text the command line
 */
public record Command(String on, String text) {
  /** A command of kubectl. */
  public static Command kubectl(String arguments) {
    return new Command("", "kubectl " + arguments);
  }

  /** A command on a node. */
  public static Command on(String node, String text) {
    return new Command(node, text);
  }
}
