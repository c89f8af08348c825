package dev.podlane.time.daemonset;

/**
 * A node as the DaemonSet controller sees it (NodeShouldRunDaemonPod).
 *
 * @param name its name
 * @param shouldRun true if a pod would be put there: selector and affinity match, and every taint
 *     NoSchedule or NoExecute is tolerated
 * @param mayStay true if a pod that is there may stay: the same without taints NoSchedule
 * @param inBackoff true if a failed pod there was replaced so recently that the next is not yet
 */
public record DaemonNode(String name, boolean shouldRun, boolean mayStay, boolean inBackoff) {}
