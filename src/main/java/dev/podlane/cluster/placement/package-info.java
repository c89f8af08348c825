/** Finds nodes for pods as kube-scheduler does (rules 305 to 316). */
@NullMarked
package dev.podlane.cluster.placement;

import org.jspecify.annotations.NullMarked;
