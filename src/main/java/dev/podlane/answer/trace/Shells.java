package dev.podlane.answer.trace;

import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.console.ProofCommand;
import dev.podlane.console.command.ShellWords;
import dev.podlane.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * The operator's way into a namespace: a pod's through the API server, a machine's by logging in.
 * In a network without Kubernetes the namespaces have names of their own on one machine.
 */
final class Shells {
  private final Workspace workspace;

  Shells(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the command as one would type it, null for a wire, on which there is no login. */
  @Nullable String command(ProofCommand command) {
    return workspace
        .info(command.namespace())
        .map(info -> inCluster(info, command))
        .orElseGet(command::toString)
        .transform(text -> text.isEmpty() ? null : text);
  }

  private static String inCluster(NamespaceInfo info, ProofCommand command) {
    if (info.kind() == NamespaceKind.SEGMENT) {
      return "";
    }
    if (info.kind() == NamespaceKind.CONTAINER) {
      String line =
          "docker exec " + ShellWords.quote(afterSlash(info.name())) + " " + command.inside();
      return "ssh " + ShellWords.quote(String.valueOf(info.machine())) + " " + remote(line);
    }
    if (info.kind() != NamespaceKind.POD) {
      return "ssh " + ShellWords.quote(info.name()) + " " + remote(command.inside());
    }
    int slash = info.name().indexOf('/');
    return "kubectl exec -n "
        + ShellWords.quote(info.name().substring(0, slash))
        + " "
        + ShellWords.quote(info.name().substring(slash + 1))
        + " -- "
        + command.inside();
  }

  private static String afterSlash(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  /** The login shell takes the words apart once more, so quotes must reach it. */
  private static String remote(String line) {
    return line.indexOf('\'') < 0 ? line : ShellWords.quote(line);
  }
}
