package dev.podlane.cluster;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.SortedMap;
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
   */
  record PodSpec(
      boolean hostNetwork,
      @Nullable String nodeName,
      Place nodePlace,
      List<Container> containers,
      SortedMap<String, String> nodeSelector,
      List<Toleration> tolerations) {}

  /** What a pod puts up with. */
  record Toleration(String key, String operator, String value, String effect) {
    boolean tolerates(Node.Taint taint) {
      boolean sameKey = key.isEmpty() ? operator.equals("Exists") : key.equals(taint.key());
      boolean sameValue = operator.equals("Exists") || value.equals(taint.value());
      return sameKey && sameValue && (effect.isEmpty() || effect.equals(taint.effect()));
    }
  }

  /**
   * A pod.
   *
   * @param phase null if no status says it
   * @param ipPlace where the address was written
   * @param owner its controller as ownerReferences name it; null if none
   */
  record PodDraft(
      ObjectRef ref,
      Place place,
      SortedMap<String, String> labels,
      PodSpec spec,
      Pod.@Nullable Phase phase,
      @Nullable Ip podIp,
      Place ipPlace,
      @Nullable Ip hostIp,
      @Nullable ObjectRef owner)
      implements Work {}

  /**
   * A Deployment or ReplicaSet.
   *
   * @param hash FNV-1a of the template as text
   * @param owner as in {@link PodDraft}
   */
  record WorkloadDraft(
      ObjectRef ref,
      Place place,
      int replicas,
      Place replicasPlace,
      SortedMap<String, String> selector,
      SortedMap<String, String> labels,
      PodSpec spec,
      long hash,
      @Nullable ObjectRef owner)
      implements Work {
    boolean isDeployment() {
      return ref.kind().equals("Deployment");
    }
  }

  /** A {@code ClusterNetwork}; null is what it leaves out. */
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
      @Nullable Integer mtu,
      @Nullable List<GatewayRoute> gatewayRoutes) {}
}
