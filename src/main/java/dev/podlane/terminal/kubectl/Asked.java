package dev.podlane.terminal.kubectl;

import dev.podlane.console.command.CommandException;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that a command names: {@code KIND}, {@code KIND,KIND}, {@code KIND NAME ...} or
 * {@code KIND/NAME ...} (cli-runtime, pkg/resource/builder.go).
 *
 * @param kinds kinds as manifests write them, each once, in the order in which they are named
 * @param named the objects; empty if all of these kinds are meant, or those that a selector selects
 * @param selector the selector; it selects everything if none is given
 */
record Asked(List<String> kinds, List<Named> named, Selector selector) {
  /** The kinds that {@code all} stands for, in kubectl's order. */
  private static final List<String> ALL =
      List.of(
          "Pod",
          "Service",
          "DaemonSet",
          "Deployment",
          "ReplicaSet",
          "StatefulSet",
          "Job",
          "CronJob");

  /**
   * Reads the operands of a command.
   *
   * @throws CommandException in kubectl's words if they name nothing
   */
  static Asked of(KubectlWords words, String usage) {
    List<String> operands = words.operands();
    String first = words.operand(0, usage);
    Selector selector = Selector.of(words.value("selector", "l", ""));
    List<Named> named = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    if (first.indexOf('/') >= 0) {
      for (String each : operands) {
        named.add(slashed(each));
      }
      named.stream().map(Named::kind).distinct().forEach(kinds::add);
    } else {
      kinds(first).stream().distinct().forEach(kinds::add);
      for (String kind : kinds) {
        operands.stream().skip(1).forEach(name -> named.add(Named.of(kind, name)));
      }
    }
    if (!named.isEmpty() && !selector.isEverything()) {
      throw new CommandException("error: name cannot be provided when a selector is specified", 1);
    }
    return new Asked(kinds, named, selector);
  }

  private static Named slashed(String word) {
    int slash = word.indexOf('/');
    if (slash < 0) {
      throw new CommandException(
          "error: there is no need to specify a resource type as a separate argument when passing"
              + " arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>'"
              + " instead of 'kubectl get resource resource/<resource_name>'",
          1);
    }
    return Named.of(Named.kind(word.substring(0, slash)), word.substring(slash + 1));
  }

  private static List<String> kinds(String word) {
    List<String> found = new ArrayList<>();
    for (String each : word.split(",", -1)) {
      if (each.equals("all")) {
        found.addAll(ALL);
      } else {
        found.add(Named.kind(each));
      }
    }
    return found;
  }
}
