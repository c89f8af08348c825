package dev.podlane.time.event;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that a person does to a cluster, or that befalls a machine. */
public sealed interface Happening {
  /**
   * The object of a workload is written anew.
   *
   * @param workload {@code KIND namespace/name}
   * @param change the change of the object
   */
  record Rewrite(String workload, TreeChange change) implements Happening {}

  /**
   * A Deployment goes back to an earlier template (rules 177, 178).
   *
   * @param workload {@code KIND namespace/name}
   * @param revision 0 for the one before
   */
  record Rollback(String workload, long revision) implements Happening {}

  /**
   * A pod is deleted.
   *
   * @param pod {@code namespace/name}
   * @param grace in milliseconds; null for the pod's own
   */
  record DeletePod(String pod, @Nullable Long grace) implements Happening {}

  /**
   * A pod gets a label, or loses one.
   *
   * @param pod {@code namespace/name}
   * @param value null to take the label away
   */
  record Label(String pod, String key, @Nullable String value) implements Happening {}

  /**
   * A container ends.
   *
   * @param pod {@code namespace/name}
   * @param container its name; empty for the sandbox
   */
  record Kill(String pod, String container) implements Happening {}

  /**
   * A probe fails, or succeeds, from now on.
   *
   * @param pod {@code namespace/name}
   * @param container its name; empty for all
   * @param liveness true for liveness, false for readiness
   */
  record Probe(String pod, String container, boolean liveness, boolean passes)
      implements Happening {}

  /**
   * A container fails as soon as it runs, from now on; or no longer.
   *
   * @param pod {@code namespace/name}
   * @param container its name; empty for those that the pod is for
   */
  record Fail(String pod, String container, boolean fails) implements Happening {}

  /** A node is cordoned, or no longer. */
  record Cordon(String node, boolean schedulable) implements Happening {}

  /** A machine goes, or comes back. */
  record Machine(String node, boolean runs) implements Happening {}

  /** The kube-proxy of a node stops, or runs again (rule 272). */
  record Proxy(String node, boolean runs) implements Happening {}

  /**
   * The schedule of a CronJob comes due.
   *
   * @param cronJob {@code CronJob namespace/name}
   */
  record Fire(String cronJob) implements Happening {}

  /**
   * The kube-proxies are started anew in another mode, one after the other.
   *
   * @param node empty for those of all nodes
   */
  record ProxyMode(String node, KubeProxy.Mode mode) implements Happening {}

  /** The pods of a node are evicted, and none comes (rules 292 to 296). */
  record Drain(String node) implements Happening {}

  /**
   * Objects are added, removed or others: a Service, a policy, the labels of a namespace.
   *
   * @param key tells equal changes of equal clusters
   * @param cluster settles the documents after the change
   */
  record Rebase(String key, Supplier<Cluster> cluster) implements Happening {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Rebase rebase && rebase.key.equals(key);
    }

    @Override
    public int hashCode() {
      return key.hashCode();
    }
  }

  /**
   * A cable is cut, or plugged in again. The control plane hears nothing of it, and of a node that
   * it parts from the others nothing at all.
   *
   * @param device one of its ends, as {@code namespace/device}
   * @param node the node that it joins to the others; empty if it is another cable
   */
  record Cable(String device, boolean plugged, String node) implements Happening {}

  /**
   * Commands are given in a network namespace: nothing that the control plane hears of.
   *
   * @param lines one under the other
   */
  record Commands(String namespace, String lines) implements Happening {}

  /** A delay or period is another. */
  record Set(SettingChange change) implements Happening {}

  /** Nothing: an event that no longer applies. */
  record Nothing() implements Happening {}

  /** Nothing. */
  Happening NOTHING = new Nothing();
}
