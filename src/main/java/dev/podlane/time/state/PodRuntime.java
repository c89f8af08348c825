package dev.podlane.time.state;

import dev.podlane.net.addr.Ip;
import dev.podlane.time.template.ContainerTemplate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod on its node, whatever the API server knows of it. Moments are in milliseconds.
 *
 * @param began moment at which the kubelet took it on; its probes tick from then (rule 225)
 * @param sandboxAt moment at which its sandbox is there
 * @param address its address; null until the sandbox is there and after it has gone
 * @param sandboxes number of times the sandbox was made anew
 * @param inits init containers that run to their end, in their order; empty until the sandbox is
 *     there, and for a pod that was there at the beginning with its init containers done
 * @param containers containers that last, sidecars first; empty until the sandbox is there
 * @param stopAt moment at which the kubelet began to stop it; {@link ContainerRun#NEVER} if not
 * @param deadline moment at which what is left is killed
 * @param teardownAt moment at which its address goes
 * @param goneAt moment at which the kubelet reports that it is gone
 */
public record PodRuntime(
    long began,
    long sandboxAt,
    @Nullable Ip address,
    int sandboxes,
    List<ContainerRun> inits,
    List<ContainerRun> containers,
    long stopAt,
    long deadline,
    long teardownAt,
    long goneAt) {
  private static final long NEVER = ContainerRun.NEVER;

  public PodRuntime {
    inits = List.copyOf(inits);
    containers = List.copyOf(containers);
  }

  /** A pod that the kubelet takes on. */
  public static PodRuntime begun(long now, long sandboxAt) {
    return new PodRuntime(
        now, sandboxAt, null, 0, List.of(), List.of(), NEVER, NEVER, NEVER, NEVER);
  }

  /** It has a sandbox. */
  public PodRuntime inSandbox(
      @Nullable Ip ip, List<ContainerRun> first, List<ContainerRun> lasting) {
    return new PodRuntime(
        began, sandboxAt, ip, sandboxes, first, lasting, stopAt, deadline, teardownAt, goneAt);
  }

  /** The kubelet makes another sandbox, which will be there at a moment. */
  public PodRuntime inNewSandbox(long at) {
    return new PodRuntime(
        began, at, null, sandboxes + 1, List.of(), List.of(), stopAt, deadline, teardownAt, goneAt);
  }

  /** It has these containers now. */
  public PodRuntime with(List<ContainerRun> first, List<ContainerRun> lasting) {
    return new PodRuntime(
        began, sandboxAt, address, sandboxes, first, lasting, stopAt, deadline, teardownAt, goneAt);
  }

  /** It has this container in place of the one of the same name. */
  public PodRuntime with(ContainerRun now) {
    boolean isInit = now.template().role() == ContainerTemplate.Role.INIT;
    return isInit ? with(replaced(inits, now), containers) : with(inits, replaced(containers, now));
  }

  private static List<ContainerRun> replaced(List<ContainerRun> all, ContainerRun now) {
    List<ContainerRun> changed = new ArrayList<>(all);
    changed.replaceAll(each -> each.template().name().equals(now.template().name()) ? now : each);
    return changed;
  }

  /** All its containers: init containers, sidecars, the others. */
  public List<ContainerRun> all() {
    if (inits.isEmpty()) {
      return containers;
    }
    List<ContainerRun> all = new ArrayList<>(inits);
    all.addAll(containers);
    return all;
  }

  /** Returns true if its init containers have done their work. */
  public boolean isInitialized() {
    return inits.stream().allMatch(ContainerRun::isDone);
  }

  /** Returns true if an init container has failed, and will not be started again. */
  public boolean isSpoilt() {
    return inits.stream()
        .anyMatch(each -> each.state() == ContainerRun.State.ENDED && each.failed());
  }

  /** The kubelet stops it, and kills what is left at a moment. */
  public PodRuntime stopping(long now, long kill) {
    return new PodRuntime(
        began, sandboxAt, address, sandboxes, inits, containers, now, kill, teardownAt, goneAt);
  }

  /** Its containers have ended; the sandbox and then the object go. */
  public PodRuntime ending(long teardown, long gone) {
    return new PodRuntime(
        began, sandboxAt, address, sandboxes, inits, containers, stopAt, deadline, teardown, gone);
  }

  /** Its address is gone. */
  public PodRuntime tornDown() {
    return new PodRuntime(
        began, sandboxAt, null, sandboxes, inits, containers, stopAt, deadline, NEVER, goneAt);
  }

  /** Returns true if the kubelet stops it. */
  public boolean isStopping() {
    return stopAt != NEVER;
  }

  /** Returns true if all its main containers have ended and none will start again. */
  public boolean isOver() {
    return !containers.isEmpty()
        && containers.stream()
            .filter(each -> each.template().role() == ContainerTemplate.Role.MAIN)
            .allMatch(each -> each.state() == ContainerRun.State.ENDED);
  }

  /** Returns true if all its containers have ended and none will start again. */
  public boolean hasEnded() {
    return !containers.isEmpty()
        && containers.stream().allMatch(each -> each.state() == ContainerRun.State.ENDED);
  }

  /** Returns true if it is ready: all containers that last are. */
  public boolean isReady(long now) {
    return !containers.isEmpty() && containers.stream().allMatch(each -> each.isReady(now));
  }

  /** The next moment after now at which something about it changes. */
  public long next(long now) {
    long next = NEVER;
    for (long each : new long[] {sandboxAt, deadline, teardownAt, goneAt}) {
      next = each > now ? Math.min(next, each) : next;
    }
    for (ContainerRun each : all()) {
      next = Math.min(next, each.next(now));
    }
    return next;
  }
}
