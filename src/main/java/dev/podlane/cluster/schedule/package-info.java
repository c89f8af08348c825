/** Chooses nodes for pods, as kube-scheduler and the DaemonSet controller do. */
@NullMarked
package dev.podlane.cluster.schedule;

import org.jspecify.annotations.NullMarked;
