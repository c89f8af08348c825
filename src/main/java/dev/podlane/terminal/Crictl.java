package dev.podlane.terminal;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.console.command.CommandException;
import dev.podlane.terminal.table.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code crictl ps} and {@code crictl pods} on a node: its containers and sandboxes. Columns that
 * manifests do not tell (ids, times, attempts) are left out.
 */
final class Crictl implements Program {
  @Override
  public String synopsis() {
    return "crictl ps|pods (on a node)";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    String node = shell.ns().name();
    NamespaceInfo info = shell.workspace().info(node).orElse(null);
    if (info == null || info.kind() != NamespaceKind.HOST) {
      throw new CommandException("crictl: no container runtime answers here; it runs on nodes", 1);
    }
    boolean isContainers = words.equals(List.of("ps"));
    if (!isContainers && !words.equals(List.of("pods"))) {
      throw new CommandException("usage: " + synopsis(), 1);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        isContainers
            ? List.of("IMAGE", "STATE", "NAME", "POD", "NAMESPACE")
            : List.of("STATE", "NAME", "NAMESPACE"));
    List<Pod> pods = new ArrayList<>(shell.workspace().residents().on(node));
    pods.sort(Comparator.comparing(pod -> pod.ref().namespace() + "/" + pod.ref().name()));
    for (Pod pod : pods) {
      String name = pod.ref().name();
      String namespace = pod.ref().namespace();
      boolean isRunning = pod.phase() == Pod.Phase.RUNNING;
      if (!isContainers) {
        rows.add(List.of(isRunning ? "Ready" : "NotReady", name, namespace));
        continue;
      }
      for (Container each : pod.containers()) {
        if (isRunning) {
          rows.add(List.of(each.image(), "Running", each.name(), name, namespace));
        }
      }
    }
    Columns.of(rows).forEach(shell::say);
    return 0;
  }
}
