package dev.podlane.workspace;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.time.event.SettingChange;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.ContainerTemplate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Makes sure that what an event of the time line happens to is there at its moment. */
final class TimedTargets {
  private static final int SHOWN = 5;

  /** A label as kubectl names it (apimachinery, validation.IsQualifiedName, IsValidLabelValue). */
  private static final Pattern LABEL =
      Pattern.compile(
          "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
              + "(-|=([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?)");

  /** Modes of kube-proxy that are simulated. */
  private static final List<String> MODES =
      List.of(KubeProxy.Mode.IPTABLES.text(), KubeProxy.Mode.NFTABLES.text());

  private final State state;

  private TimedTargets(State state) {
    this.state = state;
  }

  /**
   * Refuses an event whose target is not there then.
   *
   * @throws ChangeException naming those there are
   */
  static void require(Workspace workspace, Event.Timed event) {
    if (event.at() < 0 || event.at() > Timeline.LATEST) {
      throw ChangeException.of("at", "moment", "" + Timeline.LATEST / 1_000);
    }
    State state =
        workspace.course().orElseThrow(() -> ChangeException.of("event", "no-time")).at(event.at());
    if (event.what().isInNetwork()) {
      requireChange(workspace.atMoment(event.at()), event.what());
    } else {
      new TimedTargets(state).require(event.what());
    }
  }

  /**
   * Makes sure that an event changes the network of its moment.
   *
   * @throws ChangeException if a tool refuses it, it only looks, or there is no such cable
   */
  private static void requireChange(Workspace then, Event event) {
    if (event instanceof Event.CableChange change) {
      Cables.cable(then.network(), Cables.end(change.device()));
    }
    Happened tried = then.tried(event);
    if (tried.result().refused()) {
      String first = tried.result().text().lines().findFirst().orElse("");
      throw ChangeException.of("event.commands", "refused", event.where(), first);
    }
    if (!tried.result().changed()) {
      throw ChangeException.of("event", "nothing", event.text());
    }
  }

  private void require(Event event) {
    if (event instanceof Event.PodEnd end) {
      PodState pod = pod(end.pod());
      if (!end.container().isEmpty()) {
        container(pod, end.container());
      }
    } else if (event instanceof Event.Act act) {
      require(act);
    }
  }

  private void require(Event.Act act) {
    switch (act.act()) {
      case DELETE_POD -> pod(act.target());
      case LABEL_POD -> {
        pod(act.target());
        if (!LABEL.matcher(act.detail()).matches()) {
          throw ChangeException.of("event.key", "label", act.detail());
        }
      }
      case FAIL_READINESS, PASS_READINESS, FAIL_LIVENESS, PASS_LIVENESS, FAIL, PASS -> {
        PodState pod = pod(act.target());
        if (!act.detail().isEmpty()) {
          container(pod, act.detail());
        }
      }
      case ROLLBACK -> {
        WorkloadState workload = state.workloads().get(act.target());
        if (workload == null) {
          throw ChangeException.of("event.workload", "no-object", act.target());
        }
        boolean isLast = act.detail().isEmpty();
        int revision = isLast ? 0 : Integer.parseInt(act.detail());
        if (state.workloads().earlier(workload, revision).isEmpty()) {
          throw isLast
              ? ChangeException.of("event.revision", "no-earlier-revision", act.target())
              : ChangeException.of("event.revision", "no-revision", act.target(), act.detail());
        }
      }
      case CORDON, UNCORDON, DRAIN, LOSE_NODE, RETURN_NODE, STOP_PROXY, START_PROXY ->
          node(act.target());
      case PROXY_MODE -> {
        if (!act.target().isEmpty()) {
          node(act.target());
        }
        boolean isOne = MODES.contains(act.detail());
        boolean isIpvs = state.base().cluster().network().proxy().mode() == KubeProxy.Mode.IPVS;
        if (!isOne || isIpvs) {
          throw ChangeException.of("event.mode", "proxy-mode", String.join(", ", MODES));
        }
      }
      case FIRE -> {
        if (!TimedEvents.cronJobs(state).contains(act.target())) {
          throw ChangeException.of("event.workload", "no-object", act.target());
        }
      }
      case SET -> {
        if (SettingChange.of(act.target(), act.detail()).isEmpty()) {
          String all = String.join(", ", SettingChange.names());
          throw ChangeException.of("event.setting", "setting", act.target(), act.detail(), all);
        }
      }
    }
  }

  private PodState pod(String path) {
    PodState pod = state.pods().pods().get(path);
    if (pod != null) {
      return pod;
    }
    Collection<String> all = state.pods().pods().keySet();
    List<String> near = NearNames.of(path, all);
    throw near.isEmpty()
        ? ChangeException.of("event.pod", "no-pod", path)
        : ChangeException.of("event.pod", "no-object-near", "Pod " + path, some(near));
  }

  private void node(String name) {
    if (!state.nodes().containsKey(name)) {
      String all = some(state.nodes().keySet());
      throw ChangeException.of("event.node", "no-object-near", "Node " + name, all);
    }
  }

  private static void container(PodState pod, String name) {
    List<String> names =
        pod.identity().template().containers().stream().map(ContainerTemplate::name).toList();
    if (!names.contains(name)) {
      throw ChangeException.of("event.container", "no-container", pod.path(), name, some(names));
    }
  }

  private static String some(Collection<String> names) {
    return names.isEmpty() ? "–" : String.join(", ", names.stream().sorted().limit(SHOWN).toList());
  }
}
