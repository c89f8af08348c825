package dev.podlane.time.kubelet;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.net.addr.Ip;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.PodTemplate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kubelets of all nodes: each looks at a pod whenever something about it is due, does what is
 * due, and reports what it sees.
 */
public final class Kubelet {
  private static final long NEVER = ContainerRun.NEVER;

  private final ApiServer server;
  private final Sandboxes sandboxes;

  /** Kubelets that watch an API server. */
  public Kubelet(ApiServer server) {
    this.server = server;
    this.sandboxes = new Sandboxes(server);
  }

  /** Looks at the pod of that {@code namespace/name}. */
  public void sync(String path) {
    PodState pod = server.pod(path).orElse(null);
    if (pod == null || pod.nodeName() == null || pod.isFinished()) {
      return;
    }
    Optional<NodeState> node = server.node(pod.nodeName());
    if (node.isEmpty() || node.get().isSilent()) {
      return;
    }
    PodRuntime runtime = pod.runtime();
    if (runtime == null) {
      takeOn(pod);
    } else {
      go(pod, runtime);
    }
  }

  private void takeOn(PodState pod) {
    if (pod.deletion() != null) {
      server.remove(pod);
      tell(pod, 238, "pod.gone");
      return;
    }
    long now = server.now();
    PodRuntime runtime = PodRuntime.begun(now, now + server.settings().sandbox());
    server.write(pod.with(runtime));
    wake(pod, runtime);
  }

  private void go(PodState pod, PodRuntime before) {
    long now = server.now();
    if (before.goneAt() <= now) {
      server.remove(pod);
      tell(pod, 246, "pod.gone");
      return;
    }
    PodState current = pod;
    PodRuntime runtime = before;
    if (runtime.teardownAt() <= now) {
      sandboxes.release(current, runtime);
      runtime = runtime.tornDown();
      tell(pod, 246, "pod.torn-down");
    }
    PodState.Deletion asked = current.deletion();
    if (asked != null && isAsked(asked, runtime)) {
      runtime = stop(current, runtime, asked.grace());
    }
    if (runtime.sandboxAt() <= now && runtime.containers().isEmpty() && !runtime.isStopping()) {
      runtime = sandboxes.made(current, runtime);
    }
    runtime = new Containers(server, current, runtime).advanced();
    if (runtime.isStopping() && runtime.goneAt() == NEVER && hasEnded(runtime)) {
      long teardown = now + server.settings().teardown();
      runtime = runtime.ending(teardown, teardown + server.settings().report());
    }
    if (runtime.isOver() && !runtime.isStopping()) {
      runtime = over(current, runtime);
    }
    report(current.with(runtime), runtime);
    wake(pod, runtime);
  }

  /** The main containers are done: sidecars are stopped, and with the last the address goes. */
  private PodRuntime over(PodState pod, PodRuntime runtime) {
    if (runtime.hasEnded()) {
      sandboxes.release(pod, runtime);
      return runtime.tornDown();
    }
    boolean isStopped =
        runtime.containers().stream().anyMatch(each -> each.isRunning() && each.endsAt() != NEVER);
    PodTemplate template = pod.identity().template();
    Shutdown shutdown = Shutdown.of(server.now(), template.grace(), template, server.settings());
    return isStopped
        ? runtime
        : runtime.with(
            runtime.inits(), shutdown.all(runtime.containers(), new Prober(runtime.began())));
  }

  /** Its deletion was asked for, or asked for again with less grace (rule 237). */
  private static boolean isAsked(PodState.Deletion asked, PodRuntime runtime) {
    return (!runtime.isStopping() || asked.at() > runtime.stopAt()) && runtime.goneAt() == NEVER;
  }

  private static boolean hasEnded(PodRuntime runtime) {
    return runtime.all().stream().noneMatch(ContainerRun::isRunning);
  }

  private PodRuntime stop(PodState pod, PodRuntime runtime, long grace) {
    long now = server.now();
    Shutdown shutdown = Shutdown.of(now, grace, pod.identity().template(), server.settings());
    Prober prober = new Prober(runtime.began());
    tell(pod, 241, hasHook(runtime) ? "pod.pre-stop" : "pod.stopping");
    return runtime
        .stopping(now, now + grace)
        .with(shutdown.all(runtime.inits(), prober), shutdown.all(runtime.containers(), prober));
  }

  private static boolean hasHook(PodRuntime runtime) {
    return runtime.containers().stream()
        .anyMatch(each -> each.isRunning() && each.template().preStop() > 0);
  }

