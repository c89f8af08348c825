/** Kubernetes objects with everything decided: pods, nodes, namespaces, the network they share. */
@NullMarked
package dev.podlane.cluster.object;

import org.jspecify.annotations.NullMarked;
