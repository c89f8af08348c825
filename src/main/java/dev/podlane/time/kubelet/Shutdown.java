package dev.podlane.time.kubelet;

import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.Settings;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.time.template.StopBehaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The way containers end: preStop, stop signal, the rest of the grace period, SIGKILL (rules 240 to
 * 245; kubernetes {@code pkg/kubelet/kuberuntime/kuberuntime_container.go}, {@code
 * kuberuntime_termination_order.go}).
 *
 * @param now moment at which it begins, in milliseconds
 * @param grace time until what is left is killed, preStop included
 * @param stop time a process needs after its signal
 * @param onStop reaction of the process to the signal
 */
record Shutdown(long now, long grace, long stop, StopBehaviour onStop) {
  /** The least that a process gets after its signal, whatever preStop has used up. */
  private static final long LEAST = 2_000;

  static Shutdown of(long now, long grace, PodTemplate template, Settings settings) {
    PodTemplate.Behaviour told = template.behaviour();
    long stop = told.stop() == null ? settings.appStop() : told.stop();
    StopBehaviour onStop = Objects.requireNonNullElse(told.onStop(), settings.onStop());
    return new Shutdown(now, grace, stop, onStop);
  }

  /** All containers of a pod, each with the moments at which it closes and ends. */
  List<ContainerRun> all(List<ContainerRun> containers, Prober prober) {
    List<ContainerRun> found = new ArrayList<>(containers);
    long mains = now;
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).template().role() == ContainerTemplate.Role.MAIN) {
        ContainerRun stopping = one(found.get(i), now, prober);
        found.set(i, stopping);
        mains = Math.max(mains, stopping.isRunning() ? stopping.endsAt() : now);
      }
    }
    long free = mains;
    for (int i = found.size() - 1; i >= 0; i--) {
      if (found.get(i).template().role() != ContainerTemplate.Role.MAIN) {
        ContainerRun stopping = one(found.get(i), free, prober);
        found.set(i, stopping);
        free = stopping.isRunning() ? Math.max(free, stopping.endsAt()) : free;
      }
    }
    return found;
  }

  /**
   * One container.
   *
   * @param notBefore moment before which it gets no signal, though its preStop runs
   */
  ContainerRun one(ContainerRun container, long notBefore, Prober prober) {
    if (container.state() == ContainerRun.State.ENDED) {
      return container;
    }
    if (!container.isRunning()) {
      return container.ended(now);
    }
    long hook = Math.min(container.template().preStop(), grace);
    long signal = Math.max(now + hook, Math.min(notBefore, now + grace));
    long kill = Math.max(now + grace, signal + LEAST);
    long last =
        switch (onStop) {
          case CLOSE -> Math.min(signal + stop, kill);
          case EXIT -> signal;
          case IGNORE -> kill;
        };
    // It may end by itself before, or because it was stopped already.
    long ends = Math.min(last, container.endsAt());
    long closes = onStop == StopBehaviour.IGNORE ? ends : Math.min(signal, ends);
    return prober.failing(container.stopping(closes, ends), closes);
  }
}
