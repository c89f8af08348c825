/** Kubernetes objects, read, checked and settled: every node, pod and address decided. */
@NullMarked
package dev.podlane.cluster;

import org.jspecify.annotations.NullMarked;
