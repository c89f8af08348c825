package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.time.Course;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.workspace.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code kubectl drain}: what may not go without a flag stops it after the cordon; otherwise it
 * prints evictions as they come, until the last pod is gone (pkg/cmd/drain/drain.go,
 * pkg/drain/drain.go and filters.go).
 */
final class Draining {
  private static final String DAEMON_FATAL =
      "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)";
  private static final String DAEMON_WARNING = "ignoring DaemonSet-managed Pods";
  private static final String LOCAL_FATAL =
      "Pods with local storage (use --delete-emptydir-data to override)";
  private static final String ALONE_FATAL =
      "Pods that declare no controller (use --force to override)";
  private static final String ALONE_WARNING = "deleting Pods that declare no controller";

  private static final String BUDGET =
      "Cannot evict pod as it would violate the pod's disruption budget.";

  /** It asks for as long as it has to; so many lines show that. */
  private static final int MOST_LINES = 60;

  private final State state;
  private final KubectlWords words;
  private final String node;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();
  private final Map<String, List<String>> warnings = new LinkedHashMap<>();
  private final Set<String> leaving = new HashSet<>();

  Draining(State state, KubectlWords words, String node) {
    this.state = state;
    this.words = words;
    this.node = node;
  }

  KubectlResult drain() {
    for (PodState pod : state.pods().on(node)) {
      filter(pod);
    }
    if (errors.isEmpty()) {
      Event event = new Event.Act(Event.Deed.DRAIN, node, "");
      return new KubectlResult.Change(List.of(event), cordoned(), 0, this::told);
    }
    List<String> each = messages("cannot delete ", errors);
    String all = each.size() == 1 ? each.get(0) : "[" + String.join(", ", each) + "]";
    List<String> lines = new ArrayList<>();
    lines.add(cordoned());
    lines.add(
        "error: unable to drain node \""
            + node
            + "\" due to error: "
            + all
            + ", continuing command...");
    lines.add("There are pending nodes to be drained:");
    lines.add(" " + node);
    lines.addAll(each);
    Event event = new Event.Act(Event.Deed.CORDON, node, "");
    return new KubectlResult.Change(List.of(event), String.join("\n", lines), 1, null);
  }

  private String cordoned() {
    boolean isCordoned =
        state.nodes().containsKey(node) && !state.nodes().get(node).node().schedulable();
    return "node/" + node + (isCordoned ? " already cordoned" : " cordoned");
  }

  /** The filters in kubectl's order; only the last warning about a pod is kept. */
  private void filter(PodState pod) {
    ObjectRef controller = pod.identity().controller();
    boolean isDaemon = controller != null && controller.kind().equals("DaemonSet");
    if (pod.isFinished()) {
      leaving.add(pod.path());
    } else if (isDaemon) {
      boolean isIgnored = words.has("ignore-daemonsets");
      note(isIgnored ? warnings : errors, isIgnored ? DAEMON_WARNING : DAEMON_FATAL, pod);
    } else if (pod.identity().origin() != PodTraits.Origin.STATIC) {
      boolean isLocal = pod.identity().template().hasLocalStorage();
      boolean isLocalForced = words.has("delete-emptydir-data", "delete-local-data");
      boolean isForced = words.has("force");
      if (isLocal && !isLocalForced) {
        note(errors, LOCAL_FATAL, pod);
      } else if (controller == null && !isForced) {
        note(errors, ALONE_FATAL, pod);
      } else {
        // Its warning about local storage is lost: the last filter has the last word.
        if (controller == null) {
          note(warnings, ALONE_WARNING, pod);
        }
        leaving.add(pod.path());
      }
    }
  }

  private static void note(Map<String, List<String>> all, String message, PodState pod) {
    all.computeIfAbsent(message, any -> new ArrayList<>()).add(pod.path());
  }

  private static List<String> messages(String first, Map<String, List<String>> all) {
    List<String> lines = new ArrayList<>();
    all.forEach((message, pods) -> lines.add(first + message + ": " + String.join(", ", pods)));
    return lines;
  }

  /** All that it prints, as the time line goes on from the moment at which it was asked for. */
  private String told(Course course, long at) {
    List<String> lines = new ArrayList<>();
    lines.add(cordoned());
    if (!warnings.isEmpty()) {
      lines.add("Warning: " + String.join("; ", messages("", warnings)));
    }
    List<String> failed = new ArrayList<>();
    Set<String> waiting = new HashSet<>(leaving);
    for (Entry each : course.entries()) {
      if (each.at() < at || lines.size() >= MOST_LINES || waiting.isEmpty()) {
        continue;
      }
      String path = each.object().path();
      boolean isAsked = each.actor() == Actor.DRAIN && each.on().equals(node);
      if (isAsked && each.code().startsWith("pod.evict")) {
        lines.add("evicting pod " + path);
        asked(each, lines, failed);
      }
      boolean isGone = !course.at(each.at()).pods().pods().containsKey(path);
      if (isGone && waiting.remove(path)) {
        lines.add("pod/" + each.object().name() + " evicted");
      }
    }
    if (!failed.isEmpty()) {
      lines.add(
          "error: unable to drain node \""
              + node
              + "\" due to error: "
              + String.join(", ", failed)
              + ", continuing command...");
    } else if (waiting.isEmpty()) {
      lines.add("node/" + node + " drained");
    } else {
      lines.add("podlane: it goes on waiting for " + String.join(", ", sorted(waiting)));
    }
    return String.join("\n", lines);
  }

  private static List<String> sorted(Set<String> paths) {
    return paths.stream().sorted().toList();
  }

  private void asked(Entry entry, List<String> lines, List<String> failed) {
    String which =
        "error when evicting pods/\""
            + entry.object().name()
            + "\" -n \""
            + entry.object().namespace()
            + "\"";
    if (entry.code().equals("pod.eviction-refused")) {
      String delay = Ages.text(state.settings().drainRetry());
      lines.add(which + " (will retry after " + delay + "): " + BUDGET);
    } else if (entry.code().equals("pod.eviction-failed")) {
      failed.add(which + ": " + entry.args().get(entry.args().size() - 1));
    }
  }
}
