package dev.podlane.cluster;

import dev.podlane.cluster.docker.ListenAddress;
import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects as they were written, before anything is decided. */
final class Drafts {
  private Drafts() {}

  /** A pod, or a workload that brings pods. */
  sealed interface Work {
    /** Its name. */
    ObjectRef ref();
  }

  /**
   * What pods and templates share.
   *
   * @param nodePlace where {@code nodeName} or {@code nodeSelector} was written
   * @param affinity the node affinity it requires
   * @param hostname empty if none is written
   * @param subdomain empty if none is written
   * @param probed whether a container has a readiness probe, or the pod a readiness gate
   * @param listens as in {@link PodTraits}
   */
  record PodSpec(
      boolean hostNetwork,
      @Nullable String nodeName,
      Place nodePlace,
      List<Container> containers,
      SortedMap<String, String> nodeSelector,
      List<Toleration> tolerations,
      NodeAffinity affinity,
      String hostname,
      String subdomain,
      boolean probed,
      @Nullable List<ListenAddress> listens) {
    /** Of an object that has none. */
    static PodSpec empty(Place place) {
      return new PodSpec(
          false,
          null,
          place,
          List.of(),
          new TreeMap<>(),
          List.of(),
          NodeAffinity.NONE,
          "",
          "",
          false,
          null);
    }

    PodSpec withTolerations(List<Toleration> newTolerations) {
      return new PodSpec(
          hostNetwork,
          nodeName,
          nodePlace,
          containers,
          nodeSelector,
          newTolerations,
          affinity,
          hostname,
          subdomain,
          probed,
          listens);
    }

    PodSpec withNode(String node) {
      return new PodSpec(
          hostNetwork,
          node,
          nodePlace,
          containers,
          nodeSelector,
          tolerations,
          affinity,
          hostname,
          subdomain,
          probed,
          listens);
    }

    PodSpec withNames(String newHostname, String newSubdomain) {
      return new PodSpec(
          hostNetwork,
          nodeName,
          nodePlace,
          containers,
          nodeSelector,
          tolerations,
          affinity,
          newHostname,
          newSubdomain,
          probed,
          listens);
    }
  }

  /** A toleration of taints. */
  record Toleration(String key, String operator, String value, String effect) {
    boolean tolerates(Node.Taint taint) {
      boolean sameKey = key.isEmpty() ? operator.equals("Exists") : key.equals(taint.key());
      boolean sameValue = operator.equals("Exists") || value.equals(taint.value());
      return sameKey && sameValue && (effect.isEmpty() || effect.equals(taint.effect()));
    }
  }

  /**
   * What a pod's status tells; everything is empty or null for a pod that was never applied.
   *
   * @param phase null if no status says it
   * @param addresses of both families, {@code podIP} first
   * @param ipPlace where the address was written
   * @param hostIp the node's address, of either family; null if no status says it
   * @param ready null if no status says it
   */
  record PodStatus(
      Pod.@Nullable Phase phase,
      List<Ip> addresses,
      Place ipPlace,
      @Nullable Ip hostIp,
      @Nullable Boolean ready,
      boolean terminating) {
    static PodStatus none(Place place) {
      return new PodStatus(null, List.of(), place, null, null, false);
    }

    /** Whether all its addresses are IPv6. */
    boolean isOnlyV6() {
      return !addresses.isEmpty() && ip() == null;
    }

    /** Its first IPv4 address; null if it has none. */
    @Nullable Ip ip() {
      for (Ip address : addresses) {
        if (address.isV4()) {
          return address;
        }
      }
      return null;
    }
  }

  /**
   * A pod.
   *
   * @param owner its controller as ownerReferences name it; null if none
   * @param boundTo the node a DaemonSet made it for; null if it may go anywhere
   */
  record PodDraft(
      ObjectRef ref,
      Place place,
      SortedMap<String, String> labels,
      PodSpec spec,
      PodStatus status,
      @Nullable ObjectRef owner,
      @Nullable String boundTo,
      PodTraits.Origin origin)
      implements Work {
    PodDraft withOwner(ObjectRef top) {
      return new PodDraft(ref, place, labels, spec, status, top, boundTo, origin);
    }

    PodDraft on(String node) {
      return new PodDraft(ref, place, labels, spec.withNode(node), status, owner, boundTo, origin);
    }

    boolean isFinished() {
      return status.phase() == Pod.Phase.SUCCEEDED || status.phase() == Pod.Phase.FAILED;
    }

    /** Whether a status says what it does; else it is as desired, and healthy. */
    boolean isObserved() {
      return status.phase() != null;
    }
  }

  /** How a workload brings its pods (rules 138 to 143). */
  sealed interface Bringing {
    /** So many equal ones: Deployment, ReplicaSet, ReplicationController. */
    record Replicas(int count) implements Bringing {}

    /**
     * Numbered ones: StatefulSet.
     *
     * @param ordered whether one is made only when all below it are ready
     * @param service its headless Service; may be empty
     */
    record Ordinals(int count, int start, boolean ordered, String service) implements Bringing {}

    /** One for each node that fits: DaemonSet. */
    record PerNode() implements Bringing {}

    /**
     * Ones that end: Job.
     *
     * @param indexes the completion indexes that run; none if it is not indexed
     * @param observed whether a status says how many run
     */
    record Runs(int count, List<Integer> indexes, boolean observed) implements Bringing {}

    /** None until it fires: CronJob. */
    record Fires() implements Bringing {}
  }

  /**
   * A workload.
   *
   * @param selector everything if it has none
   * @param hash FNV-1a of the template as text
   * @param owner as in {@link PodDraft}
   */
  record WorkloadDraft(
      ObjectRef ref,
      Place place,
      Bringing bringing,
      Place replicasPlace,
      LabelSelector selector,
      SortedMap<String, String> labels,
      PodSpec spec,
      long hash,
      @Nullable ObjectRef owner)
      implements Work {
    boolean isDeployment() {
      return ref.kind().equals("Deployment");
    }
  }

  /**
   * A {@code ClusterNetwork}; null is what it leaves out.
   *
   * @param instead the kind of pod network that is written and not simulated; null if none is
   * @param influences what it says and is not simulated
   */
  record NetworkDraft(
      ObjectRef ref,
      Place place,
      @Nullable Prefix nodeCidr,
      Place nodeCidrPlace,
      @Nullable Ip gateway,
      Place gatewayPlace,
      @Nullable Prefix podCidr,
      Place podCidrPlace,
      @Nullable Integer nodeMaskSize,
      Place nodeMaskPlace,
      @Nullable Prefix serviceCidr,
      @Nullable String podNetwork,
      @Nullable String instead,
      @Nullable Integer mtu,
      @Nullable List<GatewayRoute> gatewayRoutes,
      List<Influence> influences) {}
}
