package dev.podlane.time.state;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.net.addr.Ip;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.PodTemplate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pod at a moment: its object in the API server, and what is true on its node. Moments are in
 * milliseconds.
 *
 * @param ref its name
 * @param serial number by which pods are told apart that had the same name one after the other;
 *     rising with their creation
 * @param identity fields that hardly ever change
 * @param labels its labels
 * @param nodeName node it is bound to; null until the scheduler has chosen one
 * @param phase its phase
 * @param ip its address as its status has it; null if it has none
 * @param ready its condition Ready
 * @param readySince moment at which the condition got its value
 * @param deletion its deletion; null if it was not asked for
 * @param runtime its state on the node; null if the kubelet has not taken it on
 */
public record PodState(
    ObjectRef ref,
    long serial,
    Identity identity,
    SortedMap<String, String> labels,
    @Nullable String nodeName,
    Pod.Phase phase,
    @Nullable Ip ip,
    boolean ready,
    long readySince,
    @Nullable Deletion deletion,
    @Nullable PodRuntime runtime) {
  /**
   * Fields that a pod keeps for life, but for its controller.
   *
   * @param controller the object that controls it: a ReplicaSet, not its Deployment; null if none
   * @param owner the outermost workload above it; null if none
   * @param template its template
   * @param createdAt moment of its creation
   * @param hostname its host name; empty for its own name
   * @param subdomain the headless Service that publishes its name; empty for none
   * @param boundTo node that a DaemonSet made it for; null if it may go anywhere
   * @param origin origin of the pod
   * @param given the pod as the documents settle it; null if it was created later
   * @param failing containers whose readiness probe fails whatever they do, as somebody said
   * @param broken containers that fail as soon as they run, as somebody said
   */
  public record Identity(
      @Nullable ObjectRef controller,
      @Nullable ObjectRef owner,
      PodTemplate template,
      long createdAt,
      String hostname,
      String subdomain,
      @Nullable String boundTo,
      PodTraits.Origin origin,
      @Nullable Pod given,
      SortedSet<String> failing,
      SortedSet<String> broken) {
    public Identity {
      failing = Collections.unmodifiableSortedSet(new TreeSet<>(failing));
      broken = Collections.unmodifiableSortedSet(new TreeSet<>(broken));
    }

    /** The same under another controller; null for none. */
    Identity under(@Nullable ObjectRef by, @Nullable ObjectRef outermost) {
      return new Identity(
          by, outermost, template, createdAt, hostname, subdomain, boundTo, origin, given, failing,
          broken);
    }

    Identity failing(SortedSet<String> unready, SortedSet<String> now) {
      return new Identity(
          controller,
          owner,
          template,
          createdAt,
          hostname,
          subdomain,
          boundTo,
          origin,
          given,
          unready,
          now);
    }
  }

  /**
   * A deletion that was asked for.
   *
   * @param at moment of the request
   * @param grace time the pod has from then on, in milliseconds (rule 240)
   */
  public record Deletion(long at, long grace) {}

  public PodState {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** A pod that is created, and waits for a node unless its template names one. */
  public static PodState created(
      ObjectRef ref, long serial, Identity identity, SortedMap<String, String> labels) {
    return new PodState(
        ref,
        serial,
        identity,
        labels,
        identity.template().spec().nodeName(),
        Pod.Phase.PENDING,
        null,
        /* ready= */ false,
        identity.createdAt(),
        null,
        null);
  }

  /** {@code namespace/name}. */
  public String path() {
    return ref.path();
  }

  /** Returns true if it has neither ended nor is being deleted (rule 187). */
  public boolean isActive() {
    return !isFinished() && deletion == null;
  }

  /** Returns true if all its containers have ended for good. */
  public boolean isFinished() {
    return phase == Pod.Phase.SUCCEEDED || phase == Pod.Phase.FAILED;
  }

  /** It is bound to a node. */
  public PodState on(String node) {
    return new PodState(
        ref, serial, identity, labels, node, phase, ip, ready, readySince, deletion, runtime);
  }

  /** Its deletion was asked for. */
  public PodState deleted(Deletion asked) {
    return new PodState(
        ref, serial, identity, labels, nodeName, phase, ip, ready, readySince, asked, runtime);
  }

  /** It has other labels. */
  public PodState labelled(SortedMap<String, String> now) {
    return new PodState(
        ref, serial, identity, now, nodeName, phase, ip, ready, readySince, deletion, runtime);
  }

  /**
   * The readiness probe of a container fails from now on, or succeeds again, in all its runs.
   *
   * @param container name of the container; empty for all
   */
  public PodState probed(String container, boolean passes) {
    SortedSet<String> failing = new TreeSet<>(identity.failing());
    for (ContainerTemplate each : identity.template().lasting()) {
      if (container.isEmpty() || container.equals(each.name())) {
        if (passes) {
          failing.remove(each.name());
        } else {
          failing.add(each.name());
        }
      }
    }
    return with(identity.failing(failing, identity.broken()));
  }

  /**
   * A container fails from now on as soon as it runs, or no longer.
   *
   * @param container name of the container; empty for those that the pod is for
   */
  public PodState broken(String container, boolean fails) {
    SortedSet<String> broken = new TreeSet<>(identity.broken());
    for (ContainerTemplate each : identity.template().containers()) {
      boolean isMeant =
          container.isEmpty()
              ? !fails || each.role() == ContainerTemplate.Role.MAIN
              : container.equals(each.name());
      if (isMeant && fails) {
        broken.add(each.name());
      } else if (isMeant) {
        broken.remove(each.name());
      }
    }
    return with(identity.failing(identity.failing(), broken));
  }

  private PodState with(Identity now) {
    return new PodState(
        ref, serial, now, labels, nodeName, phase, ip, ready, readySince, deletion, runtime);
  }

  /** It has another controller; null for none. */
  public PodState controlledBy(@Nullable ObjectRef by, @Nullable ObjectRef outermost) {
    return with(identity.under(by, outermost));
  }

  /** Its status says something else. */
  public PodState reported(Pod.Phase newPhase, @Nullable Ip newIp, boolean newReady, long now) {
    long since = newReady == ready ? readySince : now;
    return new PodState(
        ref, serial, identity, labels, nodeName, newPhase, newIp, newReady, since, deletion,
        runtime);
  }

  /** Something changed on its node. */
  public PodState with(@Nullable PodRuntime now) {
    return new PodState(
        ref, serial, identity, labels, nodeName, phase, ip, ready, readySince, deletion, now);
  }

  /** Returns true if the API server keeps the same of both: what differs, differs on the node. */
  public boolean isSameObject(PodState other) {
    return other.with(runtime).equals(this);
  }
}
