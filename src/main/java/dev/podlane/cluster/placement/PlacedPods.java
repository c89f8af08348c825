package dev.podlane.cluster.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pods on nodes. Succeeded and Failed pods are none of them, terminating ones are (rule 312).
 * Questions about single nodes and owners are asked for each pod, so they should be cheap.
 */
public interface PlacedPods {
  /**
   * A pod on a node.
   *
   * @param pod the pod
   * @param node its node's name
   * @param terminating true if it has a deletionTimestamp
   */
  record PlacedPod(PodView pod, String node, boolean terminating) {}

  /**
   * The sum of a node's pods.
   *
   * @param count number of pods
   * @param requests resources they ask for together
   * @param hostPorts ports they take
   */
  record NodeUse(int count, Resources requests, List<HostPort> hostPorts) {
    /** No pods. */
    public static final NodeUse NONE = new NodeUse(0, Resources.NONE, List.of());

    public NodeUse {
      hostPorts = List.copyOf(hostPorts);
    }

    /** With one pod more. */
    public NodeUse plus(PodView pod) {
      List<HostPort> ports = hostPorts;
      if (!pod.hostPorts().isEmpty()) {
        ports = new ArrayList<>(hostPorts);
        ports.addAll(pod.hostPorts());
      }
      return new NodeUse(count + 1, requests.plus(pod.requests()), ports);
    }
  }

  /** The sum of a node's pods. */
  NodeUse on(String node);

  /** The number of pods of one owner in one namespace by node, without terminating ones. */
  Map<String, Integer> siblings(String namespace, String owner);

  /** Pods that have terms of anti-affinity. */
  List<PlacedPod> withAntiAffinity();

  /** Pods of a namespace; asked only for pods with affinity or spread constraints. */
  List<PlacedPod> inNamespace(String namespace);

  /** All pods; asked only for terms that select namespaces by label. */
  List<PlacedPod> all();
}
