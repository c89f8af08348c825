package dev.podlane.cluster.read;

import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects as they were written, before anything is decided. */
public final class Drafts {
  private Drafts() {}

  /** A pod, or a workload that brings pods. */
  public sealed interface PodOrWorkload {
    /** Its name. */
    ObjectRef ref();
  }

  /**
   * The fields that pods and templates share.
   *
   * @param nodePlace place of {@code nodeName} or {@code nodeSelector} in the documents
   * @param affinity the node affinity it requires
   * @param hostname empty if none is written
   * @param subdomain empty if none is written
   * @param probed true if a container has a readiness probe, or the pod a readiness gate
   * @param listens as in {@link PodTraits}
   */
  public record PodSpec(
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
    private static final SortedMap<String, String> ANY = Collections.emptySortedMap();

    public PodSpec {
      containers = List.copyOf(containers);
      nodeSelector =
          nodeSelector.isEmpty()
              ? ANY
              : Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
      tolerations = List.copyOf(tolerations);
      listens = listens == null ? null : List.copyOf(listens);
    }

    /** Returns the spec of an object that has none. */
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

    public PodSpec withTolerations(List<Toleration> newTolerations) {
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

    public PodSpec withNames(String newHostname, String newSubdomain) {
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
  public record Toleration(String key, String operator, String value, String effect) {
    public boolean tolerates(Node.Taint taint) {
      boolean sameKey = key.isEmpty() ? operator.equals("Exists") : key.equals(taint.key());
      boolean sameValue = operator.equals("Exists") || value.equals(taint.value());
      return sameKey && sameValue && (effect.isEmpty() || effect.equals(taint.effect()));
    }
  }

  /**
   * The status of a pod; everything is empty or null for a pod that was never applied.
   *
   * @param phase null if no status says it
   * @param addresses of both families, {@code podIP} first
   * @param ipPlace place of the address in the documents
   * @param hostIp the node's address, of either family; null if no status says it
   * @param ready null if no status says it
   * @param idle containers that do not run, as their states say
   */
  public record PodStatus(
      Pod.@Nullable Phase phase,
      List<Ip> addresses,
      Place ipPlace,
      @Nullable Ip hostIp,
      @Nullable Boolean ready,
      boolean terminating,
      Set<String> idle) {
    public static PodStatus none(Place place) {
      return new PodStatus(null, List.of(), place, null, null, false, Set.of());
    }

    /** Returns true if all its addresses are IPv6. */
    public boolean isOnlyV6() {
      return !addresses.isEmpty() && ip() == null;
    }

    /** Its first IPv4 address; null if it has none. */
    public @Nullable Ip ip() {
      return addresses.stream().filter(Ip::isV4).findFirst().orElse(null);
    }
  }

  /**
   * A pod.
   *
   * @param owner its controller as ownerReferences name it; null if none
   * @param boundTo the node a DaemonSet made it for; null if it may go anywhere
   */
  public record PodDraft(
      ObjectRef ref,
      Place place,
      SortedMap<String, String> labels,
      PodSpec spec,
      PodStatus status,
      @Nullable ObjectRef owner,
      @Nullable String boundTo,
      PodTraits.Origin origin)
      implements PodOrWorkload {
    public PodDraft withOwner(ObjectRef top) {
      return new PodDraft(ref, place, labels, spec, status, top, boundTo, origin);
    }

    public PodDraft withLabels(SortedMap<String, String> others) {
      return new PodDraft(ref, place, others, spec, status, owner, boundTo, origin);
    }

    public PodDraft on(String node) {
      return new PodDraft(ref, place, labels, spec.withNode(node), status, owner, boundTo, origin);
    }

    /** Returns true if ports of its node lead to it, which a plugin translates (rule 19). */
    public boolean hasHostPorts() {
      return !spec.hostNetwork()
          && spec.containers().stream()
              .flatMap(container -> container.ports().stream())
              .anyMatch(port -> port.hostPort() > 0);
    }

    public boolean isFinished() {
      return status.phase() == Pod.Phase.SUCCEEDED || status.phase() == Pod.Phase.FAILED;
    }

    /**
     * Returns true if the pod has a status; without one it is taken to be as desired, and healthy.
     */
    public boolean isObserved() {
      return status.phase() != null;
    }
  }

  /** The way a workload creates its pods (rules 138 to 143). */
  public sealed interface Bringing {
    /** A number of equal ones: Deployment, ReplicaSet, ReplicationController. */
    record Replicas(int count) implements Bringing {}

    /**
     * Numbered ones: StatefulSet.
     *
     * @param ordered true if a pod is created only when all with lower ordinals are ready
     * @param service its headless Service; may be empty
     */
    record Ordinals(int count, int start, boolean ordered, String service) implements Bringing {}

    /** One for each node that fits: DaemonSet. */
    record PerNode() implements Bringing {}

    /**
     * Ones that end: Job.
     *
     * @param indexes the completion indexes that run; none if it is not indexed
     * @param observed true if a status gives the number that run
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
  public record WorkloadDraft(
      ObjectRef ref,
      Place place,
      Bringing bringing,
      Place replicasPlace,
      LabelSelector selector,
      SortedMap<String, String> labels,
      PodSpec spec,
      long hash,
      @Nullable ObjectRef owner)
      implements PodOrWorkload {
    public boolean isDeployment() {
      return ref.kind().equals("Deployment");
    }
  }

  /**
   * A {@code ClusterNetwork}; null for absent fields.
   *
   * @param instead the kind of pod network that is written and not simulated; null if none is
   * @param influences influences of its fields that are not simulated
   */
  public record NetworkDraft(
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
      @Nullable PodPlugin plugin,
      @Nullable String instead,
      @Nullable Integer mtu,
      @Nullable List<GatewayRoute> gatewayRoutes,
      KubeProxyDraft proxy,
      NodeSettingsDraft nodes,
      List<Influence> influences) {}
}