  /** Writes what the status says. */
  private void report(PodState pod, PodRuntime runtime) {
    long now = server.now();
    boolean ready = runtime.isReady(now);
    Phase phase = phase(pod, runtime);
    Ip ip = runtime.address();
    boolean isKept = ip == null && (runtime.isStopping() || runtime.hasEnded());
    PodState after = pod.reported(phase, isKept ? pod.ip() : ip, ready, now);
    server.write(after);
    if (ready != pod.ready()) {
      tell(pod, ready ? 226 : 227, ready ? "pod.ready" : "pod.unready");
    }
  }

  private static Phase phase(PodState pod, PodRuntime runtime) {
    if (runtime.hasEnded() && !runtime.isStopping()) {
      return runtime.all().stream().anyMatch(Kubelet::hasFailed) ? Phase.FAILED : Phase.SUCCEEDED;
    }
    boolean ran =
        runtime.isInitialized()
            && runtime.containers().stream()
                .anyMatch(each -> each.isRunning() || each.endedAt() != NEVER || each.hasRun());
    return ran ? Phase.RUNNING : pod.phase();
  }

  private static boolean hasFailed(ContainerRun container) {
    return container.failed() && container.template().role() != ContainerTemplate.Role.SIDECAR;
  }

  private void wake(PodState pod, PodRuntime runtime) {
    server.wake(Actor.KUBELET, pod.path(), runtime.next(server.now()));
  }

  private void tell(PodState pod, int rule, String code, String... args) {
    server.tell(Actor.KUBELET, node(pod.nodeName()), pod.ref(), rule, code, args);
  }

  private static String node(@Nullable String name) {
    return name == null ? "" : name;
  }

  /** A container of a pod ends by itself, or by somebody who kills it. */
  public void kill(PodState pod, String container) {
    PodRuntime runtime = pod.runtime();
    if (runtime != null) {
      long now = server.now();
      PodRuntime after = runtime;
      for (ContainerRun each : runtime.all()) {
        if (each.template().name().equals(container) && each.isRunning()) {
          after = after.with(each.stopping(now, now));
        }
      }
      server.write(pod.with(after));
      server.wake(Actor.KUBELET, pod.path(), now);
    }
  }

  /**
   * A container fails now, and whenever it runs again; or no longer, from its next start on.
   *
   * @param container its name; empty for those that the pod is for
   */
  public void fail(PodState before, String container, boolean fails) {
    PodState pod = before.broken(container, fails);
    PodRuntime runtime = pod.runtime();
    long now = server.now();
    if (runtime == null || runtime.isStopping()) {
      server.write(pod);
      return;
    }
    PodRuntime after = runtime;
    for (ContainerRun each : runtime.all()) {
      boolean isBroken = pod.identity().broken().contains(each.template().name());
      if (isBroken && each.isRunning()) {
        after = after.with(each.stopping(now, now));
      } else if (!isBroken && each.isStuck()) {
        after = after.with(each.startingAt(now + server.settings().containerStart()));
      }
    }
    server.write(pod.with(after));
    server.wake(Actor.KUBELET, pod.path(), now);
  }

  /** The sandbox of a pod ends: all its containers with it, and a new one is made (rule 8). */
  public void killSandbox(PodState pod) {
    PodRuntime runtime = pod.runtime();
    if (runtime != null && !runtime.isStopping()) {
      sandboxes.release(pod, runtime);
      PodRuntime after = runtime.inNewSandbox(server.now() + server.settings().sandbox());
      report(pod.with(after), after);
      wake(pod, after);
    }
  }

  /**
   * A probe of a container fails, or succeeds, from now on. A readiness probe does so in later runs
   * of the container, too; a liveness probe in this run only, which it ends.
   *
   * @param liveness true for its liveness probe, false for its readiness probe
   */
  public void probe(PodState before, String container, boolean liveness, boolean passes) {
    PodState pod = liveness ? before : before.probed(container, passes);
    PodRuntime runtime = pod.runtime();
    if (runtime == null) {
      server.write(pod);
      return;
    }
    long now = server.now();
    Prober prober = new Prober(runtime.began());
    PodRuntime after = runtime;
    for (ContainerRun each : runtime.containers()) {
      if (container.isEmpty() || each.template().name().equals(container)) {
        ContainerRun changed =
            liveness
                ? passes ? each.killedAt(NEVER) : prober.dying(each, now)
                : passes ? prober.passing(each, now) : prober.failing(each, now);
        after = after.with(changed);
      }
    }
    server.write(pod.with(after));
    wake(pod, after);
    server.wake(Actor.KUBELET, pod.path(), now);
  }
}
