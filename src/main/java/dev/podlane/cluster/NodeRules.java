package dev.podlane.cluster;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.service.Services;

/**
 * The rules of one node's kube-proxy, where they are not those of the cluster.
 *
 * @param services the Services as its rules have them; none where it has written none yet
 * @param proxy its configuration
 */
public record NodeRules(Services services, KubeProxy proxy) {}
