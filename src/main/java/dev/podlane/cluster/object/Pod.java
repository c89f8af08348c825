package dev.podlane.cluster.object;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A settled pod.
 *
 * @param ref its name
 * @param place place in the documents of the pod, or of the workload that creates it
 * @param labels its labels
 * @param nodeName the node it runs on, always one of the cluster's; null if it has none
 * @param podIp its address, the node's own for hostNetwork pods (rule 17); null if it has none but
 *     IPv6 addresses, which its traits have
 * @param hostNetwork true if it uses the node's network namespace
 * @param phase its phase
 * @param containers containers and sidecars, in the order of the text, sidecars first
 * @param owner the outermost workload that brings it (Deployment before ReplicaSet); null if none
 * @param sandbox number of times its sandbox was recreated
 * @param traits further facts
 */
public record Pod(
    ObjectRef ref,
    Place place,
    SortedMap<String, String> labels,
    @Nullable String nodeName,
    @Nullable Ip podIp,
    boolean hostNetwork,
    Phase phase,
    List<Container> containers,
    @Nullable ObjectRef owner,
    int sandbox,
    PodTraits traits) {
  /** The label with which a Deployment tells the pods of its ReplicaSets apart. */
  public static final String TEMPLATE_HASH = "pod-template-hash";

  private static final SortedMap<String, String> NO_LABELS = Collections.emptySortedMap();

  /** Phases as Kubernetes names them (rules 14, 15). */
  public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
  }

  public Pod {
    labels =
        labels.isEmpty() ? NO_LABELS : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    containers = List.copyOf(containers);
  }

  /** This pod with other labels. */
  public Pod withLabels(SortedMap<String, String> others) {
    return new Pod(
        ref,
        place,
        others,
        nodeName,
        podIp,
        hostNetwork,
        phase,
        containers,
        owner,
        sandbox,
        traits);
  }

  /** This pod in a new sandbox; without an address it waits for one. */
  public Pod withSandbox(@Nullable Ip address) {
    Phase now = address == null ? Phase.PENDING : phase;
    Readiness ready = address == null ? Readiness.NOT_READY : traits.readiness();
    List<Ip> addresses = address == null ? List.of() : List.of(address);
    return new Pod(
        ref,
        place,
        labels,
        nodeName,
        address,
        hostNetwork,
        now,
        containers,
        owner,
        sandbox + 1,
        traits.withAddresses(addresses, ready));
  }

  /** Its namespace. */
  public String namespace() {
    return ref.namespace();
  }

  /** Its name. */
  public String name() {
    return ref.name();
  }

  /**
   * Returns true if it takes part in the network: it has a node and an address and has not finished
   * (rules 14, 15).
   */
  public boolean hasNetwork() {
    return nodeName != null && podIp != null && !isFinished();
  }

  /** Returns true if it runs, and all its addresses are IPv6. */
  public boolean isOnlyV6() {
    return podIp == null && !traits.addresses().isEmpty();
  }

  /** Returns true if it has finished: its address may belong to another pod (rule 14). */
  public boolean isFinished() {
    return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
  }
}
